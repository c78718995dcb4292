// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/position_mark.h"

#include "app/desktop/canvas/map_canvas.h"
#include "core/gnss/offset_point.h"

#include <QEvent>
#include <QLineF>
#include <QPainter>

#include <cmath>

namespace suyuan::desktop {

PositionMark::PositionMark(MapCanvas& canvas) : QWidget(&canvas), canvas_(canvas) {
  setObjectName(QStringLiteral("position"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  setFocusPolicy(Qt::NoFocus);
  setGeometry(canvas.rect());
  hide();
  canvas.installEventFilter(this);
  connect(&canvas, &MapCanvas::viewChanged, this, qOverload<>(&QWidget::update));
}

void PositionMark::show(std::optional<Point> at, double accuracyM, bool trusted) {
  at_ = at;
  accuracyM_ = accuracyM;
  trusted_ = trusted;
  setVisible(at_.has_value());
  update();
}

std::optional<QPointF> PositionMark::place() const { return at_ ? canvas_.screenOf(*at_) : std::nullopt; }

bool PositionMark::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) setGeometry(canvas_.rect());
  return QWidget::eventFilter(watched, event);
}

void PositionMark::paintEvent(QPaintEvent*) {
  const auto dot = place();
  if (!dot) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor colour = trusted_ ? QColor(0x1a, 0x73, 0xe8) : QColor(0x80, 0x80, 0x80);
  if (!std::isnan(accuracyM_)) {
    if (const auto rim = canvas_.screenOf(gnss::offsetPoint(*at_, 90, accuracyM_))) {
      const double radius = QLineF(*dot, *rim).length();
      QColor pale = colour;
      pale.setAlpha(50);
      painter.setPen(QPen(colour, 1));
      painter.setBrush(pale);
      if (radius > 8 && radius < 4000) painter.drawEllipse(*dot, radius, radius);
    }
  }
  painter.setPen(QPen(Qt::white, 2));
  painter.setBrush(colour);
  painter.drawEllipse(*dot, 6.0, 6.0);
}

} // namespace suyuan::desktop
