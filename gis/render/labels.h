// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/clusters.h"
#include "gis/render/scene_painter.h"
#include "gis/render/visible_rows.h"

#include <vector>

class QPainter;

namespace suyuan::render {

/// A layer with the rows that the view shows, one by one, and with those that it shows gathered.
struct ShownLayer {
  const SceneLayer* layer = nullptr;
  std::vector<std::uint32_t> rows;
  std::vector<Cluster> clusters; ///< of several points each
};

/// Places and writes the labels of all layers: by priority, then class, then fid, so that the same view has the same
/// labels; none meets another. Returns what was written.
std::vector<PlacedLabel> paintLabels(QPainter& painter, const MapScene& scene, const MapView& view,
                                     const std::vector<ShownLayer>& shown, std::stop_token stop);

} // namespace suyuan::render
