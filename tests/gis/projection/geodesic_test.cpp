// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"
#include "gis/projection/geodesic.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

using namespace suyuan;
using namespace suyuan::projection;

namespace {

constexpr double axis = 6378137, flattening = 1 / 298.257222101, e2 = flattening * (2 - flattening);

/// Metres along a meridian: the integral of its radius of curvature, by Simpson's rule.
double meridianArc(double from, double to) {
  const auto radius = [](double degrees) {
    const double s = std::sin(degrees * std::numbers::pi / 180);
    return axis * (1 - e2) / std::pow(1 - e2 * s * s, 1.5);
  };
  constexpr int steps = 2000;
  double sum = radius(from) + radius(to);
  for (int i = 1; i < steps; ++i) sum += radius(from + (to - from) * i / steps) * (i % 2 == 1 ? 4 : 2);
  return sum * (to - from) / steps / 3 * std::numbers::pi / 180;
}

} // namespace

TEST_CASE("a length is that along the ellipsoid, near and far") {
  const auto metres = [](const Point& a, const Point& b) { return geodesicLength(std::array{a, b}); };
  for (const auto& [from, to] : {std::pair(18.0, 53.5), std::pair(43.0, 43.000001), std::pair(43.86, 43.88)})
    CHECK(metres({125, from}, {125, to}) == Catch::Approx(meridianArc(from, to)).margin(1e-4));
  CHECK(metres({75, 0}, {134.8, 0}) == Catch::Approx(axis * 59.8 * std::numbers::pi / 180).margin(1e-4)); // the equator
  const Point a{125.31, 43.86}, b{125.33, 43.88}, c{125.36, 43.87};
  CHECK(metres(a, b) == Catch::Approx(distanceMetres(a, b)).epsilon(1e-4));
  CHECK(metres(a, b) == metres(b, a));
  CHECK(geodesicLength(std::array{a, b, c}) == Catch::Approx(metres(a, b) + metres(b, c)));
  CHECK(geodesicLength(std::array{a}) == 0);
}

TEST_CASE("an area is that on the ellipsoid, whichever way the ring turns and whether it closes") {
  // A quadrangle of meridians and parallels a thousandth of a degree wide: the zone's area between the parallels, from the series of
  // the authalic latitude in closed form.
  const double e = std::sqrt(e2), b = axis * (1 - flattening);
  const auto zone = [&](double degrees) {
    const double s = std::sin(degrees * std::numbers::pi / 180);
    return b * b / 2 * (s / (1 - e2 * s * s) + std::log((1 + e * s) / (1 - e * s)) / (2 * e));
  };
  const double width = 0.001, exact = (zone(43.001) - zone(43)) * width * std::numbers::pi / 180;
  const std::array<Point, 5> ring{{{125, 43}, {125 + width, 43}, {125 + width, 43.001}, {125, 43.001}, {125, 43}}};
  CHECK(geodesicArea(ring) == Catch::Approx(exact).epsilon(1e-7));
  CHECK(geodesicArea(std::span(ring).first(4)) == Catch::Approx(exact).epsilon(1e-7));
  const std::array<Point, 4> turned{{ring[3], ring[2], ring[1], ring[0]}};
  CHECK(geodesicArea(turned) == Catch::Approx(exact).epsilon(1e-7));
  CHECK(geodesicArea(std::span(ring).first(2)) == 0);
}
