// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/geo_bridge.h"
#include "gis/render/map_view.h"

#include "tests/gis/render/sketch.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::render;
using Catch::Approx;

TEST_CASE("screen and map positions go over into one another") {
  const MapView view = sketch::view();
  CHECK(view.toScreen(100, 200) == QPointF(100, 100));
  const Point back = view.toMap(QPointF(100, 100));
  CHECK(back.x == Approx(100));
  CHECK(back.y == Approx(200));
}

TEST_CASE("zooming keeps the ground under the pointer, a drag takes it along") {
  const MapView view = sketch::view();
  const MapView zoomed = view.zoomedAt(QPointF(50, 60), 4);
  const Point before = view.toMap(QPointF(50, 60)), after = zoomed.toMap(QPointF(50, 60));
  CHECK(after.x == Approx(before.x));
  CHECK(after.y == Approx(before.y));
  CHECK(zoomed.metresPerPixel == Approx(0.25));
  const Point grabbed = view.toMap(QPointF(10, 10));
  const QPointF now = view.panned(QPointF(30, -20)).toScreen(grabbed.x, grabbed.y);
  CHECK(now.x() == Approx(40));
  CHECK(now.y() == Approx(-10));
}

TEST_CASE("a fitted view shows the whole box, a single point too") {
  const Box box{1000, 2000, 9000, 3000};
  const MapView fitted = sketch::view().fitted(box, 20);
  CHECK(fitted.box().minX < box.minX);
  CHECK(fitted.box().maxX > box.maxX);
  CHECK(fitted.box().minY < box.minY);
  const MapView point = sketch::view().fitted({5, 5, 5, 5});
  CHECK(point.metresPerPixel > 0);
  CHECK(sketch::view().withScale(10000).scaleDenominator() == Approx(10000));
}

TEST_CASE("lon/lat boxes and positions come to the map and back") {
  const auto bridge = GeoBridge::make("EPSG:4551");
  REQUIRE(bridge);
  const auto at = bridge->toMap(Point{125.3, 43.9});
  REQUIRE(at);
  const auto back = bridge->toLonLat(*at);
  REQUIRE(back);
  CHECK(back->x == Approx(125.3).margin(1e-9));
  CHECK(back->y == Approx(43.9).margin(1e-9));
  const MapView view = bridge->viewOf({125, 43.5, 125.6, 44}, {800, 600});
  const auto corner = bridge->toMap(Point{125, 44});
  REQUIRE(corner);
  CHECK(view.box(0.01).contains(corner->x, corner->y));
  CHECK(zoneFor(125.3) == "EPSG:4551");
  CHECK(zoneFor(117) == "EPSG:4548");
  CHECK(zoneFor(-80) == "EPSG:32617");
  CHECK(zoneFor(151, -34) == "EPSG:32756");
  CHECK(zoneFor(180) == "EPSG:32660");
}
