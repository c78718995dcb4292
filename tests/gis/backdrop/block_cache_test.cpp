// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/block_cache.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::backdrop;

namespace {

QImage block() { return {BlockGrid::side, BlockGrid::side, QImage::Format_ARGB32_Premultiplied}; }

} // namespace

TEST_CASE("a grid's blocks cover a box without a gap, and its pixels are a little finer than asked") {
  const BlockGrid grid = gridFor("EPSG:4551", 3.0);
  CHECK(grid.unitsPerPixel() <= 3.0);
  CHECK(grid.unitsPerPixel() > 3.0 / 1.4143);
  CHECK(gridFor("EPSG:4551", grid.unitsPerPixel()) == grid);
  const Box box{-1000, -700, 1300, 900};
  Box all;
  double area = 0;
  for (const BlockPlace place : grid.covering(box)) {
    const Box one = grid.boxOf(place);
    all.add(one);
    area += (one.maxX - one.minX) * (one.maxY - one.minY);
  }
  CHECK(all.contains(box.minX, box.minY));
  CHECK(all.contains(box.maxX, box.maxY));
  CHECK(std::abs(area - (all.maxX - all.minX) * (all.maxY - all.minY)) < 1e-3);
}

TEST_CASE("the cache stays in its bounds and lets go of what was not used for longest") {
  const std::size_t one = BlockGrid::side * BlockGrid::side * 4;
  BlockCache cache(3 * one + 1000);
  const BlockGrid grid = gridFor("EPSG:4551", 1);
  for (int i = 0; i < 3; ++i) cache.put(1, grid, {i, 0}, block());
  CHECK(cache.find(1, grid, {0, 0}));
  cache.put(1, grid, {3, 0}, block());
  CHECK(cache.bytes() <= 3 * one + 1000);
  CHECK(cache.find(1, grid, {0, 0}));
  CHECK_FALSE(cache.find(1, grid, {1, 0}));
  CHECK_FALSE(cache.find(2, grid, {0, 0}));
  cache.put(1, grid, {9, 9}, QImage());
  REQUIRE(cache.find(1, grid, {9, 9}));
  CHECK(cache.find(1, grid, {9, 9})->isNull());
}
