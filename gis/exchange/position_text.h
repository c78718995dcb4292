// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/projection/crs.h"

#include <optional>
#include <string_view>

namespace suyuan::exchange {

/// A position as people write it, in lon/lat of CGCS2000. Two coordinates (see parseCoordinate) with a comma, a semicolon
/// or blanks between them: degrees or degrees, minutes, seconds in either order, by their letters, else by which order
/// lies in China, else longitude first; or metres of Gauss-Krüger (高斯-克吕格), northing X and easting Y in either order,
/// in the zone that the easting begins with, else in the CRS that the text names ("EPSG:4547"), else in `map`. Letters X
/// and Y and any other remark in brackets are passed over.
/// Nothing for other text, and for what lies off the globe or outside what the zone can hold.
[[nodiscard]] std::optional<Point> parsePosition(std::string_view text, const std::optional<projection::Crs>& map);

} // namespace suyuan::exchange
