// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace suyuan::layers {

struct FeatureTable;

/// The vertices of a coarse level of detail one after another, so that a small-scale view reads what it draws and no more.
/// Positions are relative to `originX`, `originY` (map units), as exact as a 32-bit float is: far below the level's tolerance.
struct LinePack {
  int level = 0; ///< vertices with vertexLevel ≥ level
  double originX = 0, originY = 0;
  std::vector<std::uint32_t> partStart; ///< first vertex of each part of the table, and the end
  std::vector<std::array<float, 2>> vertices;
};

/// Packs the levels that leave out much of the last one packed. The table must have its vertex levels; tables without lines
/// get no packs. All cores; some hundredths of a second for 5·10^6 vertices.
void packLines(FeatureTable& table);

/// The coarsest pack that has all vertices of the level; null: read the table's own.
[[nodiscard]] const LinePack* linePackFor(const FeatureTable& table, int level) noexcept;

} // namespace suyuan::layers
