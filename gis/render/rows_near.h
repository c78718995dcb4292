// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>

#include <cstdint>
#include <functional>

namespace suyuan::render {

/// Rows of a layer that are to be seen within `tolerance` logical pixels of the position, by growing distance of their boxes
/// (map units); visit(row, distance) returns false to stop. Rows that the scale hides, that are hidden, or that stand in a
/// cluster's sign are passed over. The box may be near where the feature is not: who needs it exact measures again.
/// \pre isShown
void rowsNear(const MapScene& scene, const SceneLayer& layer, const MapView& view, QPointF position, double tolerance,
              const std::function<bool(std::uint32_t, double)>& visit);

} // namespace suyuan::render
