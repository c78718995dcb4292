// SPDX-License-Identifier: GPL-3.0-or-later
// bench_pick RESOURCES FILE: what is under the pointer, at 2000 places of each of three views (all, a county, a street) of
// FILE (any vector file; of a survey folder its survey.gpkg), 500 of them on vertices of each layer, the rest anywhere.
// CSV on stdout: view,run,p50_ms,p95_ms,max_ms,found. One warm-up, then five runs.
#include "gis/layers/load_file.h"
#include "gis/projection/crs.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/identify.h"

#include <QGuiApplication>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

int main(int argc, char** argv) {
  using namespace suyuan;
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  if (argc != 3) {
    std::fprintf(stderr, "usage: bench_pick RESOURCES FILE\n");
    return 2;
  }
  const auto failed = [](const Error& error) {
    std::fprintf(stderr, "%s: %s\n", std::string(errorKey(error.code)).c_str(), error.detail.c_str());
    return 3;
  };
  const auto style = render::loadStyle(argv[1], "day", "zh");
  if (!style) return failed(style.error());
  const auto crs = projection::Crs::parse("EPSG:4551");
  if (!crs) return failed(crs.error());
  const auto bridge = render::GeoBridge::make("EPSG:4551");
  if (!bridge) return failed(bridge.error());
  const auto names = layers::fileLayers(argv[2]);
  if (!names) return failed(names.error());
  render::MapScene scene;
  scene.style = *style;
  for (const std::string& name : *names) {
    auto table = layers::loadFile(argv[2], name, *crs);
    if (!table) return failed(table.error());
    if (table->size() > 0) scene.add(std::make_shared<const layers::FeatureTable>(std::move(*table)));
  }
  struct View {
    const char* name;
    Box lonLat;
  };
  std::printf("view,run,p50_ms,p95_ms,max_ms,found\n");
  for (const auto& [name, lonLat] :
       {View{"full", {121.6, 40.8, 131.3, 46.3}}, View{"county", {125.5, 43.4, 126.3, 43.9}}, View{"street", {125.80, 43.60, 125.88, 43.65}}}) {
    const render::MapView view = bridge->viewOf(lonLat, {1600, 1000}, 1);
    std::mt19937 random(20261126);
    std::vector<QPointF> places;
    const auto anywhere = [&] { return QPointF(static_cast<double>(random() % 1600), static_cast<double>(random() % 1000)); };
    for (const render::SceneLayer& layer : scene.layers)
      for (int tries = 0, hits = 0; tries < 2'000'000 && hits < 500; ++tries) {
        const std::size_t vertex = random() % layer.table->x.size();
        const QPointF at = view.toScreen(layer.table->x[vertex], layer.table->y[vertex]);
        if (!QRectF(0, 0, 1600, 1000).contains(at)) continue;
        places.push_back(at);
        ++hits;
      }
    while (places.size() < 2000) places.push_back(anywhere());
    for (int run = 0; run < 6; ++run) {
      std::vector<double> took;
      std::size_t found = 0;
      for (const QPointF& at : places) {
        const auto start = std::chrono::steady_clock::now();
        found += render::identify(scene, view, at).size();
        took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
      }
      std::ranges::sort(took);
      if (run > 0)
        std::printf("%s,%d,%.4f,%.4f,%.4f,%zu\n", name, run, took[took.size() / 2], took[took.size() * 95 / 100], took.back(), found);
    }
  }
  return 0;
}
