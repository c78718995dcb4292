// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/block_grid.h"

#include <cmath>

namespace suyuan::backdrop {

double BlockGrid::unitsPerPixel() const noexcept { return std::exp2(level / 2.0); }

Box BlockGrid::boxOf(BlockPlace place) const noexcept {
  const double wide = side * unitsPerPixel();
  const auto x = static_cast<double>(place.x), y = static_cast<double>(place.y);
  return {x * wide, y * wide, (x + 1) * wide, (y + 1) * wide};
}

std::vector<BlockPlace> BlockGrid::covering(const Box& box) const {
  std::vector<BlockPlace> places;
  if (box.isEmpty()) return places;
  const double wide = side * unitsPerPixel();
  const auto at = [wide](double v) { return static_cast<std::int64_t>(std::floor(v / wide)); };
  for (std::int64_t y = at(box.maxY); y >= at(box.minY); --y)
    for (std::int64_t x = at(box.minX); x <= at(box.maxX); ++x) places.push_back({x, y});
  return places;
}

BlockGrid gridFor(const std::string& crs, double unitsPerPixel) {
  return {crs, static_cast<int>(std::floor(2 * std::log2(unitsPerPixel) + 1e-6))};
}

} // namespace suyuan::backdrop
