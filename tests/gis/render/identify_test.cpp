// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/identify.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace suyuan;
using namespace suyuan::render;

namespace {

MapScene chain() {
  MapScene scene;
  scene.style = sketch::style();
  Polygon lake = sketch::square(20, 20, 120);
  lake.rings.push_back(sketch::square(60, 60, 40).rings[0]);
  scene.add(sketch::table("lakes", {{11, lake, "", "", "", ""}}));
  scene.add(sketch::table("rivers", {{21, LineString{{{0, 200}, {400, 200}}}, "", "", "2", ""}}));
  scene.add(sketch::table("outfalls", {{31, Point{100, 203}, "", "", "", ""}, {32, Point{104, 203}, "", "", "", ""}}));
  return scene;
}

} // namespace

TEST_CASE("identify names what is under the pointer, top layer first, nearest first") {
  const auto found = identify(chain(), sketch::view(), QPointF(101, 97), 6);
  REQUIRE(found.size() == 3);
  CHECK(found[0].fid == 31);
  CHECK(found[1].fid == 32);
  CHECK(found[2].layer == "rivers");
  CHECK(found[0].distance == Catch::Approx(1));
  CHECK(found[2].distance == Catch::Approx(3));
}

TEST_CASE("of a crowd under the pointer the nearest are named, in the order of distance and number, whatever their order in the file") {
  std::vector<sketch::Feature> crowd;
  std::vector<std::pair<double, std::int64_t>> expected; // from (200, 150), the middle of the view
  for (int i = 0; i < 3000; ++i) {
    const double dx = (i * 7919 % 1009) / 100.0 - 5, dy = (i * 104729 % 997) / 100.0 - 5;
    const std::int64_t fid = 1 + i * 1237 % 3000;
    crowd.push_back({fid, Point{200 + dx, 150 + dy}, "", "", "", ""});
    if (const double distance = std::hypot(200 + dx - 200, 150 + dy - 150); distance <= 6) expected.emplace_back(distance, fid);
  }
  crowd.push_back({5002, Point{200, 150}, "", "", "", ""}); // two in one place
  crowd.push_back({5001, Point{200, 150}, "", "", "", ""});
  expected.insert(expected.end(), {{0.0, 5001}, {0.0, 5002}});
  std::ranges::sort(expected);
  REQUIRE(expected.size() > 2000);
  MapScene scene;
  scene.style = sketch::style();
  scene.add(sketch::table("rivers", {{21, LineString{{{0, 151}, {400, 151}}}, "", "", "2", ""}}));
  scene.add(sketch::table("outfalls", crowd));
  const QPointF middle(200, 150);
  for (const std::size_t limit : {std::size_t{1}, std::size_t{20}, expected.size()}) {
    const auto found = identify(scene, sketch::view(), middle, 6, limit);
    REQUIRE(found.size() == limit);
    for (std::size_t i = 0; i < limit; ++i) {
      REQUIRE(found[i].layer == "outfalls");
      REQUIRE(found[i].fid == expected[i].second);
    }
  }
  CHECK(identify(scene, sketch::view(), middle, 6, 0).empty());
  const auto all = identify(scene, sketch::view(), middle, 6, expected.size() + 5);
  REQUIRE(all.size() == expected.size() + 1);
  CHECK(all.back().layer == "rivers");
}

TEST_CASE("inside a lake counts, on its island does not") {
  const MapScene scene = chain();
  const auto inLake = identify(scene, sketch::view(), QPointF(40, 260), 2);
  REQUIRE(inLake.size() == 1);
  CHECK(inLake[0].fid == 11);
  CHECK(inLake[0].distance == 0);
  CHECK(identify(scene, sketch::view(), QPointF(80, 220), 2).empty());
}

TEST_CASE("hidden layers are not identified") {
  MapScene scene = chain();
  scene.find("outfalls")->visible = false;
  for (const auto& one : identify(scene, sketch::view(), QPointF(101, 97), 6)) CHECK(one.layer != "outfalls");
}

TEST_CASE("a box selects what it meets, and a polygon that holds it") {
  const MapScene scene = chain();
  CHECK(recordsIn(*scene.find("outfalls"), {99, 200, 101, 210}) == std::vector<std::int64_t>{31});
  CHECK(recordsIn(*scene.find("rivers"), {10, 190, 20, 210}) == std::vector<std::int64_t>{21}); // between its vertices
  CHECK(recordsIn(*scene.find("rivers"), {10, 205, 20, 210}).empty());
  CHECK(recordsIn(*scene.find("lakes"), {30, 30, 35, 35}) == std::vector<std::int64_t>{11});
}

TEST_CASE("an outline selects what it meets: points inside, lines that cross it, and a polygon that holds it") {
  const MapScene scene = chain();
  const auto in = [&](const char* layer, std::vector<Point> outline) { return recordsIn(*scene.find(layer), outline); };
  CHECK(in("outfalls", {{95, 195}, {102, 203.5}, {95, 215}}) == std::vector<std::int64_t>{31});
  CHECK(in("outfalls", {{98, 215}, {120, 215}, {120, 195}}).empty()); // in its box only
  CHECK(in("rivers", {{10, 190}, {20, 190}, {15, 210}}) == std::vector<std::int64_t>{21}); // no vertex of either in the other
  CHECK(in("rivers", {{10, 201}, {20, 205}, {15, 210}}).empty());
  CHECK(in("lakes", {{30, 30}, {35, 30}, {32, 35}}) == std::vector<std::int64_t>{11});
  CHECK(in("outfalls", {{0, 0}, {500, 500}}).empty()); // no outline
}
