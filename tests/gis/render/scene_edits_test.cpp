// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/patch_table.h"
#include "gis/layers/table_edits.h"
#include "gis/render/identify.h"
#include "gis/render/legend.h"
#include "gis/render/scene_painter.h"
#include "gis/render/visible_rows.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

using namespace suyuan;
using namespace suyuan::render;

namespace {

struct Known {
  double x = 0, y = 0;
  std::string status;
  auto operator<=>(const Known&) const = default;
};
using World = std::map<std::int64_t, Known>;
using Table = std::shared_ptr<const layers::FeatureTable>;

Table tableOf(const World& world, const std::vector<std::int64_t>* only = nullptr) {
  std::vector<sketch::Feature> features;
  for (const auto& [fid, known] : world)
    if (only == nullptr || std::ranges::binary_search(*only, fid)) features.push_back({fid, Point{known.x, known.y}, "", known.status, "", ""});
  return sketch::table("outfalls", features);
}

/// What the scene shows, of the base and of the edits.
World shown(const MapScene& scene) {
  World world;
  for (const SceneLayer& layer : scene.layers)
    for (const std::uint32_t row : visibleRows(layer, {-1e6, -1e6, 1e6, 1e6})) {
      const layers::FeatureTable& t = *layer.table;
      const bool once = world.emplace(t.fids[row], Known{t.x[row], t.y[row], t.status.word(row)}).second;
      CHECK(once);
    }
  return world;
}

} // namespace

TEST_CASE("through any life of edits and mergings the scene shows each record once, as it is now") {
  std::mt19937 random(20261126);
  const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const std::vector<std::string> words{"已确认", "疑似", "已排除"};
  World world;
  for (int i = 0; i < 60; ++i) world[100 + i * 3] = {double(any(400)), double(any(300)), words[static_cast<std::size_t>(any(3))]};
  Table base = tableOf(world);
  layers::TableEdits edits;
  Table merging; // made from what was there when it began
  std::vector<std::int64_t> since;
  for (int step = 0; step < 300; ++step) {
    const int what = any(10);
    if (what == 0 && !merging && !edits.isEmpty()) {
      merging = std::make_shared<const layers::FeatureTable>(layers::patched(*base, *edits.fresh, edits.fids));
      since.clear();
    } else if (what == 1 && merging) {
      base = std::exchange(merging, nullptr);
      std::ranges::sort(since);
      since.erase(std::ranges::unique(since).begin(), since.end());
      edits = layers::onlyEditsOf(edits, since);
    } else {
      std::vector<std::int64_t> touched;
      for (int n = 1 + any(3); n > 0; --n) {
        const std::int64_t fid = 100 + any(220);
        touched.push_back(fid);
        if (any(4) == 0) world.erase(fid);
        else world[fid] = {double(any(400)), double(any(300)), words[static_cast<std::size_t>(any(3))]};
      }
      std::ranges::sort(touched);
      touched.erase(std::ranges::unique(touched).begin(), touched.end());
      edits = layers::withEdits(edits, layers::FeatureTable(*tableOf(world, &touched)), touched);
      since.insert(since.end(), touched.begin(), touched.end());
    }
    MapScene scene;
    scene.style = sketch::style();
    scene.add(base);
    scene.setEdits("outfalls", edits.fresh, layers::replacedRows(*base, edits));
    REQUIRE(shown(scene) == world);
  }
}

TEST_CASE("an edit leaves its old place: it is neither drawn nor named there, and is where it went") {
  const World before{{1, {100, 100, "已确认"}}, {2, {300, 200, "已确认"}}};
  World after = before;
  after[1] = {200, 150, "疑似"};
  const std::vector<std::int64_t> moved{1};
  MapScene scene;
  scene.style = sketch::style();
  const Table base = tableOf(before);
  scene.add(base);
  const auto edits = layers::withEdits({}, layers::FeatureTable(*tableOf(after, &moved)), moved);
  scene.setEdits("outfalls", edits.fresh, layers::replacedRows(*base, edits));

  const MapView view = sketch::view(); // screen y is 300 - map y
  CHECK(identify(scene, view, QPointF(100, 200), 8).empty());
  const auto found = identify(scene, view, QPointF(200, 150), 8);
  REQUIRE(found.size() == 1);
  CHECK(found[0].fid == 1);
  CHECK(found[0].layer == "outfalls");

  MapScene whole;
  whole.style = scene.style;
  whole.add(tableOf(after));
  CHECK(*renderMap(scene, view) == *renderMap(whole, view)); // two that do not meet: their order does not show
  CHECK(legendOf(scene, view).size() == legendOf(whole, view).size());

  scene.setEdits("outfalls", nullptr, {});
  CHECK(scene.layers.size() == 1);
  CHECK(identify(scene, view, QPointF(100, 200), 8).size() == 1);
}

TEST_CASE("records that look the same are told from those that do not, whether they were edited before or not") {
  World world{{1, {10, 10, "疑似"}}, {2, {20, 20, "疑似"}}};
  const Table base = tableOf(world);
  const std::vector<std::int64_t> first{1}, both{1, 2};
  world[1].status = "已确认";
  const auto edits = layers::withEdits({}, layers::FeatureTable(*tableOf(world, &first)), first);
  CHECK(layers::looksTheSame(*base, edits, *tableOf(world, &both), both));
  world[1].status = "疑似"; // as in the base, but not as it is shown
  CHECK_FALSE(layers::looksTheSame(*base, edits, *tableOf(world, &both), both));
}
