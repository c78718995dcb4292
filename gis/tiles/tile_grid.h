// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::tiles {

/// A tile (瓦片): level of its grid, column from the west, row from the north, all from 0.
struct TilePlace {
  int level = 0;
  std::int64_t x = 0, y = 0;
  friend auto operator<=>(const TilePlace&, const TilePlace&) = default;
};

/// Columns and rows of a level, both ends included; empty when the last is before the first.
struct TileRange {
  std::int64_t minX = 0, minY = 0, maxX = -1, maxY = -1;
  [[nodiscard]] bool isEmpty() const noexcept { return maxX < minX || maxY < minY; }
  [[nodiscard]] bool contains(std::int64_t x, std::int64_t y) const noexcept { return x >= minX && x <= maxX && y >= minY && y <= maxY; }
  [[nodiscard]] std::int64_t count() const noexcept { return isEmpty() ? 0 : (maxX - minX + 1) * (maxY - minY + 1); }
  [[nodiscard]] TileRange within(const TileRange& other) const noexcept;
  friend bool operator==(const TileRange&, const TileRange&) = default;
};

/// One level of a tile matrix set (OGC 07-057r7, 6.1), x east and y north whatever the CRS's own axis order.
struct TileLevel {
  std::string id;           ///< as addresses name it
  double unitsPerPixel = 1; ///< of the CRS
  double west = 0, north = 0; ///< the upper left corner of tile 0, 0
  int width = 256, height = 256; ///< pixels of a tile
  TileRange tiles;          ///< that there are
  friend bool operator==(const TileLevel&, const TileLevel&) = default;
};

/// Tile matrix set (瓦片矩阵集), levels from coarse to fine.
struct TileGrid {
  std::string crs; ///< as Crs::parse takes it
  std::vector<TileLevel> levels;

  [[nodiscard]] Box boxOf(const TilePlace& place) const noexcept; ///< units of the CRS
  /// Tiles of a level that a box in the grid's CRS touches.
  [[nodiscard]] TileRange touching(int level, const Box& box) const noexcept;
  /// The level whose pixels are nearest in size (by ratio), between two of them.
  [[nodiscard]] int nearest(double unitsPerPixel, int from, int to) const noexcept;
  friend bool operator==(const TileGrid&, const TileGrid&) = default;
};

/// The world's square in EPSG:3857, level z of 2^z × 2^z tiles, z 0 … 22; ids are the numbers.
[[nodiscard]] TileGrid webMercatorGrid();
/// Longitude and latitude from −180, 90, level z of 2^z × 2^(z−1) tiles (天地图's matrix set "c"), z 0 … 22.
[[nodiscard]] TileGrid lonLatGrid(const std::string& crs);

} // namespace suyuan::tiles
