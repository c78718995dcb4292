// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>

#include <span>
#include <string>
#include <vector>

namespace suyuan::render {

struct Identified {
  std::string layer;
  std::int64_t fid = 0;
  double distance = 0; ///< logical pixels; 0 inside a polygon
};

/// What is under a screen position, topmost layer first, nearest first within a layer. Layers that the scale hides
/// are passed over. At most `limit` records.
[[nodiscard]] std::vector<Identified> identify(const MapScene& scene, const MapView& view, QPointF position,
                                               double tolerance = 6, std::size_t limit = 20);

/// Records whose geometry meets the box (map units), as a box selection takes them. fids ascending.
[[nodiscard]] std::vector<std::int64_t> recordsIn(const SceneLayer& layer, const Box& box);
/// The same for an outline of three corners or more (map units; the last is joined to the first).
[[nodiscard]] std::vector<std::int64_t> recordsIn(const SceneLayer& layer, std::span<const Point> outline);

} // namespace suyuan::render
