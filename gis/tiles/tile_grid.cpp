// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_grid.h"

#include <algorithm>
#include <cmath>

namespace suyuan::tiles {

namespace {

constexpr double halfWorld = 20037508.342789244; ///< metres, π times the semi-axis of EPSG:3857
constexpr int finest = 22;

TileGrid halving(const std::string& crs, double west, double north, double wide, bool isHalfHigh) {
  TileGrid grid{crs, {}};
  for (int z = 0; z <= finest; ++z) {
    const std::int64_t across = std::int64_t{1} << z;
    const std::int64_t down = isHalfHigh ? std::max<std::int64_t>(across / 2, 1) : across;
    grid.levels.push_back({std::to_string(z), wide / 256 / static_cast<double>(across), west, north, 256, 256, {0, 0, across - 1, down - 1}});
  }
  return grid;
}

} // namespace

TileRange TileRange::within(const TileRange& other) const noexcept {
  return {std::max(minX, other.minX), std::max(minY, other.minY), std::min(maxX, other.maxX), std::min(maxY, other.maxY)};
}

Box TileGrid::boxOf(const TilePlace& place) const noexcept {
  const TileLevel& level = levels[static_cast<std::size_t>(place.level)];
  const double wide = level.unitsPerPixel * level.width, high = level.unitsPerPixel * level.height;
  const auto x = static_cast<double>(place.x), y = static_cast<double>(place.y);
  return {level.west + x * wide, level.north - (y + 1) * high, level.west + (x + 1) * wide, level.north - y * high};
}

TileRange TileGrid::touching(int at, const Box& box) const noexcept {
  const TileLevel& level = levels[static_cast<std::size_t>(at)];
  if (box.isEmpty()) return {};
  const auto number = [](double v) { return static_cast<std::int64_t>(std::floor(std::clamp(v, -1e9, 1e9))); };
  const double wide = level.unitsPerPixel * level.width, high = level.unitsPerPixel * level.height;
  const TileRange touched{number((box.minX - level.west) / wide), number((level.north - box.maxY) / high), number((box.maxX - level.west) / wide),
                          number((level.north - box.minY) / high)};
  return touched.within(level.tiles);
}

int TileGrid::nearest(double unitsPerPixel, int from, int to) const noexcept {
  int best = from;
  for (int at = from; at <= to; ++at)
    if (std::abs(std::log(levels[static_cast<std::size_t>(at)].unitsPerPixel / unitsPerPixel)) <
        std::abs(std::log(levels[static_cast<std::size_t>(best)].unitsPerPixel / unitsPerPixel)))
      best = at;
  return best;
}

TileGrid webMercatorGrid() { return halving("EPSG:3857", -halfWorld, halfWorld, 2 * halfWorld, false); }
TileGrid lonLatGrid(const std::string& crs) { return halving(crs, -180, 90, 360, true); }

} // namespace suyuan::tiles
