// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/marker.h"

#include <QPainter>
#include <QPainterPath>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numbers>
#include <utility>

namespace suyuan::render {

namespace {

QPainterPath regular(QPointF at, double radius, int corners, double inner = 0) {
  QPainterPath path;
  const int steps = inner > 0 ? corners * 2 : corners;
  for (int i = 0; i < steps; ++i) {
    const double r = inner > 0 && i % 2 ? inner : radius;
    const double a = -std::numbers::pi / 2 + 2 * std::numbers::pi * i / steps;
    const QPointF p = at + QPointF(r * std::cos(a), r * std::sin(a));
    i == 0 ? path.moveTo(p) : path.lineTo(p);
  }
  path.closeSubpath();
  return path;
}

QPainterPath shapePath(Marker shape, QPointF at, double r) {
  QPainterPath path;
  switch (shape) {
  case Marker::Square: path.addRect(QRectF(at.x() - r * 0.88, at.y() - r * 0.88, r * 1.76, r * 1.76)); break;
  case Marker::Triangle: return regular(at + QPointF(0, r * 0.18), r * 1.2, 3);
  case Marker::Diamond: return regular(at, r * 1.2, 4);
  case Marker::Pentagon: return regular(at, r * 1.1, 5);
  case Marker::Star: return regular(at, r * 1.3, 5, r * 0.55);
  default: path.addEllipse(at, r, r);
  }
  return path;
}

} // namespace

double crowdedSize(const SceneLayer& layer, const MapView& view) noexcept {
  const layers::FeatureTable& table = layer.isEdits() ? *layer.editsOf : *layer.table;
  const Box& all = table.extent();
  if (table.kind != GeometryKind::Point || table.size() == 0) return 1e9;
  const double pixels = (all.maxX - all.minX) * (all.maxY - all.minY) / (view.metresPerPixel * view.metresPerPixel);
  // Real points gather along rivers and in towns: there they are some four times as dense as on the whole.
  return std::sqrt(0.5 * pixels / (4.0 * static_cast<double>(table.size())));
}

MarkerLook markerLook(const LayerStyle& style, int classIndex, int statusIndex, double denominator, double most) noexcept {
  MarkerLook look;
  look.symbol = classIndex < 0 ? &style.base : &style.classes[static_cast<std::size_t>(classIndex)].symbol;
  look.shape = look.symbol->marker;
  look.size = look.symbol->size;
  if (statusIndex >= 0) {
    const StatusClass& status = style.statuses[static_cast<std::size_t>(statusIndex)];
    look.shape = status.marker;
    look.opacity = status.opacity;
  }
  if (style.smallScale > 0 && denominator > style.smallScale / 8) {
    // Shrinks smoothly over three doublings of the scale, so that zooming does not jump.
    const double t = std::clamp(std::log2(denominator / (style.smallScale / 8)) / 3, 0.0, 1.0);
    look.size *= 1 - 0.3 * t;
  }
  look.size = std::min(look.size, std::max(most, style.smallSize));
  return look;
}

Symbol statusSymbol(const LayerStyle& style, int statusIndex, const StyleSheet& sheet) {
  Symbol symbol = style.base;
  symbol.marker = style.statuses[static_cast<std::size_t>(statusIndex)].marker;
  symbol.svg.clear();
  const bool strokes = symbol.marker == Marker::Ring || symbol.marker == Marker::Cross || symbol.marker == Marker::Plus;
  symbol.color = strokes ? sheet.text : sheet.frame.lighter(150);
  symbol.outline = strokes ? QColor() : sheet.text;
  return symbol;
}

void paintMarker(QPainter& painter, QPointF at, const MarkerLook& look) {
  const Symbol& s = *look.symbol;
  const double r = look.size / 2;
  const bool tiny = look.size < 4.5;
  painter.save();
  if (look.opacity < 1) painter.setOpacity(painter.opacity() * look.opacity);
  if (look.shape == Marker::Cross || look.shape == Marker::Plus) {
    const double d = look.shape == Marker::Cross ? r * 0.8 : r;
    const auto strokes = [&](const QPen& pen) {
      painter.setPen(pen);
      if (look.shape == Marker::Cross) {
        painter.drawLine(at + QPointF(-d, -d), at + QPointF(d, d));
        painter.drawLine(at + QPointF(-d, d), at + QPointF(d, -d));
      } else {
        painter.drawLine(at + QPointF(-d, 0), at + QPointF(d, 0));
        painter.drawLine(at + QPointF(0, -d), at + QPointF(0, d));
      }
    };
    const double width = std::max(1.0, look.size * 0.22);
    if (s.outline.isValid() && !tiny) strokes(QPen(s.outline, width + 2, Qt::SolidLine, Qt::RoundCap));
    strokes(QPen(s.color, width, Qt::SolidLine, Qt::RoundCap));
  } else if (look.shape == Marker::Ring) {
    const double width = tiny ? 1.0 : std::max(1.4, look.size * 0.2);
    if (s.outline.isValid() && !tiny) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(s.outline);
      painter.drawEllipse(at, r + 0.9, r + 0.9);
    }
    painter.setPen(QPen(s.color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, r - width / 2, r - width / 2);
  } else {
    if (s.outline.isValid() && !tiny) painter.setPen(QPen(s.outline, 1.1, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    else painter.setPen(Qt::NoPen);
    painter.setBrush(s.color);
    painter.drawPath(shapePath(look.shape, at, r));
  }
  painter.restore();
}

bool paintPicture(QPainter& painter, QPointF at, double size, const StyleSheet& sheet, const Symbol& symbol) {
  const auto picture = sheet.pictures.find(symbol.svg);
  if (symbol.svg.empty() || picture == sheet.pictures.end()) return false;
  struct Parsed {
    std::shared_ptr<const std::string> text; // kept, so that its address stands for it
    QSvgRenderer renderer;
  };
  // Parsed once for each thread: QSvgRenderer must not be used by two threads at once.
  thread_local std::map<std::pair<const std::string*, QRgb>, std::unique_ptr<Parsed>> parsed;
  constexpr std::size_t most = 64; // of former styles, too
  const std::pair key(picture->second.get(), symbol.color.rgba());
  auto found = parsed.find(key);
  if (found == parsed.end()) {
    if (parsed.size() >= most) parsed.clear();
    // Put in by hand: Qt's reader takes no `color` of the root.
    const QByteArray text = QByteArray::fromStdString(*picture->second).replace("currentColor", symbol.color.name().toLatin1());
    found = parsed.emplace(key, std::make_unique<Parsed>(picture->second)).first;
    found->second->renderer.load(text);
  }
  QSvgRenderer& renderer = found->second->renderer;
  if (!renderer.isValid()) return false;
  renderer.render(&painter, QRectF(at.x() - size / 2, at.y() - size / 2, size, size));
  return true;
}

} // namespace suyuan::render
