// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/map_runs.h"

#include "app/desktop/canvas/map_canvas.h"
#include "core/model/line_editing.h"

#include <cmath>
#include <limits>

namespace suyuan::desktop {

MapRuns::MapRuns(const MapCanvas& canvas, const Geometry& geometry) {
  constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
  for (const auto run : runsOf(geometry)) {
    auto& line = runs_.emplace_back();
    line.reserve(run.size());
    for (const Point& at : run) {
      const auto on = canvas.bridge() != nullptr ? canvas.bridge()->toMap(at) : std::nullopt;
      line.push_back(on ? Point{.x = on->x, .y = on->y} : Point{.x = nowhere, .y = nowhere});
    }
  }
}

std::vector<QPointF> MapRuns::onScreen(const render::MapView& view, std::size_t run) const {
  std::vector<QPointF> line;
  line.reserve(runs_[run].size());
  for (const Point& at : runs_[run]) line.push_back(view.toScreen(at.x, at.y));
  return line;
}

QPolygonF finiteOf(const std::vector<QPointF>& vertices) {
  QPolygonF line;
  line.reserve(static_cast<qsizetype>(vertices.size()));
  for (const QPointF& at : vertices)
    if (std::isfinite(at.x()) && std::isfinite(at.y())) line << at;
  return line;
}

} // namespace suyuan::desktop
