// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/render/map_view.h"

#include <QPolygonF>

#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// Lines and rings of a geometry in the map's CRS, projected once, so that a long river is shown at every move of the pointer.
class MapRuns {
public:
  MapRuns() = default;
  MapRuns(const MapCanvas& canvas, const Geometry& geometry);

  [[nodiscard]] std::size_t count() const { return runs_.size(); }
  /// As on the screen, vertex by vertex; what has no place in the CRS is not finite.
  [[nodiscard]] std::vector<QPointF> onScreen(const render::MapView& view, std::size_t run) const;

private:
  std::vector<std::vector<Point>> runs_;
};

[[nodiscard]] QPolygonF finiteOf(const std::vector<QPointF>& vertices); ///< without those that have no place

} // namespace suyuan::desktop
