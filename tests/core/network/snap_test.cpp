// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/snap.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <map>
#include <random>

using namespace suyuan;
using namespace suyuan::network;

namespace {

double metresBetween(const SnapPoint& a, const SnapPoint& b) { return distanceMetres({a.x, a.y}, {b.x, b.y}); }

/// Points on a line to the east, `metres` from the first.
SnapPoint eastOf(double metres, double level = std::numeric_limits<double>::quiet_NaN(), bool record = false) {
  return {125.3 + metres / degreeLength(43.9).lon, 43.9, level, record};
}

std::size_t groupsIn(const std::vector<std::uint32_t>& groups) { return groups.empty() ? 0 : 1 + *std::ranges::max_element(groups); }

Box boxOfGroup(const std::vector<SnapPoint>& points, const std::vector<std::uint32_t>& groups, std::initializer_list<std::uint32_t> which) {
  Box box;
  for (std::size_t i = 0; i < points.size(); ++i)
    if (std::ranges::find(which, groups[i]) != which.end()) box.add(points[i].x, points[i].y);
  return box;
}

double widthOf(const Box& box) {
  const DegreeLength scale = degreeLength((box.minY + box.maxY) / 2);
  return std::hypot((box.maxX - box.minX) * scale.lon, (box.maxY - box.minY) * scale.lat);
}

} // namespace

TEST_CASE("what lies within tolerance is one place, and nothing wider than two tolerances is") {
  std::mt19937 random{7};
  for (int round = 0; round < 20; ++round) {
    std::uniform_real_distribution<double> lon{125.0, 125.0 + 0.00005 * (1 + round)}, lat{43.8, 43.8003};
    std::vector<SnapPoint> points;
    for (int i = 0; i < 250; ++i) points.push_back({lon(random), lat(random)});
    points.push_back(points.front());
    const SnapLimits limits{.toleranceMetres = 1.0};
    const auto groups = groupPositions(points, limits);
    CHECK(groups.front() == 0);
    CHECK(groups.back() == 0);
    std::map<std::uint32_t, Box> boxes;
    for (std::size_t i = 0; i < points.size(); ++i) boxes[groups[i]].add(points[i].x, points[i].y);
    for (const auto& [group, box] : boxes) REQUIRE(widthOf(box) <= 2.000001);
    // Two that are near are apart only when their groups together would be too wide.
    for (std::size_t i = 0; i < points.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (groups[i] != groups[j] && metresBetween(points[i], points[j]) <= 1.0)
          REQUIRE(widthOf(boxOfGroup(points, groups, {groups[i], groups[j]})) > 1.999999);
  }
}

TEST_CASE("far apart places are joined by twos whether they lie beside, above or at an angle to one another, wherever on the earth") {
  std::mt19937 lot{11};
  for (const double latitude : {0.0, -0.000005, 43.9, -43.9, 70.0, 85.0}) {
    const DegreeLength degree = degreeLength(latitude);
    std::uniform_real_distribution<double> around{-3, 3};
    std::vector<SnapPoint> points;
    for (int i = 0; i < 200; ++i) { // every twentieth metre a pair, within tolerance or not
      const SnapPoint first{125.0 + (i % 40) * 20 / degree.lon, latitude + (i / 40) * 20 / degree.lat};
      points.push_back(first);
      points.push_back({first.x + around(lot) / degree.lon, first.y + around(lot) / degree.lat});
    }
    std::ranges::shuffle(points, lot);
    const auto groups = groupPositions(points, {.toleranceMetres = 1.7});
    for (std::size_t i = 0; i < points.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        INFO("at " << latitude << ", " << metresBetween(points[i], points[j]) << " m");
        REQUIRE((groups[i] == groups[j]) == (metresBetween(points[i], points[j]) <= 1.7));
      }
  }
}

TEST_CASE("groups do not depend on the order of the positions") {
  std::mt19937 random{11};
  std::uniform_real_distribution<double> lon{125.0, 125.0003}, lat{43.8, 43.8002}, level{100, 112};
  std::vector<SnapPoint> points;
  for (int i = 0; i < 600; ++i) points.push_back({lon(random), lat(random), i % 3 == 0 ? std::numeric_limits<double>::quiet_NaN() : level(random), i % 17 == 0});
  const auto groups = groupPositions(points, {});
  std::vector<std::size_t> order(points.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int round = 0; round < 5; ++round) {
    std::ranges::shuffle(order, random);
    std::vector<SnapPoint> shuffled;
    for (const std::size_t i : order) shuffled.push_back(points[i]);
    const auto again = groupPositions(shuffled, {});
    std::map<std::uint32_t, std::uint32_t> same;
    for (std::size_t i = 0; i < order.size(); ++i) REQUIRE(same.try_emplace(again[i], groups[order[i]]).first->second == groups[order[i]]);
    CHECK(same.size() == groupsIn(groups));
  }
}

TEST_CASE("a long row of close ends is not drawn into one place") {
  std::vector<SnapPoint> row;
  for (int i = 0; i < 1000; ++i) row.push_back(eastOf(0.9 * i));
  const auto groups = groupPositions(row, {});
  CHECK(groupsIn(groups) >= 333);
  for (std::size_t i = 3; i < row.size(); ++i) REQUIRE(groups[i] != groups[i - 3]);
  // Three within two tolerances are one.
  CHECK(groupsIn(groupPositions(std::vector{eastOf(0), eastOf(0.9), eastOf(1.8)}, {})) == 1);
}

TEST_CASE("ends at the same place but far apart in level are joined by a record only") {
  CHECK(groupsIn(groupPositions(std::vector{eastOf(0, 210), eastOf(0, 190)}, {})) == 2);
  CHECK(groupsIn(groupPositions(std::vector{eastOf(0, 210), eastOf(0, 207)}, {})) == 1);
  CHECK(groupsIn(groupPositions(std::vector{eastOf(0, 210), eastOf(0, 190), eastOf(0.3, 0, true)}, {})) == 1);
  // 0 is what tables write where nothing is known.
  CHECK(groupsIn(groupPositions(std::vector{eastOf(0, 210), eastOf(0.2, 0)}, {})) == 1);
}

TEST_CASE("a hundred thousand ends on one spot are grouped at once") {
  std::mt19937 random{3};
  std::uniform_real_distribution<double> spread{0, 0.9}, wide{0, 40}, level{0.5, 5000};
  std::vector<SnapPoint> spot, strip, tower;
  for (int i = 0; i < 100'000; ++i) {
    spot.push_back(eastOf(spread(random)));
    strip.push_back(eastOf(wide(random)));
    tower.push_back(eastOf(0, level(random)));
  }
  CHECK(groupsIn(groupPositions(spot, {})) == 1);
  const auto strips = groupPositions(strip, {});
  CHECK(groupsIn(strips) >= 20);
  CHECK(groupsIn(strips) < 200);
  CHECK(groupsIn(groupPositions(tower, {})) >= 1000);
}
