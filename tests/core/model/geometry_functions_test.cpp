// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace suyuan;
using Catch::Approx;

namespace {

const std::vector<Point> northward{{125.0, 43.0}, {125.0, 43.01}, {125.0, 43.02}};
const Polygon square{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}, {{0.4, 0.4}, {0.6, 0.4}, {0.6, 0.6}, {0.4, 0.6}, {0.4, 0.4}}}};

} // namespace

TEST_CASE("distances agree with the geodesic on the ellipsoid") {
  // Geodesic inverse of GeographicLib's formulas on GRS 80: one degree of longitude and latitude at 44 N.
  CHECK(distanceMetres({125, 44}, {125.01, 44}) == Approx(802.2).epsilon(1e-3));
  CHECK(distanceMetres({125, 44}, {125, 44.01}) == Approx(1111.0).epsilon(1e-3));
  CHECK(lengthMetres(northward) == Approx(2221.6).epsilon(1e-3));
}

TEST_CASE("the nearest place on a line tells distance, chainage and side") {
  const auto west = nearestOnLine(northward, Point{124.999, 43.005});
  REQUIRE(west);
  CHECK(west->leftSide);
  CHECK(west->along == Approx(555.4).epsilon(1e-3));
  CHECK(west->distance == Approx(81.5).epsilon(1e-2));
  CHECK(west->segment == 0);
  const auto east = nearestOnLine(northward, Point{125.001, 43.015});
  REQUIRE(east);
  CHECK_FALSE(east->leftSide);
  CHECK(east->segment == 1);
  CHECK_FALSE(nearestOnLine(std::span<const Point>(northward).first(1), Point{125, 43}));
}

TEST_CASE("chainage counts over the parts of a broken line") {
  const MultiLineString broken{{LineString{{{125, 43}, {125, 43.01}}}, LineString{{{125, 43.02}, {125, 43.03}}}}};
  const auto place = nearestOnLine(Geometry{broken}, Point{125, 43.025});
  REQUIRE(place);
  CHECK(place->along == Approx(1.5 * 1110.8).epsilon(1e-3));
}

TEST_CASE("a hole is outside its polygon") {
  CHECK(contains(Geometry{square}, Point{0.2, 0.2}));
  CHECK_FALSE(contains(Geometry{square}, Point{0.5, 0.5}));
  CHECK_FALSE(contains(Geometry{square}, Point{1.5, 0.5}));
  CHECK_FALSE(contains(Geometry{Point{0, 0}}, Point{0, 0}));
  CHECK(areaSquareMetres(Geometry{square}) == Approx(0.96 * 111319.5 * 110574.3).epsilon(1e-2));
}

TEST_CASE("an anchor lies on what it marks") {
  const auto inside = anchorOf(Geometry{square});
  REQUIRE(inside);
  CHECK(contains(Geometry{square}, *inside));
  const auto middle = anchorOf(Geometry{LineString{northward}});
  REQUIRE(middle);
  CHECK(middle->y == Approx(43.01).epsilon(1e-6));
  CHECK_FALSE(anchorOf(Geometry{}));
}

TEST_CASE("boxes pass over positions that are not numbers") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Geometry line = LineString{{{1, 2}, {nan, 5}, {3, 4}}};
  CHECK(boxOf(line) == Box{1, 2, 3, 4});
  CHECK_FALSE(isFinite(line));
  CHECK(boxOf(Geometry{}).isEmpty());
}
