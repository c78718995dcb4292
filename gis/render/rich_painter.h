// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/visible_rows.h"

#include <span>
#include <stop_token>

class QImage;
class QPainter;

namespace suyuan::render {

// The path for layers whose features are few or large: Qt's painter, as vectors. The painter's units are the view's
// logical pixels.

/// With an image (what the painter paints on) the edges are laid on its pixels, which is many times faster.
void paintPolygons(QPainter& painter, QImage* image, const SceneLayer& layer, const MapView& view,
                   std::span<const std::uint32_t> rows, std::stop_token stop);
void paintLines(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                std::stop_token stop);
void paintPoints(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                 const StyleSheet& sheet, std::stop_token stop);

/// Direction arrows on lines, where the style and the scale ask for them.
void paintArrows(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows);

/// Selected and traced records of a layer, and the lit path, so that they stand out above everything.
void paintHighlights(QPainter& painter, const SceneLayer& layer, const MapView& view, const StyleSheet& sheet);
void paintTracePaths(QPainter& painter, const MapScene& scene, const MapView& view);

} // namespace suyuan::render
