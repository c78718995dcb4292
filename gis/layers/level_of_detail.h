// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/feature_table.h"

#include <cstdint>
#include <span>

namespace suyuan::layers {

// Marks for every vertex and every point say up to which level of detail it is drawn: FeatureTable::vertexLevel and pointLevel.
// All cores; 5·10^6 vertices take some tenths of a second. The table must have its index.

/// Lines: by distance from the chord (Douglas and Peucker), computed once for all levels. Ends, and vertices on which another
/// line ends, are needed at every level; so is every vertex of an area. Packs coarse levels, too (line_pack.h).
void markVertexLevels(FeatureTable& table);

/// Tables of single points: of those that fall into one cell of a level the one whose status is the most severe stays, of
/// equals the last. `severity`, one for each of the table's status words: the smaller, the more severe; empty counts all alike.
void markPointLevels(FeatureTable& table, std::span<const std::uint8_t> severity);

/// The level whose left-out vertices lie at most `tolerance` map units beside what is drawn; 0 = all vertices.
[[nodiscard]] int vertexLevelFor(const FeatureTable& table, double tolerance) noexcept;
/// The level whose cells are at most `cell` map units wide; 0 = all points.
[[nodiscard]] int pointLevelFor(const FeatureTable& table, double cell) noexcept;

} // namespace suyuan::layers
