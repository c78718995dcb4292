// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/spatial_index.h"

#include "core/model/geometry_functions.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::rules;

namespace {

/// A star with a hole, so that a band holds many edges.
Polygon star(double x, double y, double radius) {
  Polygon polygon;
  for (const double scale : {1.0, 0.3}) {
    auto& ring = polygon.rings.emplace_back();
    for (int i = 0; i < 200; ++i) {
      const double angle = i * 2 * 3.14159265358979 / 200, r = radius * scale * (i % 2 ? 1.0 : 0.7);
      ring.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
  }
  return polygon;
}

} // namespace

TEST_CASE("prepared areas agree with the plain question") {
  const Geometry a = star(125.3, 43.8, 0.2), b = MultiPolygon{{star(125.5, 43.8, 0.15), star(125.9, 43.9, 0.1)}}, none;
  const std::vector<const Geometry*> areas{&a, &b, &none};
  const AreaIndex index(areas);
  std::mt19937 random(7);
  std::uniform_real_distribution<double> x(125.0, 126.1), y(43.5, 44.1);
  std::vector<std::uint32_t> hits;
  int inside = 0;
  for (int i = 0; i < 20000; ++i) {
    const Point p{x(random), y(random)};
    index.containing(p, hits);
    std::vector<std::uint32_t> expected;
    for (std::uint32_t k = 0; k < areas.size(); ++k)
      if (contains(*areas[k], p)) expected.push_back(k);
    inside += !expected.empty();
    REQUIRE(hits == expected);
  }
  CHECK(inside > 1000);
}

TEST_CASE("the nearest line agrees with the plain question") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> x(125.0, 126.0), y(43.5, 44.0), step(-0.01, 0.01);
  std::vector<Geometry> lines;
  for (int i = 0; i < 40; ++i) {
    LineString line;
    Point p{x(random), y(random)};
    for (int k = 0; k < 50; ++k) {
      line.points.push_back(p);
      p.x += step(random);
      p.y += step(random);
    }
    lines.emplace_back(line);
  }
  std::vector<const Geometry*> pointers;
  for (const auto& line : lines) pointers.push_back(&line);
  const LineIndex index(pointers);
  for (int i = 0; i < 500; ++i) {
    const Point p{x(random), y(random)};
    double best = 1e9;
    for (std::size_t k = 0; k < lines.size(); k += 2) best = std::min(best, nearestOnLine(lines[k], p)->distance);
    const auto even = [](std::uint32_t owner) { return owner % 2 == 0; };
    const auto found = index.nearest(p, 200000, even);
    REQUIRE(found.has_value());
    CHECK(found->distance == Catch::Approx(best).epsilon(1e-6));
    CHECK(found->owner % 2 == 0);
    CHECK(index.nearest(p, best / 2, even).has_value() == (best <= best / 2));
  }
}

TEST_CASE("near points are found, and only of the same group") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> x(125.0, 125.01), y(43.5, 43.51);
  std::vector<Point> points;
  std::vector<std::uint32_t> groups;
  for (int i = 0; i < 3000; ++i) {
    points.push_back({x(random), y(random)});
    groups.push_back(static_cast<std::uint32_t>(i % 2));
  }
  points.push_back({std::nan(""), 1});
  groups.push_back(0);
  const auto nearest = nearestNeighbours(points, groups, 12);
  int pairs = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    double best = 1e9;
    for (std::size_t k = 0; k < points.size(); ++k)
      if (k != i && groups[k] == groups[i] && std::isfinite(points[i].x) && std::isfinite(points[k].x))
        best = std::min(best, distanceMetres(points[i], points[k]));
    REQUIRE(nearest[i].has_value() == (best <= 12));
    if (!nearest[i]) continue;
    ++pairs;
    CHECK(nearest[i]->distance == Catch::Approx(best));
  }
  CHECK(pairs > 100);
}

TEST_CASE("a heap of points on one spot stays cheap") {
  const std::vector<Point> points(200000, Point{125.3, 43.8});
  const std::vector<std::uint32_t> groups(points.size(), 0);
  const auto nearest = nearestNeighbours(points, groups, 5);
  CHECK(nearest.front().has_value());
  CHECK(nearest.back()->distance == 0);
}
