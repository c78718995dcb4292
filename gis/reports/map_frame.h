// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPainter>
#include <QRectF>

namespace suyuan::reports {

/// The view that fills a frame of a page (mm) at a true scale around a map position. Its pixels are 1/96 inch.
[[nodiscard]] render::MapView frameView(const std::string& crs, const QRectF& frame, double centerX, double centerY,
                                        double scaleDenominator);

/// Smallest round denominator (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten) at which the box fits the frame.
[[nodiscard]] double roundScaleFor(const Box& box, const QRectF& frame);

/// Draws the map into the frame (painter in mm) with grid ticks of the projected CRS at its rim.
Result<> paintMapFrame(QPainter& painter, const QRectF& frame, const render::MapScene& scene, const render::MapView& view);

} // namespace suyuan::reports
