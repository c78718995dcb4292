// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/map_view.h"

#include <QString>

#include <optional>
#include <vector>

namespace suyuan::composition {

/// A line of a coordinate grid: of one easting or longitude (upright), or of one northing or latitude.
struct GridLine {
  bool upright = false;
  double value = 0;        ///< metres, or degrees
  std::vector<Point> line; ///< map units; from the south, or from the west
  QString label;           ///< "523" km, "125°20′"
};

/// 方里网: eastings and northings at round kilometres (or parts of one), about `spacing` map units apart. \pre the map is in metres
[[nodiscard]] std::vector<GridLine> kilometreGrid(const Box& box, double spacing);

/// 经纬网: meridians and parallels at round minutes or degrees, about `spacing` metres apart, as they bend on the map.
[[nodiscard]] std::vector<GridLine> graticule(const Box& box, const render::GeoBridge& bridge, double spacing);

/// Where a line meets the box's upper (`upright`) or right edge; its lower or left one with `near`. Map units along the edge.
[[nodiscard]] std::optional<double> meets(const GridLine& line, const Box& box, bool near);

/// 125°20′, 125°20′30″: no more parts than a step of so many seconds needs.
[[nodiscard]] QString degreesText(double degrees, double stepSeconds);

} // namespace suyuan::composition
