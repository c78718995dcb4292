// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/spatial_index.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace suyuan;
using layers::SpatialIndex;

namespace {

/// Eastings with a zone number before them: large numbers, small differences.
std::vector<Box> scattered(std::size_t count, double size) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> east(42400000, 42600000), north(4700000, 4900000), extent(0, size);
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = east(random), y = north(random);
    boxes.push_back({x, y, x + extent(random), y + extent(random)});
  }
  return boxes;
}

std::vector<std::uint32_t> found(const SpatialIndex& index, const Box& box) {
  std::vector<std::uint32_t> rows;
  index.query(box, [&](std::uint32_t row) {
    rows.push_back(row);
    return true;
  });
  std::ranges::sort(rows);
  return rows;
}

} // namespace

TEST_CASE("a query finds every box that meets it and none that is metres away") {
  const auto boxes = scattered(20000, 900);
  const SpatialIndex index(boxes);
  std::mt19937 random(5);
  std::uniform_real_distribution<double> east(42390000, 42610000), north(4690000, 4910000), extent(1, 30000);
  for (int run = 0; run < 60; ++run) {
    const double x = east(random), y = north(random);
    const Box asked{x, y, x + extent(random), y + extent(random)};
    const auto rows = found(index, asked);
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      const bool has = std::ranges::binary_search(rows, i);
      if (boxes[i].intersects(asked)) CHECK(has);
      else if (has) CHECK(boxes[i].grown(0.1, 0.1).intersects(asked));
    }
  }
}

TEST_CASE("points are indexed without a box for each") {
  const std::vector<double> x{1, 2, 3, 4}, y{10, 20, 30, 40};
  const SpatialIndex index(x, y);
  CHECK(found(index, {1.5, 15, 3.5, 35}) == std::vector<std::uint32_t>{1, 2});
  CHECK(index.extent() == Box{1, 10, 4, 40});
}

TEST_CASE("nearest names boxes by growing distance within the reach") {
  const auto boxes = scattered(5000, 0);
  const SpatialIndex index(boxes);
  const double x = 42500000, y = 4800000, reach = 9000;
  std::vector<double> distances;
  index.nearest(x, y, reach, [&](std::uint32_t, double distance) {
    distances.push_back(distance);
    return true;
  });
  CHECK(std::ranges::is_sorted(distances));
  const auto inReach = std::ranges::count_if(boxes, [&](const Box& b) { return std::hypot(b.minX - x, b.minY - y) <= reach; });
  CHECK(std::abs(static_cast<long>(distances.size()) - static_cast<long>(inReach)) <= 1);
  CHECK(inReach > 10);
}

TEST_CASE("empty boxes are never found, and an empty index answers nothing") {
  const std::vector<Box> boxes{Box{}, Box{0, 0, 1, 1}, Box{}};
  const SpatialIndex index(boxes);
  CHECK(index.size() == 1);
  CHECK(found(index, {-9, -9, 9, 9}) == std::vector<std::uint32_t>{1});
  CHECK(found(SpatialIndex{}, {-9, -9, 9, 9}).empty());
}
