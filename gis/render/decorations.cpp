// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/decorations.h"

#include "gis/render/halo_text.h"
#include "gis/render/legend.h"

#include <QPainter>

#include <cmath>

namespace suyuan::render {

ScaleBar scaleBarFor(const MapView& view, double maxPixels) {
  const double metresPerPixel = view.metresPerPixel * view.metresPerUnit;
  const double most = metresPerPixel * maxPixels;
  ScaleBar bar;
  if (!(most > 0) || !std::isfinite(most)) return bar;
  const double decade = std::pow(10.0, std::floor(std::log10(most)));
  bar.metres = most >= decade * 5 ? decade * 5 : most >= decade * 2 ? decade * 2 : decade;
  bar.pixels = bar.metres / metresPerPixel;
  bar.text = bar.metres >= 1000 ? QStringLiteral("%1 km").arg(bar.metres / 1000) : QStringLiteral("%1 m").arg(bar.metres);
  return bar;
}

void paintScaleBar(QPainter& painter, QPointF at, const ScaleBar& bar, const StyleSheet& style) {
  if (bar.pixels <= 0) return;
  painter.save();
  constexpr double height = 5;
  constexpr int fields = 4;
  const double step = bar.pixels / fields;
  painter.setPen(QPen(style.text, 0.8));
  for (int i = 0; i < fields; ++i) {
    painter.setBrush(i % 2 ? style.textHalo : style.text);
    painter.drawRect(QRectF(at.x() + i * step, at.y() - height, step, height));
  }
  TextFace& face = TextFace::of(style.fontFamily, 11);
  const double base = at.y() - height - 4;
  paintHaloText(painter, {at.x() - face.width(QStringLiteral("0")) / 2, base}, QStringLiteral("0"), face, style.text, style.textHalo, 1.6);
  paintHaloText(painter, {at.x() + bar.pixels - face.width(bar.text) / 2, base}, bar.text, face, style.text, style.textHalo, 1.6);
  painter.restore();
}

void paintNorthArrow(QPainter& painter, QPointF at, double height, const StyleSheet& style) {
  painter.save();
  const double arrow = height * 0.68, half = height * 0.2;
  const QPointF tip = at + QPointF(0, -height / 2 + height * 0.32);
  const QPointF foot = tip + QPointF(0, arrow * 0.78);
  painter.setPen(QPen(style.text, 0.9, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
  painter.setBrush(style.text);
  painter.drawPolygon(QPolygonF{tip, foot, tip + QPointF(-half, arrow)});
  painter.setBrush(style.textHalo);
  painter.drawPolygon(QPolygonF{tip, foot, tip + QPointF(half, arrow)});
  TextFace& face = TextFace::of(style.fontFamily, height * 0.3, true);
  paintHaloText(painter, {at.x() - face.width(QStringLiteral("N")) / 2, tip.y() - height * 0.05}, QStringLiteral("N"), face, style.text,
                style.textHalo, 1.6);
  painter.restore();
}

namespace {

void paintPanel(QPainter& painter, const QRectF& box, const StyleSheet& style) {
  QColor back = style.background;
  back.setAlphaF(0.92F);
  painter.setPen(QPen(style.frame, 1));
  painter.setBrush(back);
  painter.drawRoundedRect(box, 4, 4);
}

} // namespace

void paintCredits(QPainter& painter, const MapScene& scene, const MapView& view, const QString& sign) {
  QString words;
  if (scene.underlay)
    for (const QString& credit : scene.underlay->credits()) words += (words.isEmpty() ? QString() : QStringLiteral("; ")) + credit;
  if (words.isEmpty() && sign.isEmpty()) return;
  painter.save();
  TextFace& face = TextFace::of(scene.style->fontFamily, 10);
  const double base = view.size.height() - 4 - face.descent();
  const auto write = [&](double left, const QString& text) { paintHaloText(painter, {left, base}, text, face, scene.style->text, scene.style->textHalo, 2); };
  if (!words.isEmpty()) write(std::max(4.0, view.size.width() - 5 - face.width(words)), words);
  if (!sign.isEmpty()) write(5, sign);
  painter.restore();
}

namespace {

/// The panels in the right corners.
struct RightCorners {
  ScaleBar bar;
  QRectF scale, north;
};
RightCorners rightCorners(const MapScene& scene, const MapView& view, double size) {
  RightCorners at{scaleBarFor(view, 160 * size), {}, {}};
  const double right = view.size.width() - 12.0, bottom = view.size.height() - (scene.underlay && !scene.underlay->credits().empty() ? 20.0 : 12.0);
  at.scale = QRectF(right - at.bar.pixels - 52, bottom - 38, at.bar.pixels + 52, 38);
  at.north = QRectF(right - 44 * size, 12, 44 * size, 68 * size);
  return at;
}

QRectF legendPanel(const std::vector<LegendEntry>& entries, const StyleSheet& style, const MapView& view) {
  const QSizeF size = paintLegend(nullptr, {}, entries, style);
  return {12, view.size.height() - 12 - size.height() - 20, size.width() + 26, size.height() + 20};
}

} // namespace

void paintScaleAndNorth(QPainter& painter, const MapScene& scene, const MapView& view, double size) {
  const StyleSheet& style = *scene.style;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const RightCorners at = rightCorners(scene, view, size);
  paintPanel(painter, at.scale, style);
  paintPanel(painter, at.north, style);
  paintScaleBar(painter, QPointF(at.scale.left() + 20, at.scale.bottom() - 9), at.bar, style);
  paintNorthArrow(painter, at.north.center(), 56 * size, style);
  painter.restore();
}

std::vector<QRectF> furnitureOf(const MapScene& scene, const MapView& view) {
  std::vector<QRectF> boxes;
  if (scene.furniture > 0) {
    const RightCorners at = rightCorners(scene, view, scene.furniture);
    boxes = {at.scale, at.north};
  }
  if (scene.legendOver)
    if (const auto entries = legendOf(scene, view); !entries.empty()) boxes.push_back(legendPanel(entries, *scene.style, view));
  return boxes;
}

void paintDecorations(QPainter& painter, const MapScene& scene, const MapView& view) {
  const StyleSheet& style = *scene.style;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const auto entries = legendOf(scene, view);
  if (!entries.empty()) {
    const QRectF panel = legendPanel(entries, style, view);
    paintPanel(painter, panel, style);
    paintLegend(&painter, panel.topLeft() + QPointF(13, 10), entries, style);
  }
  paintScaleAndNorth(painter, scene, view);
  painter.restore();
}

} // namespace suyuan::render
