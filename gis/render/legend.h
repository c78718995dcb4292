// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

class QPainter;

namespace suyuan::render {

/// One line of the legend: a class of a layer that has at least one feature in the view.
struct LegendEntry {
  std::string layer;
  QString title;
  GeometryKind kind = GeometryKind::None;
  Symbol symbol;
  bool header = false; ///< the layer's own title above its classes
  bool gathered = false; ///< the sign of a cluster
  friend bool operator==(const LegendEntry& a, const LegendEntry& b) { return a.layer == b.layer && a.title == b.title; }
};

/// What the map shows, topmost layer first.
[[nodiscard]] std::vector<LegendEntry> legendOf(const MapScene& scene, const MapView& view);

/// Draws an entry's symbol in a box of a legend or a list.
void paintSample(QPainter& painter, const QRectF& box, const LegendEntry& entry);

/// Draws the entries in a column; returns its size. With a null painter only measures.
QSizeF paintLegend(QPainter* painter, QPointF at, const std::vector<LegendEntry>& entries, const StyleSheet& style,
                   double textSize = 12);

} // namespace suyuan::render
