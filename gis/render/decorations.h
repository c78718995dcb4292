// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>
#include <QRectF>

class QPainter;

namespace suyuan::render {

/// Length of the scale bar: a round number of metres no wider than `maxPixels`.
struct ScaleBar {
  double metres = 0;
  double pixels = 0;
  QString text; ///< "500 m", "2 km"
};
[[nodiscard]] ScaleBar scaleBarFor(const MapView& view, double maxPixels = 160);

/// `at` is the bar's left end, on its base line.
void paintScaleBar(QPainter& painter, QPointF at, const ScaleBar& bar, const StyleSheet& style);
/// `at` is the arrow's centre; `height` px.
void paintNorthArrow(QPainter& painter, QPointF at, double height, const StyleSheet& style);

/// What the owners of the scene's backdrops ask to be written (底图版权): small, in the lower right corner; nothing without
/// any. `sign` is a word of the program's own, in the lower left corner.
void paintCredits(QPainter& painter, const MapScene& scene, const MapView& view, const QString& sign = {});

/// In the right corners of a map: the scale bar (比例尺) at the bottom, the north arrow (指北针) at the top.
/// `size` 1 is a picture's, less for a map that is worked on.
void paintScaleAndNorth(QPainter& painter, const MapScene& scene, const MapView& view, double size = 1);

/// Where a scene's furniture will lie, logical pixels: for what must not be covered by it.
[[nodiscard]] std::vector<QRectF> furnitureOf(const MapScene& scene, const MapView& view);

/// Legend, scale bar and north arrow on a finished map picture, in its corners.
void paintDecorations(QPainter& painter, const MapScene& scene, const MapView& view);

} // namespace suyuan::render
