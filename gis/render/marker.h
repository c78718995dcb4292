// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>

class QPainter;

namespace suyuan::render {

/// How a point's marker is drawn once class and status are known.
struct MarkerLook {
  const Symbol* symbol = nullptr;
  Marker shape = Marker::Circle;
  double size = 7;     ///< px
  double opacity = 1;
};

/// `most` px is the largest size that the crowd allows (crowdedSize).
[[nodiscard]] MarkerLook markerLook(const LayerStyle& style, int classIndex, int statusIndex, double denominator,
                                    double most = 1e9) noexcept;

/// Largest marker with which a layer's points, spread evenly over its extent, still leave the map to be seen. Depends on the
/// scale alone, so that markers keep their size while the map is moved.
[[nodiscard]] double crowdedSize(const SceneLayer& layer, const MapView& view) noexcept;

/// A status is told by shape alone, in greys that no class has: for legends and other signs that stand for many points.
[[nodiscard]] Symbol statusSymbol(const LayerStyle& style, int statusIndex, const StyleSheet& sheet);

/// Draws a marker centred at `at`, as vectors.
void paintMarker(QPainter& painter, QPointF at, const MarkerLook& look);

/// Draws the symbol's picture centred at `at`: its own colours, and the symbol's where it says currentColor. False when it has none, or a
/// damaged one.
bool paintPicture(QPainter& painter, QPointF at, double size, const StyleSheet& sheet, const Symbol& symbol);

} // namespace suyuan::render
