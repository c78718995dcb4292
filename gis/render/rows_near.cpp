// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/rows_near.h"

#include "gis/render/clusters.h"
#include "gis/render/visible_rows.h"

#include <algorithm>

namespace suyuan::render {

void rowsNear(const MapScene& scene, const SceneLayer& layer, const MapView& view, QPointF position, double tolerance,
              const std::function<bool(std::uint32_t, double)>& visit) {
  const Point at = view.toMap(position);
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  const double denominator = view.scaleDenominator();
  // What is gathered into a sign is not to be seen at its own place.
  std::vector<std::uint32_t> alone;
  const bool clustered = isClustered(layer, view);
  if (clustered)
    for (const Cluster& cluster : clustersOf(scene, layer, view.around(position, tolerance)))
      if (cluster.total == 1) alone.push_back(cluster.row);
  table.index.nearest(at.x, at.y, tolerance * view.metresPerPixel, [&](std::uint32_t row, double ofBox) {
    if (isHidden(layer, row)) return true;
    if (clustered && std::ranges::find(alone, row) == alone.end()) return true;
    if (!scaleShows(symbolOf(*layer.style, classes.classAt(table, row)).maxScale, denominator)) return true;
    return visit(row, ofBox);
  });
}

} // namespace suyuan::render
