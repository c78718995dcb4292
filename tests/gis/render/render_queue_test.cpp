// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/render_queue.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_test_macros.hpp>

#include <mutex>
#include <random>

using namespace suyuan;
using namespace suyuan::render;

namespace {

SceneSnapshot crowd() {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> x(0, 400), y(0, 300);
  std::vector<sketch::Feature> features;
  for (int i = 0; i < 20000; ++i) features.push_back({i + 1, Point{x(random), y(random)}, "工业排污口", "已确认", "", ""});
  auto scene = std::make_shared<MapScene>();
  scene->style = sketch::style();
  scene->add(sketch::table("outfalls", features));
  return scene;
}

} // namespace

TEST_CASE("of many requests the newest is drawn, and what it replaced is dropped") {
  std::mutex mutex;
  std::vector<RenderedMap> done;
  RenderQueue queue([&](RenderedMap map) {
    const std::scoped_lock lock(mutex);
    done.push_back(std::move(map));
  });
  const SceneSnapshot scene = crowd();
  std::uint64_t last = 0;
  for (int i = 0; i < 40; ++i) last = queue.request(scene, sketch::view().panned(QPointF(i, 0)));
  queue.wait();
  REQUIRE_FALSE(done.empty());
  CHECK(done.back().request == last);
  CHECK(done.back().view == sketch::view().panned(QPointF(39, 0)));
  CHECK(done.size() < 40);
  CHECK(queue.isIdle());
}

TEST_CASE("a cancelled request is never delivered") {
  std::atomic<int> delivered = 0;
  RenderQueue queue([&](RenderedMap) { ++delivered; });
  MapView view = sketch::view();
  view.size = {3000, 3000};
  view = view.fitted({0, 0, 400, 300});
  queue.request(crowd(), view);
  queue.cancel();
  queue.wait();
  CHECK(delivered == 0);
}
