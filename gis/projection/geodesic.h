// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <span>

namespace suyuan::projection {

// Lengths and areas on the ellipsoid of CGCS2000 (GB 22021, a = 6378137 m, 1/f = 298.257222101), along geodesics, of any size;
// positions are lon/lat degrees of EPSG:4490.

/// Metres along the line; 0 for fewer than two positions.
[[nodiscard]] double geodesicLength(std::span<const Point> line);

/// Square metres inside the ring, whichever way it turns; the last position may repeat the first. 0 for fewer than three.
[[nodiscard]] double geodesicArea(std::span<const Point> ring);

} // namespace suyuan::projection
