// SPDX-License-Identifier: GPL-3.0-or-later
// bench_render RESOURCES INPUT [OUTDIR] [--theme T] [--clusters] [--bbox W,S,E,N]…: loads INPUT (a survey folder or any vector file) and draws it
// at three views: all of it, a county (0.8° x 0.5° in its middle), a street (0.08° x 0.05°). JSON on stdout, a line for
// each view: what loading took, the picture with and without labels (five runs after one to warm up, each from the
// loaded features), with a point moved, each of 100 steps of panning, what is under the
// pointer and what it is drawn to; ms.
#include "gis/render/render_file.h"

#include <QGuiApplication>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  using namespace suyuan;
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  const QGuiApplication application(argc, argv);
  std::vector<std::string> names;
  std::vector<std::pair<std::string, Box>> views;
  std::string theme = "day";
  bool clusters = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    Box box;
    if (word == "--bbox" && i + 1 < argc &&
        std::sscanf(argv[++i], "%lf,%lf,%lf,%lf", &box.minX, &box.minY, &box.maxX, &box.maxY) == 4)
      views.emplace_back("box" + std::to_string(views.size() + 1), box);
    else if (word == "--clusters") clusters = true;
    else if (word == "--theme" && i + 1 < argc) theme = argv[++i];
    else names.push_back(word);
  }
  if (names.size() < 2) {
    std::fprintf(stderr, "usage: bench_render RESOURCES INPUT [OUTDIR] [--theme T] [--clusters] [--bbox W,S,E,N]...\n");
    return 2;
  }
  if (views.empty())
    views = {{"full", {121.6, 40.8, 131.3, 46.3}}, {"county", {125.5, 43.4, 126.3, 43.9}}, {"street", {125.80, 43.60, 125.88, 43.65}}};
  for (const auto& [view, box] : views) {
    render::RenderRequest request;
    request.resources = names[0];
    request.input = names[1];
    if (names.size() > 2) request.output = names[2] + "/" + view + ".png";
    request.bbox = box;
    request.crs = "EPSG:4551";
    request.theme = theme;
    request.clusters = clusters;
    request.repeat = 6;
    request.decorations = true;
    request.measure = true;
    const auto report = render::renderToFile(request);
    if (!report) {
      std::fprintf(stderr, "%s: %s\n", std::string(errorKey(report.error().code)).c_str(), report.error().detail.c_str());
      return 3;
    }
    const auto spread = [](const render::Spread& of) { return nlohmann::json{{"p50", of.p50}, {"p95", of.p95}, {"p99", of.p99}, {"max", of.max}}; };
    const auto warm = [](const std::vector<double>& runs) { return std::vector(runs.begin() + (runs.empty() ? 0 : 1), runs.end()); };
    const nlohmann::json line{{"view", view},
                              {"features", report->features},
                              {"load_ms", report->loadMs},
                              {"index_ms", report->indexMs},
                              {"levels_ms", report->levelsMs},
                              {"draw_ms", warm(report->drawMs)},
                              {"draw_without_labels_ms", warm(report->figures->withoutLabels)},
                              {"edit_ms", warm(report->figures->edited)},
                              {"pan_ms", spread(report->figures->panned)},
                              {"pick_ms", spread(report->figures->picked)},
                              {"snap_ms", spread(report->figures->snapped)},
                              {"peak_rss_mb", report->peakRssMb}};
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
  }
  return 0;
}
