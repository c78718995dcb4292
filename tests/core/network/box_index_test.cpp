// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/box_index.h"

#include "core/network/snap.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

using namespace suyuan;
using namespace suyuan::network;

TEST_CASE("the index finds what a plain search finds") {
  std::mt19937 random{20240105};
  std::uniform_real_distribution<double> lon{125.0, 125.1}, lat{43.8, 43.9}, size{0.0, 0.002};
  for (const std::size_t count : {0U, 1U, 2U, 16U, 17U, 300U, 5000U}) {
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < count; ++i) {
      const double x = lon(random);
      const double y = lat(random);
      boxes.push_back({x, y, x + size(random), y + size(random)});
    }
    const BoxIndex index{boxes};
    for (int q = 0; q < 20; ++q) {
      const Point p{lon(random), lat(random)};
      const Box box = boxAround(p, 300);
      std::vector<std::uint32_t> found, expected;
      index.query(box, [&](std::uint32_t i) { found.push_back(i); });
      for (std::uint32_t i = 0; i < boxes.size(); ++i)
        if (boxes[i].intersects(box)) expected.push_back(i);
      std::ranges::sort(found);
      REQUIRE(found == expected);

      const DegreeLength scale = safeDegreeLength(p.y);
      const auto distance = [&](std::uint32_t i) {
        const double dx = std::max({boxes[i].minX - p.x, p.x - boxes[i].maxX, 0.0}) * scale.lon;
        const double dy = std::max({boxes[i].minY - p.y, p.y - boxes[i].maxY, 0.0}) * scale.lat;
        return std::hypot(dx, dy);
      };
      const auto hit = index.nearest(p, scale, 1e9, distance);
      REQUIRE(hit.has_value() == !boxes.empty());
      double least = 1e9;
      for (std::uint32_t i = 0; i < boxes.size(); ++i) least = std::min(least, distance(i));
      if (hit) REQUIRE(hit->metres == least);
    }
  }
}
