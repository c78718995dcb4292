// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/clusters.h"

#include "gis/layers/count_grid.h"
#include "gis/layers/patch_table.h"
#include "gis/layers/table_edits.h"
#include "gis/render/cluster_symbol.h"
#include "gis/render/identify.h"
#include "gis/render/legend.h"
#include "gis/render/scene_painter.h"
#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::render;

namespace {

constexpr const char* classes[] = {"工业排污口", "城镇污水处理厂排污口", "农业排口", "其他排口", ""};
constexpr const char* statuses[] = {"已确认", "疑似", "已排除"};

/// Outfalls of all classes in towns, 300 km across.
std::vector<sketch::Feature> manyOutfalls(int count) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> town(0, 300'000);
  std::normal_distribution<double> near(0, 9'000);
  std::vector<sketch::Feature> outfalls;
  double x = 0, y = 0;
  for (int i = 0; i < count; ++i) {
    if (i % 500 == 0) x = 400'000 + town(random), y = 4'700'000 + town(random);
    outfalls.push_back({i + 1, Point{x + near(random), y + near(random)}, classes[random() % 5], statuses[random() % 3], "", ""});
  }
  return outfalls;
}

/// 1 : 2,268,000, the whole country of manyOutfalls.
MapView farView() {
  MapView view;
  view.size = {800, 700};
  view.centerX = 550'000;
  view.centerY = 4'850'000;
  view.metresPerPixel = 600;
  return view;
}

MapScene sceneOf(std::shared_ptr<const layers::FeatureTable> table) {
  MapScene scene;
  scene.style = sketch::style();
  scene.add(std::move(table));
  return scene;
}

std::shared_ptr<layers::FeatureTable> prepared(const std::vector<sketch::Feature>& features) {
  auto table = std::make_shared<layers::FeatureTable>(*sketch::table("outfalls", features));
  prepareForDrawing(*table, *sketch::style());
  return table;
}

} // namespace

TEST_CASE("clusters count every point once, by class too, whether counted beforehand or in the view") {
  const auto features = manyOutfalls(30'000);
  const auto table = prepared(features);
  REQUIRE(table->countGrids);
  const MapScene counted = sceneOf(table), plain = sceneOf(sketch::table("outfalls", features));
  MapView part = farView(); // shows a part: the numbers are those of whole cells all the same
  part.size = {300, 250};
  const auto some = clustersOf(counted, counted.layers[0], part), same = clustersOf(plain, plain.layers[0], part);
  REQUIRE(some.size() == same.size());
  for (std::size_t i = 0; i < some.size(); ++i) CHECK(some[i].total == same[i].total);
  for (const double metresPerPixel : {600.0, 1'300.0, 5'000.0}) {
    MapView view = farView();
    view.metresPerPixel = metresPerPixel;
    const auto a = clustersOf(counted, counted.layers[0], view), b = clustersOf(plain, plain.layers[0], view);
    std::uint64_t all = 0;
    std::vector<std::uint64_t> byClass(5);
    for (const Cluster& c : a) {
      all += c.total;
      for (std::size_t i = 0; i < 5; ++i) byClass[i] += c.byClass[i];
    }
    CHECK(all == features.size());
    for (std::size_t i = 0; i < 5; ++i)
      CHECK(byClass[i] == static_cast<std::uint64_t>(std::ranges::count(features, std::string(classes[i]), &sketch::Feature::category)));
    REQUIRE(a.size() == b.size());
    REQUIRE(a.size() > 1);
    for (std::size_t i = 0; i < a.size(); ++i) {
      CHECK(a[i].total == b[i].total);
      CHECK(a[i].byClass == b[i].byClass);
      CHECK(a[i].status == b[i].status);
      CHECK(std::hypot(a[i].place.x - b[i].place.x, a[i].place.y - b[i].place.y) < 0.01);
    }
  }
}

TEST_CASE("panning moves the clusters with the map and changes none") {
  const MapScene scene = sceneOf(prepared(manyOutfalls(30'000)));
  const MapView view = farView();
  const auto before = clustersOf(scene, scene.layers[0], view);
  for (const QPointF by : {QPointF(37, -11), QPointF(250, 180)}) {
    const MapView moved = view.panned(by);
    int again = 0;
    for (const Cluster& now : clustersOf(scene, scene.layers[0], moved)) {
      const auto same = std::ranges::find_if(before, [&](const Cluster& c) { return c.cell.minX == now.cell.minX && c.cell.minY == now.cell.minY; });
      if (same == before.end()) continue; // came into the view
      CHECK(same->total == now.total);
      CHECK((same->place.x == now.place.x && same->place.y == now.place.y));
      ++again;
    }
    CHECK(again > 10);
  }
}

TEST_CASE("the signs of clusters never meet, and each lies over its own cell") {
  const MapScene scene = sceneOf(prepared(manyOutfalls(30'000)));
  const MapView view = farView();
  const auto clusters = clustersOf(scene, scene.layers[0], view);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (clusters[i].total == 1) continue;
    CHECK(clusters[i].cell.contains(clusters[i].place.x, clusters[i].place.y));
    for (std::size_t k = 0; k < i; ++k) {
      if (clusters[k].total == 1) continue;
      const double apart = std::hypot(clusters[i].place.x - clusters[k].place.x, clusters[i].place.y - clusters[k].place.y) / view.metresPerPixel;
      CHECK(apart > clusterRadius(clusters[i]) + clusterRadius(clusters[k]) - 1e-6);
    }
  }
}

TEST_CASE("the signs of candidates and of outfalls in one place stand beside each other, and each is found where it stands") {
  MapScene scene;
  scene.style = sketch::style();
  auto suspected = manyOutfalls(20'000);
  for (sketch::Feature& one : suspected) one.category.clear();
  auto candidates = std::make_shared<layers::FeatureTable>(*sketch::table("candidates", suspected));
  prepareForDrawing(*candidates, *scene.style);
  scene.add(std::move(candidates));
  scene.add(prepared(manyOutfalls(30'000)));
  const MapView view = farView();
  const auto below = clustersOf(scene, scene.layers[0], view), above = clustersOf(scene, scene.layers[1], view);
  std::size_t pairs = 0;
  for (const Cluster& a : above)
    for (const Cluster& b : below) {
      if (a.total == 1 || b.total == 1 || a.cell.minX != b.cell.minX || a.cell.minY != b.cell.minY) continue;
      ++pairs;
      CHECK(a.cell.contains(a.place.x, a.place.y));
      const double apart = std::hypot(a.place.x - b.place.x, a.place.y - b.place.y) / view.metresPerPixel;
      CHECK(apart > clusterRadius(a) + clusterRadius(b));
      const auto found = clusterAt(scene, view, view.toScreen(a.place.x, a.place.y));
      REQUIRE(found);
      CHECK(found->byClass == a.byClass);
    }
  CHECK(pairs > 20);
}

TEST_CASE("a cluster is drawn in its classes' shares and marked with the most severe status; one point alone stays a marker") {
  std::vector<sketch::Feature> features;
  for (int i = 0; i < 40; ++i)
    features.push_back({i + 1, Point{1'000.0 + i, 1'000}, i < 20 ? classes[0] : classes[2], i == 7 ? statuses[0] : statuses[2], "", "名" + std::to_string(i)});
  features.push_back({99, Point{200'000, 0}, classes[1], statuses[1], "", "单"});
  const MapScene scene = sceneOf(sketch::table("outfalls", features));
  MapView view = farView();
  view.centerX = 100'000;
  view.centerY = 0;
  const auto clusters = clustersOf(scene, scene.layers[0], view);
  REQUIRE(clusters.size() == 2);
  const Cluster& many = clusters[0].total > 1 ? clusters[0] : clusters[1];
  CHECK(many.total == 40);
  CHECK(many.byClass[0] == 20);
  CHECK(many.byClass[2] == 20);
  CHECK(many.status == 0);
  PaintReport report;
  const auto image = renderMap(scene, view, {}, &report);
  REQUIRE(image);
  CHECK(report.features["outfalls"] == 41);
  const QPointF at = view.toScreen(many.place.x, many.place.y);
  const double ring = clusterRadius(many) - 2.2;
  const auto colorAt = [&](double degrees) { // clockwise from the top
    const double a = degrees * 3.14159265 / 180;
    return image->pixelColor(static_cast<int>(at.x() + ring * std::sin(a)), static_cast<int>(at.y() - ring * std::cos(a)));
  };
  const LayerStyle& style = *scene.layers[0].style;
  CHECK(colorAt(110) == style.classes[0].symbol.color);
  CHECK(colorAt(250) == style.classes[2].symbol.color);
  // The legend says what the rings are, and has no class that is not there.
  const auto legend = legendOf(scene, view);
  CHECK(std::ranges::count(legend, true, &LegendEntry::gathered) == 1);
  CHECK(std::ranges::count(legend, style.classes[3].title, &LegendEntry::title) == 0);
}

TEST_CASE("under the pointer is the cluster, not what it gathers") {
  std::vector<sketch::Feature> features;
  for (int i = 0; i < 10; ++i) features.push_back({i + 1, Point{1'000.0 + i, 1'000}, classes[0], statuses[0], "", ""});
  features.push_back({99, Point{200'000, 0}, classes[1], statuses[1], "", ""});
  MapScene scene = sceneOf(sketch::table("outfalls", features));
  MapView view = farView();
  view.centerX = 100'000;
  view.centerY = 0;
  const auto clusters = clustersOf(scene, scene.layers[0], view);
  const Cluster& many = clusters[0].total > 1 ? clusters[0] : clusters[1];
  const QPointF at = view.toScreen(many.place.x, many.place.y);
  const auto hit = clusterAt(scene, view, at + QPointF(3, 3));
  REQUIRE(hit);
  CHECK(hit->total == 10);
  CHECK_FALSE(clusterAt(scene, view, at + QPointF(60, 0)));
  CHECK(identify(scene, view, view.toScreen(1'000, 1'000), 8).empty());
  const auto alone = identify(scene, view, view.toScreen(200'000, 0), 8);
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].fid == 99);
  CHECK_FALSE(clusterAt(scene, view.withScale(100'000), at)); // near enough to see each
  scene.layers[0].clusters = false;
  CHECK_FALSE(clusterAt(scene, view, at));
}

TEST_CASE("counts made beforehand are not used once an edit made them wrong") {
  const auto features = manyOutfalls(30'000);
  const auto table = prepared(features);
  sketch::Feature changed = features[5];
  changed.category = classes[3];
  const std::int64_t fid = changed.fid;
  const auto now = sketch::table("outfalls", {changed});
  const auto made = std::make_shared<const layers::FeatureTable>(layers::patched(*table, *now, {&fid, 1}));
  const MapScene base = sceneOf(table), edited = sceneOf(made);
  std::uint64_t before = 0, after = 0;
  for (const Cluster& c : clustersOf(base, base.layers[0], farView())) before += c.byClass[3];
  for (const Cluster& c : clustersOf(edited, edited.layers[0], farView())) after += c.byClass[3];
  CHECK(after == before + (features[5].category == classes[3] ? 0 : 1));
  sketch::Feature renamed = features[5];
  renamed.label = "新名";
  const auto other = sketch::table("outfalls", {renamed});
  CHECK(layers::patched(*table, *other, {&fid, 1}).countGrids == table->countGrids);
}

TEST_CASE("edits beside a table are counted in its clusters, and what they replace is not") {
  auto features = manyOutfalls(30'000);
  const auto base = prepared(features);
  std::mt19937 random(7);
  std::vector<std::int64_t> touched;
  for (int i = 0; i < 200; ++i) touched.push_back(static_cast<std::int64_t>(random() % features.size()) + 1);
  touched.push_back(40'001); // a new one, far from all others
  std::ranges::sort(touched);
  touched.erase(std::ranges::unique(touched).begin(), touched.end());
  std::vector<sketch::Feature> now;
  for (const std::int64_t fid : touched) {
    if (fid % 4 == 0) continue; // deleted
    now.push_back(fid <= 30'000 ? features[static_cast<std::size_t>(fid - 1)] : sketch::Feature{fid, Point{330'000, 5'050'000}, classes[0], statuses[0], "", ""});
    now.back().category = classes[1];
    now.back().status = statuses[2];
  }
  std::erase_if(features, [&](const sketch::Feature& f) { return std::ranges::binary_search(touched, f.fid); });
  features.insert(features.end(), now.begin(), now.end());

  const auto edits = layers::withEdits({}, layers::FeatureTable(*sketch::table("outfalls", now)), touched);
  MapScene scene = sceneOf(base);
  scene.setEdits("outfalls", edits.fresh, layers::replacedRows(*base, edits));
  REQUIRE(scene.layers.size() == 2);
  const MapScene whole = sceneOf(sketch::table("outfalls", features));
  for (const double metresPerPixel : {400.0, 600.0, 5'000.0}) {
    MapView view = farView();
    view.metresPerPixel = metresPerPixel;
    const auto got = clustersOf(scene, scene.layers[0], view);
    const auto ofEdits = clustersOf(scene, scene.layers[1], view);
    CHECK(std::ranges::all_of(ofEdits, [](const Cluster& c) { return c.total == 1; }));
    const auto fidOf = [&](const MapScene& in, std::size_t layer, const Cluster& c) { return in.layers[layer].table->fids[c.row]; };
    for (const Cluster& expected : clustersOf(whole, whole.layers[0], view)) {
      const auto inCell = [&](const Cluster& c) { return c.cell == expected.cell; };
      const auto of = std::ranges::find_if(got, inCell), single = std::ranges::find_if(ofEdits, inCell);
      REQUIRE((of != got.end()) != (single != ofEdits.end()));
      const Cluster& c = of != got.end() ? *of : *single;
      CHECK(c.total == expected.total);
      CHECK(c.byClass == expected.byClass);
      CHECK(c.status == expected.status);
      if (c.total == 1) CHECK(fidOf(scene, of != got.end() ? 0 : 1, c) == fidOf(whole, 0, expected));
    }
    PaintReport report;
    REQUIRE(renderMap(scene, view, {}, &report));
    if (metresPerPixel > 500) CHECK(report.features["outfalls"] == static_cast<std::int64_t>(features.size())); // all are in the view
  }
}
