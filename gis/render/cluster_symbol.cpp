// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/cluster_symbol.h"

#include "gis/render/halo_text.h"
#include "gis/render/marker.h"
#include "gis/render/visible_rows.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace suyuan::render {

namespace {

constexpr double ringWidth = 4.5;  ///< px
constexpr double digitWidth = 0.6; ///< of the text's size

/// The number is written out, so that the eye may add them up; long ones smaller.
double textSize(int digits) noexcept { return digits < 5 ? 11.5 : digits < 7 ? 10.5 : 9.5; }

int digitsOf(std::uint32_t count) noexcept { return static_cast<int>(std::log10(std::max(count, 1U))) + 1; }

} // namespace

double clusterRadius(const Cluster& cluster) noexcept {
  const int digits = digitsOf(cluster.total);
  const double byNumber = 10 + 2.6 * std::log10(static_cast<double>(std::max(cluster.total, 1U)));
  const double byText = digits * textSize(digits) * digitWidth / 2 + 2.5 + ringWidth;
  return std::max(byNumber, byText);
}

void paintClusterSample(QPainter& painter, const QRectF& box, const Symbol& symbol) {
  const double radius = std::min(box.width(), box.height()) / 2;
  painter.setPen(QPen(symbol.color, radius * 0.28));
  painter.setBrush(symbol.fill);
  painter.drawEllipse(box.center(), radius * 0.86, radius * 0.86);
  QFont font = painter.font();
  font.setPixelSize(std::max(6, static_cast<int>(radius * 1.15)));
  painter.setFont(font);
  painter.setPen(symbol.outline);
  painter.drawText(box, Qt::AlignCenter, QStringLiteral("n"));
}

void paintCluster(QPainter& painter, QPointF at, const Cluster& cluster, const LayerStyle& style, const StyleSheet& sheet) {
  const double radius = clusterRadius(cluster);
  painter.save();
  painter.setPen(Qt::NoPen);
  const auto disc = [&](const QColor& color, double r) {
    painter.setBrush(color);
    painter.drawEllipse(at, r, r);
  };
  disc(sheet.textHalo, radius + 1.6);
  disc(sheet.text, radius + 0.6);
  // From the top clockwise, in the style's order. Filled sectors under a disc: to stroke arcs takes several times as long.
  const QRectF ring(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
  double before = 0;
  for (std::size_t i = 0; i < cluster.byClass.size(); ++i) {
    if (cluster.byClass[i] == 0) continue;
    const bool other = i + 1 == cluster.byClass.size();
    const double share = static_cast<double>(cluster.byClass[i]) / cluster.total;
    const QColor& color = symbolOf(style, other ? -1 : static_cast<int>(i)).color;
    painter.setBrush(color);
    if (cluster.byClass[i] == cluster.total) disc(color, radius);
    else painter.drawPie(ring, static_cast<int>(std::lround((90 - before * 360) * 16)), -static_cast<int>(std::ceil(share * 360 * 16)));
    before += share;
  }
  disc(sheet.textHalo, radius - ringWidth);
  const int digits = digitsOf(cluster.total);
  TextFace& face = TextFace::of(sheet.fontFamily, textSize(digits), true);
  const QString text = QString::number(cluster.total);
  paintHaloText(painter, {at.x() - face.width(text) / 2, at.y() + face.ascent() * 0.36}, text, face, sheet.text, sheet.textHalo, 0);
  if (cluster.status >= 0) {
    const Symbol mark = statusSymbol(style, cluster.status, sheet);
    const QPointF rim = at + QPointF(radius, -radius) * 0.72;
    painter.setPen(Qt::NoPen);
    painter.setBrush(sheet.textHalo);
    painter.drawEllipse(rim, 5, 5);
    paintMarker(painter, rim, {&mark, mark.marker, 6.5, 1});
  }
  painter.restore();
}

} // namespace suyuan::render
