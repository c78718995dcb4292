// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/sky_plot.h"

#include "app/desktop/shell/look.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace suyuan::desktop {

namespace {

constexpr double dot = 6; ///< radius of a satellite

/// Told apart with every colour blindness, on light and dark ground; the letters say it too.
QColor colourOf(gnss::Constellation constellation) {
  static const std::array colours{QColor(0x80, 0x80, 0x80), QColor(0x00, 0x72, 0xb2), QColor(0xd5, 0x5e, 0x00), QColor(0x00, 0x9e, 0x73),
                                  QColor(0xcc, 0x79, 0xa7), QColor(0xe6, 0x9f, 0x00), QColor(0x56, 0xb4, 0xe9), QColor(0x80, 0x80, 0x80)};
  return colours[static_cast<std::size_t>(constellation)];
}

struct Dial {
  QPointF middle;
  double radius;
};

Dial dialOf(const QWidget& widget) {
  const int sign = widget.fontMetrics().height();
  return {QRectF(widget.rect()).center(), std::max(10.0, std::min(widget.width(), widget.height()) / 2.0 - sign - 2)};
}

} // namespace

SkyPlot::SkyPlot(QWidget* parent) : QWidget(parent) {
  setMinimumSize(140, 140);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
  setAccessibleName(tr("Satellites"));
}

void SkyPlot::show(const gnss::Sky& sky) {
  sky_ = sky;
  setAccessibleDescription(tr("%1 satellites, %2 used").arg(sky.count).arg(sky.usedCount()));
  update();
}

void SkyPlot::clear() { show(gnss::Sky{}); }

std::optional<QPointF> SkyPlot::placeOf(const gnss::Satellite& satellite) const {
  if (!satellite.hasPlace()) return std::nullopt;
  const Dial dial = dialOf(*this);
  const double out = dial.radius * std::clamp(90.0 - satellite.elevation, 0.0, 90.0) / 90, angle = satellite.azimuth * std::numbers::pi / 180;
  return dial.middle + QPointF(out * std::sin(angle), -out * std::cos(angle));
}

void SkyPlot::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Dial dial = dialOf(*this);
  QColor line = palette().color(QPalette::WindowText);
  line.setAlpha(90);
  painter.setPen(line);
  for (const double share : {1.0, 2.0 / 3, 1.0 / 3}) painter.drawEllipse(dial.middle, dial.radius * share, dial.radius * share);
  painter.drawLine(dial.middle - QPointF(dial.radius, 0), dial.middle + QPointF(dial.radius, 0));
  painter.drawLine(dial.middle - QPointF(0, dial.radius), dial.middle + QPointF(0, dial.radius));
  painter.setPen(palette().color(QPalette::WindowText));
  const int sign = fontMetrics().height();
  for (const auto& [text, x, y] : {std::tuple(tr("N"), 0, -1), std::tuple(tr("E"), 1, 0), std::tuple(tr("S"), 0, 1), std::tuple(tr("W"), -1, 0)}) {
    const QPointF at = dial.middle + QPointF(x, y) * (dial.radius + sign / 2.0);
    painter.drawText(QRectF(at - QPointF(sign, sign) / 2, QSizeF(sign, sign)), Qt::AlignCenter, text);
  }
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.75);
  painter.setFont(small);
  for (const gnss::Satellite& satellite : sky_) {
    const auto at = placeOf(satellite);
    if (!at) continue;
    const QColor colour = colourOf(satellite.id.constellation);
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(satellite.used ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(*at, dot, dot);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRectF(at->x() - 20, at->y() + dot - 1, 40, painter.fontMetrics().height()), Qt::AlignHCenter | Qt::AlignTop, qs(gnss::nameOf(satellite.id)));
  }
}

} // namespace suyuan::desktop
