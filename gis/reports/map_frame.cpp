// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/reports/map_frame.h"

#include "gis/render/scene_painter.h"
#include "gis/reports/page_painter.h"

#include <array>
#include <cmath>

namespace suyuan::reports {

namespace {

/// Distance between grid ticks: about a fifth of the frame, round.
double gridStep(double extent) {
  const double raw = extent / 5;
  const double decade = std::pow(10.0, std::floor(std::log10(raw)));
  return raw >= decade * 5 ? decade * 5 : raw >= decade * 2 ? decade * 2 : decade;
}

void paintGrid(QPainter& painter, const QRectF& frame, const render::MapScene& scene, const render::MapView& view) {
  PagePainter page(painter, *scene.style);
  const Box box = view.box();
  const double step = gridStep(box.maxX - box.minX);
  const auto toX = [&](double x) { return frame.left() + (x - box.minX) / (box.maxX - box.minX) * frame.width(); };
  const auto toY = [&](double y) { return frame.bottom() - (y - box.minY) / (box.maxY - box.minY) * frame.height(); };
  const QPen tick(QColor(0x1d, 0x21, 0x28), 0.2);
  constexpr double length = 1.8;
  for (double x = std::ceil(box.minX / step) * step; x <= box.maxX; x += step) {
    const double at = toX(x);
    painter.setPen(tick);
    painter.drawLine(QPointF(at, frame.top()), QPointF(at, frame.top() + length));
    painter.drawLine(QPointF(at, frame.bottom()), QPointF(at, frame.bottom() - length));
    if (at - frame.left() < 8 || frame.right() - at < 8) continue;
    page.text({at - 12, frame.top() - 3.4, 24, 3}, QString::number(x, 'f', 0), 5.5, Qt::AlignHCenter | Qt::AlignBottom);
  }
  for (double y = std::ceil(box.minY / step) * step; y <= box.maxY; y += step) {
    const double at = toY(y);
    painter.setPen(tick);
    painter.drawLine(QPointF(frame.left(), at), QPointF(frame.left() + length, at));
    painter.drawLine(QPointF(frame.right(), at), QPointF(frame.right() - length, at));
    if (at - frame.top() < 8 || frame.bottom() - at < 8) continue;
    painter.save();
    painter.translate(frame.left() - 0.5, at);
    painter.rotate(-90);
    page.text({-12, -3.2, 24, 3}, QString::number(y, 'f', 0), 5.5, Qt::AlignHCenter | Qt::AlignBottom);
    painter.restore();
  }
}

} // namespace

render::MapView frameView(const std::string& crs, const QRectF& frame, double centerX, double centerY, double scaleDenominator) {
  render::MapView view;
  view.crs = crs;
  view.centerX = centerX;
  view.centerY = centerY;
  // Whole pixels: the frame is drawn with the rounded size scaled by less than a thousandth, in both directions alike.
  view.size = QSize(static_cast<int>(std::lround(frame.width() * pixelsPerMm)), static_cast<int>(std::lround(frame.height() * pixelsPerMm)));
  return view.withScale(scaleDenominator);
}

double roundScaleFor(const Box& box, const QRectF& frame) {
  const double needed = std::max((box.maxX - box.minX) * 1000 / frame.width(), (box.maxY - box.minY) * 1000 / frame.height());
  if (!(needed > 200)) return 500;
  const double decade = std::pow(10.0, std::floor(std::log10(needed)));
  for (const double step : std::array{1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (step * decade >= needed) return step * decade;
  return 10 * decade;
}

Result<> paintMapFrame(QPainter& painter, const QRectF& frame, const render::MapScene& scene, const render::MapView& view) {
  painter.save();
  painter.translate(frame.topLeft());
  painter.scale(1 / pixelsPerMm, 1 / pixelsPerMm); // exactly, so that the scale is true
  painter.setClipRect(QRectF(0, 0, frame.width() * pixelsPerMm, frame.height() * pixelsPerMm));
  auto done = render::paintMap(painter, scene, view);
  painter.restore();
  if (!done) return done;
  paintGrid(painter, frame, scene, view);
  PagePainter(painter, *scene.style).frame(frame, 0.4);
  return {};
}

} // namespace suyuan::reports
