// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/gcj02.h"

#include "core/model/geometry_functions.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace suyuan;
using namespace suyuan::projection;

namespace {
std::vector<Point> bank() {
  std::vector<Point> points;
  for (int i = 0; i < 40; ++i) points.push_back({125.2 + i * 0.004, 43.8 + (i % 7) * 0.003});
  return points;
}
} // namespace

TEST_CASE("the shift is the published one inside China and none outside") {
  // Tian'anmen, as the common conversion tables have it.
  const Point shifted = gcj02Of({116.404, 39.915});
  CHECK(shifted.x == Catch::Approx(116.41024449916938).margin(1e-9));
  CHECK(shifted.y == Catch::Approx(39.91640428150164).margin(1e-9));
  CHECK(gcj02OffsetMetres({125.3, 43.9}) > 400);
  CHECK(gcj02OffsetMetres({125.3, 43.9}) < 750);
  CHECK(gcj02OffsetMetres({-3.2, 51.5}) == 0);
}

TEST_CASE("shifted points are told from points that are right, or only rough") {
  const auto right = bank();
  std::vector<Point> shifted, rough;
  for (std::size_t i = 0; i < right.size(); ++i) {
    shifted.push_back(gcj02Of(right[i]));
    rough.push_back({right[i].x + (i % 2 ? 0.001 : -0.001), right[i].y + (i % 3 ? 0.0008 : -0.0008)});
  }
  const auto verdict = compareAsGcj02(shifted, std::span<const Point>(right));
  REQUIRE(verdict);
  CHECK(verdict->likely);
  CHECK(verdict->plainMetres > 400);
  CHECK(verdict->shiftedMetres < 5);
  CHECK_FALSE(compareAsGcj02(right, std::span<const Point>(right))->likely);
  CHECK_FALSE(compareAsGcj02(rough, std::span<const Point>(right))->likely);
  const Geometry line = LineString{right};
  CHECK(compareAsGcj02(shifted, line)->shiftedMetres < 5);
  CHECK_FALSE(compareAsGcj02(right, line)->likely);
  CHECK_FALSE(compareAsGcj02(std::span(right).first(2), std::span<const Point>(right)));
}

TEST_CASE("sources that publish GCJ-02 are known by name") {
  CHECK(namesGcj02("DataV.GeoAtlas"));
  CHECK(namesGcj02("高德地图导出.csv"));
  CHECK(namesGcj02("腾讯"));
  CHECK_FALSE(namesGcj02("天地图"));
}
