// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

namespace suyuan::gnss {

/// Where one is after `metres` from `from` (lon/lat degrees of CGCS2000 or WGS 84) along the geodesic that begins at `bearing` (degrees of true north,
/// clockwise): the direct problem on the ellipsoid of CGCS2000, to a millimetre over any distance that can be seen. Height is `from`'s own.
[[nodiscard]] Point offsetPoint(const Point& from, double bearing, double metres) noexcept;

/// A magnetic bearing to a true one; declination east positive.
[[nodiscard]] inline double trueBearing(double magnetic, double declination) noexcept { return magnetic + declination; }

/// DRMS of a point taken from afar: the standing point's own, the bearing's (degrees, 1 sigma) and the distance's (metres, 1 sigma).
[[nodiscard]] double offsetAccuracy(double standing, double metres, double bearingSigma, double metresSigma) noexcept;

} // namespace suyuan::gnss
