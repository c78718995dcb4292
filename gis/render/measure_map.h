// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <stop_token>
#include <vector>

namespace suyuan::render {

/// Of many times, ms.
struct Spread {
  double p50 = 0, p95 = 0, p99 = 0, max = 0;
};
[[nodiscard]] Spread spreadOf(std::vector<double> times);

/// What a view of a map costs, ms. Every picture is drawn anew from the loaded features.
struct MapFigures {
  std::vector<double> withoutLabels; ///< the picture without a word on it
  std::vector<double> edited;        ///< a point of the uppermost layer of points moved: the edit and the picture that has it
  Spread panned;                     ///< the picture of each of 100 steps, as a hand drags the map
  Spread picked;                     ///< what is under the pointer, at 2000 places, half of them on features
  Spread snapped;                    ///< what the pointer is drawn to within 10 px, at the same places
};

/// Error Cancelled; the painter's.
[[nodiscard]] Result<MapFigures> measureMap(const MapScene& scene, const MapView& view, int repeat, std::stop_token stop = {});

} // namespace suyuan::render
