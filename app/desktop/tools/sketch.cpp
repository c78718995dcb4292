// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/sketch.h"

#include <QPainter>
#include <QPalette>

#include <utility>

namespace suyuan::desktop {

void paintSketch(QPainter& painter, const QPolygonF& corners, SketchShape shape, const QPalette& palette) {
  const bool area = shape == SketchShape::Area;
  const QColor stroke = palette.color(QPalette::Highlight);
  QColor fill = stroke;
  fill.setAlpha(area ? 40 : 0);
  for (const auto& [colour, width] : {std::pair(QColor(Qt::white), 5.0), std::pair(stroke, 2.5)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(width < 3 ? fill : QColor(Qt::transparent));
    if (area && corners.size() > 2) painter.drawPolygon(corners);
    else painter.drawPolyline(corners);
  }
}

void paintHandles(QPainter& painter, const QPolygonF& corners, const QPalette& palette, double half) {
  painter.setBrush(Qt::white);
  painter.setPen(QPen(palette.color(QPalette::Highlight), 1.5));
  for (const QPointF& at : corners) painter.drawRect(QRectF(at - QPointF(half, half), QSizeF(2 * half, 2 * half)));
}

void paintPlate(QPainter& painter, QPointF beside, const QString& words, const QPalette& palette) {
  const QRectF text = painter.fontMetrics().boundingRect(words);
  const QRectF plate(beside + QPointF(12, 12), text.size() + QSizeF(12, 6));
  painter.setPen(QPen(palette.color(QPalette::Mid), 1));
  painter.setBrush(palette.color(QPalette::ToolTipBase));
  painter.drawRoundedRect(plate, 3, 3);
  painter.setPen(palette.color(QPalette::ToolTipText));
  painter.drawText(plate, Qt::AlignCenter, words);
}

} // namespace suyuan::desktop
