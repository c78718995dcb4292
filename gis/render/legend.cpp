// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/legend.h"

#include "gis/render/cluster_symbol.h"
#include "gis/render/halo_text.h"
#include "gis/render/marker.h"
#include "gis/render/visible_rows.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <utility>

namespace suyuan::render {

namespace {

/// Which classes and statuses (last = none) have a feature in the view, and whether some are gathered.
struct Seen {
  std::vector<bool> classes, statuses;
  bool gathered = false;
};

void addSeen(const MapScene& scene, const SceneLayer& layer, const MapView& view, Seen& seen) {
  const layers::FeatureTable& table = *layer.table;
  const ClassMap map(table, *layer.style);
  std::vector<std::uint32_t> alone;
  if (isClustered(layer, view))
    for (const Cluster& cluster : clustersOf(scene, layer, view)) {
      if (cluster.total == 1) {
        alone.push_back(cluster.row);
        continue;
      }
      seen.gathered = true;
      for (std::size_t i = 0; i < cluster.byClass.size(); ++i)
        if (cluster.byClass[i] > 0) seen.classes[i] = true;
      if (cluster.status >= 0) seen.statuses[static_cast<std::size_t>(cluster.status)] = true;
    }
  else
    alone = visibleRows(layer, view.box());
  for (const std::uint32_t row : alone) {
    const int c = map.classAt(table, row), s = map.statusAt(table, row);
    const Symbol& symbol = symbolOf(*layer.style, c);
    if (!scaleShows(symbol.maxScale, view.scaleDenominator())) continue;
    seen.classes[c < 0 ? layer.style->classes.size() : static_cast<std::size_t>(c)] = true;
    seen.statuses[s < 0 ? layer.style->statuses.size() : static_cast<std::size_t>(s)] = true;
  }
}

/// `edits` is null for a layer without.
void addLayer(std::vector<LegendEntry>& entries, const MapScene& scene, const SceneLayer& layer, const SceneLayer* edits, const MapView& view) {
  const LayerStyle& style = *layer.style;
  Seen seen{std::vector<bool>(style.classes.size() + 1), std::vector<bool>(style.statuses.size() + 1)};
  addSeen(scene, layer, view, seen);
  if (edits != nullptr) addSeen(scene, *edits, view, seen);
  const GeometryKind kind = layer.table->kind;
  std::vector<LegendEntry> own;
  for (std::size_t i = 0; i < style.classes.size(); ++i)
    if (seen.classes[i]) own.push_back({layer.id, style.classes[i].title, kind, style.classes[i].symbol, false});
  if (seen.classes.back())
    own.push_back({layer.id, style.classes.empty() || style.otherTitle.isEmpty() ? layer.title : style.otherTitle, kind, style.base, false});
  for (std::size_t i = 0; i < style.statuses.size(); ++i) {
    if (!seen.statuses[i] || style.statuses[i].title.isEmpty()) continue;
    own.push_back({layer.id, style.statuses[i].title, kind, statusSymbol(style, static_cast<int>(i), *scene.style), false});
  }
  if (seen.gathered) {
    Symbol ring = style.base;
    ring.color = scene.style->frame;
    ring.outline = scene.style->text;
    ring.fill = scene.style->textHalo;
    own.push_back({layer.id, style.clusters->title, kind, ring, false, true});
  }
  if (own.size() > 1) entries.push_back({layer.id, layer.title, GeometryKind::None, {}, true});
  else if (own.size() == 1 && style.classes.empty()) own[0].title = layer.title;
  entries.insert(entries.end(), own.begin(), own.end());
}

QPen linePen(const QColor& color, double width, const std::vector<double>& dash) {
  QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
  if (!dash.empty()) {
    QList<qreal> pattern;
    for (const double d : dash) pattern.push_back(std::max(0.05, d / std::max(width, 0.1)));
    pen.setDashPattern(pattern);
  }
  return pen;
}

} // namespace

void paintSample(QPainter& painter, const QRectF& box, const LegendEntry& entry) {
  const Symbol& s = entry.symbol;
  if (entry.gathered) return paintClusterSample(painter, box, s);
  switch (entry.kind) {
  case GeometryKind::Point: paintMarker(painter, box.center(), {&s, s.marker, std::min(s.size, box.height() - 2), 1}); break;
  case GeometryKind::Line:
    if (s.casing.isValid() && s.casingWidth > 0) {
      painter.setPen(QPen(s.casing, s.width + 2 * s.casingWidth, Qt::SolidLine, Qt::FlatCap));
      painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    }
    painter.setPen(linePen(s.color, s.width, s.dash));
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    break;
  default: {
    const QRectF area = box.adjusted(0, 1, 0, -1);
    if (s.fill.isValid()) painter.fillRect(area, s.fill);
    if (s.hatch) {
      painter.save();
      painter.setClipRect(area, Qt::IntersectClip);
      painter.setPen(QPen(s.hatch->color, s.hatch->width));
      const double slope = s.hatch->angle > 90 ? -1 : 1;
      for (double x = area.left() - area.height(); x < area.right() + area.height(); x += s.hatch->spacing)
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + slope * area.height(), area.top()));
      painter.restore();
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(s.outline.isValid() ? linePen(s.outline, s.width, s.dash) : QPen(Qt::NoPen));
    painter.drawRect(area);
  }
  }
}

std::vector<LegendEntry> legendOf(const MapScene& scene, const MapView& view) {
  std::vector<LegendEntry> entries;
  const SceneLayer* edits = nullptr; // of the layer that comes next
  for (std::size_t n = scene.layers.size(); n-- > 0;) {
    const SceneLayer& layer = scene.layers[n];
    if (layer.isEdits()) edits = &layer;
    else if (scene.style && isShown(layer, view)) addLayer(entries, scene, layer, std::exchange(edits, nullptr), view);
  }
  return entries;
}

QSizeF paintLegend(QPainter* painter, QPointF at, const std::vector<LegendEntry>& entries, const StyleSheet& style,
                   double textSize) {
  const QFont font = mapFont(style.fontFamily, textSize);
  const QFont bold = mapFont(style.fontFamily, textSize, true);
  const QFontMetricsF metrics(font), boldMetrics(bold);
  const double line = textSize * 1.62, sample = textSize * 2, gap = textSize * 0.7;
  double width = 0, y = 0;
  for (const LegendEntry& entry : entries) {
    if (entry.header) {
      if (y > 0) y += textSize * 0.35;
      if (painter) {
        painter->setFont(bold);
        painter->setPen(style.text);
        painter->drawText(QPointF(at.x(), at.y() + y + line / 2 + boldMetrics.capHeight() / 2), entry.title);
      }
      width = std::max(width, boldMetrics.horizontalAdvance(entry.title));
    } else {
      if (painter) {
        painter->save();
        paintSample(*painter, QRectF(at.x(), at.y() + y + line * 0.12, sample, line * 0.76), entry);
        painter->restore();
        painter->setFont(font);
        painter->setPen(style.text);
        painter->drawText(QPointF(at.x() + sample + gap, at.y() + y + line / 2 + metrics.capHeight() / 2), entry.title);
      }
      width = std::max(width, sample + gap + metrics.horizontalAdvance(entry.title));
    }
    y += line;
  }
  return {width, y};
}

} // namespace suyuan::render
