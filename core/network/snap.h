// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/geometry_functions.h"

#include <cstdint>
#include <span>
#include <vector>

namespace suyuan::network {

/// degreeLength, kept away from zero near the poles so that it may be divided by.
[[nodiscard]] DegreeLength safeDegreeLength(double latitude) noexcept;

/// Box of all positions within `metres` of p.
[[nodiscard]] Box boxAround(const Point& p, double metres) noexcept;

/// Groups positions (lon/lat) that lie within tolerance of one another, chains included. Returns each position's
/// group; groups are numbered in the order in which they first appear.
[[nodiscard]] std::vector<std::uint32_t> groupPositions(std::span<const Point> positions, double toleranceMetres);

} // namespace suyuan::network
