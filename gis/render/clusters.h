// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <optional>
#include <vector>

namespace suyuan::render {

/// 聚合: the points of one cell of the map, drawn as one sign with their number. Cells lie fixed on the map and are wider by
/// twos from scale to scale, so that panning changes no cluster.
struct Cluster {
  Point place;                        ///< of the sign: the points' middle, so far inside that signs never meet; map units
  Box cell;                           ///< map units
  std::uint32_t total = 0;
  std::vector<std::uint32_t> byClass; ///< of the style, in its order; those without one last
  int status = -1;                    ///< the most severe there is: the first in the style; -1 = none has one
  std::uint32_t row = 0;              ///< of the layer's table, when total is 1
};

/// True when the layer's points are gathered at the view's scale.
[[nodiscard]] bool isClustered(const SceneLayer& layer, const MapView& view) noexcept;

/// Clusters of the cells that meet the view; the numbers are of whole cells, with the layer's edits. Those of a single point
/// are among them, with the layer that has it; those of several come with the base. Cost: by the cells in view, or by the
/// points in them where these are few (layers/count_grid.h).
/// \pre isClustered; the layer is the scene's
[[nodiscard]] std::vector<Cluster> clustersOf(const MapScene& scene, const SceneLayer& layer, const MapView& view);

/// The cluster of several points whose sign is under the screen position, topmost layer first.
[[nodiscard]] std::optional<Cluster> clusterAt(const MapScene& scene, const MapView& view, QPointF position);

} // namespace suyuan::render
