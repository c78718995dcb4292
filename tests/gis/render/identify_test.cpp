// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/identify.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

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
