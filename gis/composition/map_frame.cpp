// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/map_frame.h"

#include "gis/composition/grid.h"
#include "gis/composition/page_painter.h"
#include "gis/render/decorations.h"
#include "gis/render/labels.h"
#include "gis/render/scene_painter.h"

#include <array>
#include <cmath>

namespace suyuan::composition {

namespace {

const QColor ink(0x1d, 0x21, 0x28);

/// A label outside the frame: above or below it, or at its side, written upwards.
void paintEdgeLabel(PagePainter& page, QPainter& painter, const QRectF& frame, const GridLine& line, double at, bool near, double enlarge) {
  const double room = borderMm(enlarge) - 0.6 * enlarge, half = 12 * enlarge, points = 6 * enlarge;
  // Corners are left to the frame's own lines.
  const double from = line.upright ? frame.left() : frame.top(), to = line.upright ? frame.right() : frame.bottom();
  if (at - from < 7 * enlarge || to - at < 7 * enlarge) return;
  painter.save();
  if (line.upright) {
    painter.translate(at, near ? frame.bottom() + 0.3 * enlarge : frame.top() - room - 0.3 * enlarge);
  } else {
    painter.translate(near ? frame.left() - room - 0.3 * enlarge : frame.right() + 0.3 * enlarge, at);
    painter.rotate(-90);
  }
  page.text({-half, 0, 2 * half, room}, line.label, points, Qt::AlignCenter);
  painter.restore();
}

/// Kilometres are lines through the map with labels at its left and foot; the graticule has ticks at all sides, thin dashes through the map
/// where it is alone, and labels at its head and right.
void paintGrid(QPainter& painter, const MapFrame& frame, const std::vector<GridLine>& lines, bool kilometres, bool through, const render::StyleSheet& style,
               double enlarge) {
  PagePainter page(painter, style);
  const Box box = frame.box();
  QColor soft = ink;
  soft.setAlphaF(0.35F);
  if (through) {
    painter.save();
    painter.setClipRect(frame.at, Qt::IntersectClip);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(soft, 0.12 * enlarge, kilometres ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
    for (const GridLine& line : lines) {
      QPolygonF path;
      for (const Point& p : line.line) path << frame.toPaper(p.x, p.y);
      painter.drawPolyline(path);
    }
    painter.restore();
  }
  for (const GridLine& line : lines)
    for (const bool near : {true, false}) {
      const auto met = meets(line, box, near);
      if (!met) continue;
      const QPointF on = line.upright ? frame.toPaper(*met, near ? box.minY : box.maxY) : frame.toPaper(near ? box.minX : box.maxX, *met);
      const double outward = (line.upright ? (near ? 1 : -1) : (near ? -1 : 1)) * 1.1 * enlarge;
      painter.setPen(QPen(ink, 0.18 * enlarge, Qt::SolidLine, Qt::FlatCap));
      if (!kilometres) painter.drawLine(on, on - (line.upright ? QPointF(0, outward) : QPointF(outward, 0)) * 1.4);
      if (near == kilometres) paintEdgeLabel(page, painter, frame.at, line, line.upright ? on.x() : on.y(), near, enlarge);
    }
}

Result<> paintGrids(QPainter& painter, const MapFrame& frame, const render::MapScene& scene, const Item& item, double enlarge) {
  const double spacing = item.gridMm * frame.pixelsPerMm * frame.view.metresPerPixel;
  if (item.kilometres) paintGrid(painter, frame, kilometreGrid(frame.box(), spacing), true, true, *scene.style, enlarge);
  if (!item.graticule) return {};
  auto bridge = render::GeoBridge::make(frame.view.crs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  paintGrid(painter, frame, graticule(frame.box(), *bridge, spacing), false, !item.kilometres, *scene.style, enlarge);
  return {};
}

/// The features as one picture, labels as text above it.
Result<> paintMass(QPainter& painter, const MapFrame& frame, const render::MapScene& scene, std::stop_token stop) {
  render::MapScene silent = scene;
  for (render::SceneLayer& layer : silent.layers) layer.labels = false;
  render::MapView view = frame.view;
  view.devicePixelRatio = massDpi / 25.4 / frame.pixelsPerMm;
  auto picture = render::renderMap(silent, view, stop);
  if (!picture) return std::unexpected(std::move(picture).error());
  painter.drawImage(QRectF(QPointF(0, 0), QSizeF(view.size)), *picture);
  std::vector<render::ShownLayer> shown;
  for (const render::SceneLayer& layer : scene.layers)
    if (render::isShown(layer, frame.view)) shown.push_back({&layer, render::visibleRows(layer, frame.view.box(24))});
  render::paintLabels(painter, scene, frame.view, shown, stop);
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return {};
}

} // namespace

Box MapFrame::box() const noexcept {
  const Point from = view.toMap({0, at.height() * pixelsPerMm}), to = view.toMap({at.width() * pixelsPerMm, 0});
  return {from.x, from.y, to.x, to.y};
}

MapFrame frameAround(const std::string& crs, const QRectF& frame, double centerX, double centerY, double scaleDenominator, double enlarge) {
  MapFrame out;
  out.at = frame;
  out.pixelsPerMm = composition::pixelsPerMm / enlarge;
  const double wide = frame.width() * out.pixelsPerMm, high = frame.height() * out.pixelsPerMm;
  render::MapView& view = out.view;
  view.crs = crs;
  view.size = QSize(static_cast<int>(std::ceil(wide)), static_cast<int>(std::ceil(high)));
  view.metresPerPixel = scaleDenominator / 1000 / out.pixelsPerMm;
  // The asked position is in the frame's middle, not in the middle of the whole pixels that cover it.
  view.centerX = centerX + (view.size.width() - wide) / 2 * view.metresPerPixel;
  view.centerY = centerY - (view.size.height() - high) / 2 * view.metresPerPixel;
  return out;
}

double roundScaleFor(const Box& box, const QRectF& frame) {
  const double needed = std::max((box.maxX - box.minX) * 1000 / frame.width(), (box.maxY - box.minY) * 1000 / frame.height());
  if (!(needed > 200)) return 500;
  const double decade = std::pow(10.0, std::floor(std::log10(needed)));
  for (const double step : std::array{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (step * decade >= needed * (1 - 1e-9)) return step * decade;
  return 10 * decade;
}

bool isMass(const render::MapScene& scene, const MapFrame& frame) {
  std::size_t points = 0, vertices = 0;
  for (const render::SceneLayer& layer : scene.layers) {
    if (!render::isShown(layer, frame.view)) continue;
    const layers::FeatureTable& table = *layer.table;
    for (const std::uint32_t row : render::visibleRows(layer, frame.view.box())) {
      if (table.isPoints()) ++points;
      else vertices += table.partStart[table.featureStart[row + 1]] - table.partStart[table.featureStart[row]];
    }
  }
  return points > massPoints || vertices > massVertices;
}

Result<> paintMapFrame(QPainter& painter, const MapFrame& frame, const render::MapScene& scene, const Item& item, double enlarge, std::stop_token stop) {
  painter.save();
  painter.setClipRect(frame.at, Qt::IntersectClip);
  painter.translate(frame.at.topLeft());
  painter.scale(1 / frame.pixelsPerMm, 1 / frame.pixelsPerMm); // exactly, so that the scale is true
  auto done = isMass(scene, frame) ? paintMass(painter, frame, scene, stop) : render::paintMap(painter, scene, frame.view, stop);
  if (done) render::paintCredits(painter, scene, frame.view);
  painter.restore();
  if (!done) return done;
  SUYUAN_TRY(paintGrids(painter, frame, scene, item, enlarge));
  PagePainter page(painter, *scene.style);
  page.frame(frame.at, 0.2 * enlarge);
  if (item.kilometres || item.graticule) {
    const double border = borderMm(enlarge) - 0.4 * enlarge;
    page.frame(frame.at.adjusted(-border, -border, border, border), 0.7 * enlarge);
  }
  return {};
}

} // namespace suyuan::composition
