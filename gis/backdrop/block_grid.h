// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/render/map_view.h"

#include <QSize>

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace suyuan::backdrop {

/// A square of the grid, counted from the CRS's origin; y goes north.
struct BlockPlace {
  std::int64_t x = 0, y = 0;
  friend auto operator<=>(const BlockPlace&, const BlockPlace&) = default;
};

/// Squares of the map's CRS in which pictures of backdrops are made and kept, so that a pan makes only what is new.
/// A level's pixel is 2^(level/2) map units wide: whatever the scale, a block is shown between 100 and 71 % of its size.
struct BlockGrid {
  static constexpr int side = 256; ///< device pixels
  std::string crs;
  int level = 0;

  [[nodiscard]] double unitsPerPixel() const noexcept;
  [[nodiscard]] Box boxOf(BlockPlace place) const noexcept;              ///< map units
  [[nodiscard]] std::vector<BlockPlace> covering(const Box& box) const; ///< row by row from the north, west first
  friend bool operator==(const BlockGrid&, const BlockGrid&) = default;
};

/// The grid whose pixels are as large as `unitsPerPixel` asks for, or a little smaller.
[[nodiscard]] BlockGrid gridFor(const std::string& crs, double unitsPerPixel);

} // namespace suyuan::backdrop
