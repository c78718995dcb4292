// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/rich_painter.h"

#include "core/model/channel.h"
#include "gis/render/coverage.h"
#include "gis/render/line_width.h"
#include "gis/render/marker.h"
#include "gis/render/outline.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace suyuan::render {

namespace {

constexpr double tolerance = 0.4; ///< px

QPen penOf(const QColor& color, double width, const std::vector<double>& dash = {}) {
  QPen pen(color, width, Qt::SolidLine, dash.empty() ? Qt::RoundCap : Qt::FlatCap, Qt::RoundJoin);
  if (!dash.empty()) {
    // Qt counts dashes in pen widths.
    QList<qreal> pattern;
    for (const double d : dash) pattern.push_back(std::max(d / std::max(width, 0.1), 0.05));
    pen.setDashPattern(pattern);
  }
  return pen;
}

void paintHatch(QPainter& painter, const QPainterPath& area, const Hatch& hatch, const MapView& view) {
  painter.save();
  painter.setClipPath(area, Qt::IntersectClip);
  painter.setPen(QPen(hatch.color, hatch.width));
  const QRectF box = area.boundingRect().intersected(QRectF(QPointF(0, 0), QSizeF(view.size)).adjusted(-4, -4, 4, 4));
  const double angle = hatch.angle * std::numbers::pi / 180;
  const QPointF along(std::cos(angle), -std::sin(angle)), across(std::sin(angle), std::cos(angle));
  // Lines are hung on the map's own origin, so that the hatch moves with the ground when the map is panned.
  const QPointF origin = view.toScreen(0, 0);
  const double reach = std::hypot(box.width(), box.height()) / 2 + hatch.spacing;
  const QPointF fromOrigin = box.center() - origin;
  const double phase = std::fmod(fromOrigin.x() * across.x() + fromOrigin.y() * across.y(), hatch.spacing);
  QList<QLineF> lines;
  for (double d = -reach - phase; d < reach; d += hatch.spacing) {
    const QPointF middle = box.center() + across * d;
    lines.push_back(QLineF(middle - along * reach, middle + along * reach));
  }
  painter.drawLines(lines);
  painter.restore();
}

/// Edges straight onto the pixels: band first, then the line, dashed or not.
void paintEdges(QImage& image, const std::vector<QPolygonF>& edges, const Symbol& symbol, double ratio) {
  Coverage coverage(image.width(), image.height());
  const auto segment = [&](QPointF a, QPointF b, double width) {
    coverage.addSegment(static_cast<float>(a.x() * ratio), static_cast<float>(a.y() * ratio), static_cast<float>(b.x() * ratio),
                        static_cast<float>(b.y() * ratio), static_cast<float>(width * ratio));
  };
  if (symbol.casing.isValid() && symbol.casing.alpha() > 0) {
    const double width = symbol.width + 2 * symbol.casingWidth;
    for (const QPolygonF& edge : edges)
      for (qsizetype i = 1; i < edge.size(); ++i) {
        segment(edge[i - 1], edge[i], width);
        coverage.addDisc(static_cast<float>(edge[i].x() * ratio), static_cast<float>(edge[i].y() * ratio), static_cast<float>(width * ratio / 2));
      }
    coverage.blendOnto(image, symbol.casing);
    coverage.clear();
  }
  const QRectF seen = QRectF(0, 0, image.width() / ratio, image.height() / ratio).adjusted(-10, -10, 10, 10);
  double period = 0;
  for (const double d : symbol.dash) period += d;
  for (const QPolygonF& edge : edges) {
    std::size_t step = 0;
    double left = symbol.dash.empty() ? 0 : symbol.dash[0];
    for (qsizetype i = 1; i < edge.size(); ++i) {
      const QLineF piece(edge[i - 1], edge[i]);
      if (period <= 0 || !QRectF(piece.p1(), piece.p2()).normalized().adjusted(-1, -1, 1, 1).intersects(seen)) {
        if (period <= 0) segment(piece.p1(), piece.p2(), symbol.width);
        continue;
      }
      const double length = piece.length();
      for (double at = 0; at < length;) {
        const double walk = std::min(left, length - at);
        if (step % 2 == 0) segment(piece.pointAt(at / length), piece.pointAt((at + walk) / length), symbol.width);
        at += walk;
        left -= walk;
        if (left <= 1e-9) {
          step = (step + 1) % symbol.dash.size();
          left = std::max(symbol.dash[step], 0.01);
        }
        if (walk <= 0) break;
      }
    }
  }
  coverage.blendOnto(image, symbol.outline);
}

QColor withAlpha(QColor color, double alpha) {
  color.setAlphaF(static_cast<float>(alpha));
  return color;
}

Symbol asArea(Symbol symbol) {
  symbol.fill = withAlpha(symbol.color, 0.3);
  symbol.outline = symbol.color;
  symbol.width = std::max(1.0, symbol.width);
  symbol.casing = QColor();
  symbol.dash.clear();
  return symbol;
}

} // namespace

void paintPolygons(QPainter& painter, QImage* image, const SceneLayer& layer, const MapView& view,
                   std::span<const std::uint32_t> rows, std::stop_token stop) {
  const layers::FeatureTable& table = *layer.table;
  for (const auto& [symbolAt, mine] : rowsByClass(layer, view, rows, GeometryKind::Polygon)) {
    // A layer of mixed kinds has the style of its first: a point's or a line's says nothing of areas.
    const Symbol symbol = table.kind == GeometryKind::Polygon ? *symbolAt : asArea(*symbolAt);
    for (const std::uint32_t row : mine) {
      if (stop.stop_requested()) return;
      if (!symbol.fill.isValid() && !symbol.hatch) break;
      const QPainterPath path = screenPath(table, row, view, tolerance, true);
      if (symbol.fill.isValid()) painter.fillPath(path, symbol.fill);
      if (symbol.hatch) paintHatch(painter, path, *symbol.hatch, view);
    }
    if (!symbol.outline.isValid() || symbol.width <= 0) continue;
    painter.setBrush(Qt::NoBrush);
    const std::vector<QPolygonF> edges = sharedEdges(table, mine, view, tolerance);
    if (image) {
      paintEdges(*image, edges, symbol, view.devicePixelRatio);
      continue;
    }
    if (symbol.casing.isValid() && symbol.casing.alpha() > 0) {
      // One path for all: where see-through bands overlap they must not get darker.
      QPainterPath all;
      for (const QPolygonF& edge : edges) all.addPolygon(edge);
      painter.strokePath(all, penOf(symbol.casing, symbol.width + 2 * symbol.casingWidth));
    }
    painter.setPen(penOf(symbol.outline, symbol.width, symbol.dash));
    for (const QPolygonF& edge : edges) painter.drawPolyline(edge);
  }
}

void paintLines(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                std::stop_token stop) {
  const layers::FeatureTable& table = *layer.table;
  painter.setBrush(Qt::NoBrush);
  const auto stroke = [&](const std::vector<std::uint32_t>& mine, const QPen& pen) {
    painter.setPen(pen);
    for (const std::uint32_t row : mine) {
      if (stop.stop_requested()) return;
      for (std::size_t part = table.featureStart[row]; part < table.featureStart[row + 1]; ++part)
        painter.drawPolyline(screenLine(table, part, view, tolerance));
    }
  };
  const double denominator = view.scaleDenominator();
  const std::vector<ClassRows> classes = rowsByClass(layer, view, rows, GeometryKind::Line);
  for (const auto& [symbol, mine] : classes)
    if (symbol->casing.isValid() && symbol->casingWidth > 0)
      stroke(mine, penOf(symbol->casing, lineWidthAt(symbol->width, denominator) + 2 * symbol->casingWidth));
  for (const auto& [symbol, mine] : classes) stroke(mine, penOf(symbol->color, lineWidthAt(symbol->width, denominator), symbol->dash));
}

void paintPoints(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                 const StyleSheet& sheet, std::stop_token stop) {
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  const double denominator = view.scaleDenominator();
  const double most = crowdedSize(layer, view);
  const bool pictures = layer.style->svgScale > 0 && denominator <= layer.style->svgScale;
  const bool single = table.isPoints();
  // Lower statuses first: what stands first in the style lies on top.
  std::vector<std::vector<std::uint32_t>> byStatus(layer.style->statuses.size() + 1);
  for (const std::uint32_t row : rows) {
    if (table.kindOf(row) != GeometryKind::Point) continue;
    const int status = classes.statusAt(table, row);
    byStatus[status < 0 ? byStatus.size() - 1 : static_cast<std::size_t>(status)].push_back(row);
  }
  for (std::size_t n = byStatus.size(); n-- > 0;) {
    for (const std::uint32_t row : byStatus[n]) {
      if (stop.stop_requested()) return;
      const int classIndex = classes.classAt(table, row), statusIndex = classes.statusAt(table, row);
      const MarkerLook look = markerLook(*layer.style, classIndex, statusIndex, denominator, most);
      if (!scaleShows(look.symbol->maxScale, denominator)) continue;
      const std::size_t first = single ? row : table.partStart[table.featureStart[row]];
      const std::size_t last = single ? row + 1 : table.partStart[table.featureStart[row + 1]];
      for (std::size_t v = first; v < last; ++v) {
        const QPointF at = view.toScreen(table.x[v], table.y[v]);
        // A class's picture says the class; it is only for what is confirmed, others keep their status shape.
        const bool plain = look.shape == look.symbol->marker;
        if (pictures && plain && paintPicture(painter, at, look.size * 2.1, sheet, *look.symbol)) continue;
        paintMarker(painter, at, look);
      }
    }
  }
}

void paintArrows(QPainter& painter, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows) {
  if (layer.style->arrowScale <= 0 || view.scaleDenominator() > layer.style->arrowScale) return;
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  constexpr double every = 90, length = 7;
  const QRectF seen = QRectF(QPointF(0, 0), QSizeF(view.size)).adjusted(-8, -8, 8, 8);
  painter.setPen(Qt::NoPen);
  for (const std::uint32_t row : rows) {
    if (table.kindOf(row) != GeometryKind::Line) continue;
    const Symbol& symbol = symbolOf(*layer.style, classes.classAt(table, row));
    const double turn = flowsAgainstDrawing(table.status.word(row)) ? -1 : 1;
    painter.setBrush(symbol.color);
    for (std::size_t part = table.featureStart[row]; part < table.featureStart[row + 1]; ++part) {
      const QPolygonF line = screenLine(table, part, view, tolerance);
      double total = 0;
      for (qsizetype i = 1; i < line.size(); ++i) total += QLineF(line[i - 1], line[i]).length();
      if (total < 24) continue;
      const int count = std::max(1, static_cast<int>(total / every));
      double next = total / (2 * count), walked = 0;
      for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF piece(line[i - 1], line[i]);
        while (piece.length() > 0 && walked + piece.length() >= next) {
          const QPointF at = piece.pointAt((next - walked) / piece.length());
          next += total / count;
          if (!seen.contains(at)) continue;
          const QPointF dir = (line[i] - line[i - 1]) / piece.length() * turn;
          const QPointF side(-dir.y(), dir.x());
          painter.drawPolygon(QPolygonF{at + dir * length * 0.6, at - dir * length * 0.4 + side * length * 0.42,
                                        at - dir * length * 0.15, at - dir * length * 0.4 - side * length * 0.42});
        }
        walked += piece.length();
      }
    }
  }
}

void paintHighlights(QPainter& painter, const SceneLayer& layer, const MapView& view, const StyleSheet& sheet) {
  const layers::FeatureTable& table = *layer.table;
  const ClassMap classes(table, *layer.style);
  const Box seen = view.box(40);
  const double denominator = view.scaleDenominator();
  const double most = crowdedSize(layer, view);
  constexpr int cell = 5; ///< pixels; of the points of a cell one is lit, so that a million cost no more than a map full
  const int columns = view.size.width() / cell + 1, lines = view.size.height() / cell + 1;
  std::vector<bool> lit;
  const auto paint = [&](const std::vector<std::int64_t>& fids, const QColor& color, bool traced) {
    lit.assign(fids.size() > 1000 ? static_cast<std::size_t>(columns) * static_cast<std::size_t>(lines) : 0, false);
    for (const std::int64_t fid : fids) {
      const auto row = table.rowOf(fid);
      if (!row || isHidden(layer, *row) || !table.boxOf(*row).intersects(seen)) continue;
      const MarkerLook look = markerLook(*layer.style, classes.classAt(table, *row), classes.statusAt(table, *row), denominator, most);
      switch (table.kindOf(*row)) {
      case GeometryKind::Point: {
        const Box b = table.boxOf(*row);
        const QPointF at = view.toScreen((b.minX + b.maxX) / 2, (b.minY + b.maxY) / 2);
        if (!lit.empty() && QRectF(QPointF(0, 0), QSizeF(view.size)).contains(at)) {
          const auto place = static_cast<std::size_t>(static_cast<int>(at.y()) / cell * columns + static_cast<int>(at.x()) / cell);
          if (lit[place]) break;
          lit[place] = true;
        }
        const double r = std::max(look.size, 7.0) / 2 + 4;
        painter.setBrush(withAlpha(color, 0.25));
        painter.setPen(QPen(sheet.textHalo, 4.4));
        painter.drawEllipse(at, r, r);
        painter.setPen(QPen(color, 2.4));
        painter.drawEllipse(at, r, r);
        paintMarker(painter, at, look);
        break;
      }
      case GeometryKind::Line: {
        const QPainterPath path = screenPath(table, *row, view, tolerance, false);
        painter.strokePath(path, penOf(traced ? sheet.traceCasing : sheet.textHalo, look.symbol->width + 6));
        painter.strokePath(path, penOf(color, look.symbol->width + 2.6));
        break;
      }
      default: {
        const QPainterPath path = screenPath(table, *row, view, tolerance, true);
        painter.fillPath(path, withAlpha(color, 0.18));
        painter.strokePath(path, penOf(color, 2.4));
      }
      }
    }
  };
  paint(layer.traced, sheet.trace, true);
  paint(layer.selected, sheet.selection, false);
}

void paintTracePaths(QPainter& painter, const MapScene& scene, const MapView& view) {
  QPainterPath all;
  for (const auto& line : scene.tracePaths) {
    QPolygonF points;
    for (const Point& p : line)
      if (std::isfinite(p.x) && std::isfinite(p.y)) points.push_back(view.toScreen(p.x, p.y));
    if (points.size() > 1) all.addPolygon(points);
  }
  if (all.isEmpty()) return;
  painter.strokePath(all, penOf(scene.style->traceCasing, 7.5));
  painter.strokePath(all, penOf(scene.style->trace, 3.6));
}

} // namespace suyuan::render
