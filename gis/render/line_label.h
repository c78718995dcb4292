// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QRectF>

#include <optional>
#include <span>
#include <vector>

namespace suyuan::render {

/// Where one character of a name goes.
struct GlyphPlace {
  QPointF center;
  double angle = 0; ///< degrees clockwise, as QPainter turns
};

/// Spreads characters of the given widths (px) along the middle of a line, with `spacing` between them. On a flat line the
/// characters follow it from left to right; on a steep one they stand upright and read downwards, each `size` px high, as
/// names of rivers are set on Chinese maps. Nothing when the line is too short or bends too much. `lift` px off the line.
[[nodiscard]] std::optional<std::vector<GlyphPlace>> placeAlong(const QPolygonF& line, std::span<const double> widths, double size,
                                                                double spacing, double lift, double middle = 0.5);

} // namespace suyuan::render
