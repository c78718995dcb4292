// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/measure_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "gis/projection/geodesic.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

namespace suyuan::desktop {

namespace {

QString lengthText(double metres) {
  const QLocale locale;
  return metres < 10'000 ? QStringLiteral("%1 m").arg(locale.toString(metres, 'f', metres < 100 ? 2 : 1))
                         : QStringLiteral("%1 km").arg(locale.toString(metres / 1000, 'f', 3));
}

QString areaText(double squareMetres) {
  const QLocale locale;
  return squareMetres < 100'000 ? QStringLiteral("%1 m²").arg(locale.toString(squareMetres, 'f', 1))
                                : QStringLiteral("%1 km²").arg(locale.toString(squareMetres / 1e6, 'f', squareMetres < 1e7 ? 4 : 2));
}

void paintPlate(QPainter& painter, QPointF at, const QString& text, const QPalette& palette) {
  const QRectF words = painter.fontMetrics().boundingRect(text);
  const QRectF plate(at + QPointF(12, 12), words.size() + QSizeF(12, 6));
  painter.setPen(QPen(palette.color(QPalette::Mid), 1));
  painter.setBrush(palette.color(QPalette::ToolTipBase));
  painter.drawRoundedRect(plate, 3, 3);
  painter.setPen(palette.color(QPalette::ToolTipText));
  painter.drawText(plate, Qt::AlignCenter, text);
}

} // namespace

std::vector<Point> MeasureTool::shape(bool withPointer) const {
  std::vector<Point> all = corners_;
  if (withPointer && pointer_ && !ended_ && !all.empty()) all.push_back(*pointer_);
  return all;
}

double MeasureTool::length() const {
  std::vector<Point> line = shape(true);
  if (what_ == What::Area && line.size() > 2) line.push_back(line.front());
  return projection::geodesicLength(line);
}

double MeasureTool::area() const { return what_ == What::Area ? projection::geodesicArea(shape(true)) : 0; }

QString MeasureTool::figure() const {
  if (shape(true).size() < 2) return {};
  if (what_ == What::Length || shape(true).size() < 3) return lengthText(length());
  return tr("%1, around it %2").arg(areaText(area()), lengthText(length()));
}

void MeasureTool::changed() {
  say_(figure());
  canvas_.update();
}

void MeasureTool::click(QPointF at) {
  const auto where = canvas_.lonLatAt(at);
  if (!where) return;
  if (ended_) leave();
  corners_.push_back(*where);
  pointer_ = *where;
  changed();
}

void MeasureTool::moveTo(QPointF at) {
  pointer_ = canvas_.lonLatAt(at);
  if (!corners_.empty() && !ended_) changed();
}

void MeasureTool::doubleClick(QPointF) {
  // The first click of the two has set the corner; far away, so that the release is none.
  from_ = {-1e9, -1e9};
  if (corners_.empty()) return;
  ended_ = true;
  changed();
}

bool MeasureTool::wants(const QKeyEvent& event) const {
  if (corners_.empty()) return false;
  return event.key() == Qt::Key_Escape || event.key() == Qt::Key_Backspace || event.matches(QKeySequence::Copy);
}

bool MeasureTool::key(const QKeyEvent& event) {
  if (corners_.empty()) return false;
  if (event.matches(QKeySequence::Copy)) {
    QGuiApplication::clipboard()->setText(figure());
    return true;
  }
  switch (event.key()) {
  case Qt::Key_Escape: leave(); return true;
  case Qt::Key_Backspace:
    corners_.pop_back();
    ended_ = false;
    changed();
    return true;
  case Qt::Key_Return: case Qt::Key_Enter:
    if (ended_) return false;
    ended_ = true;
    changed();
    return true;
  default: return false;
  }
}

void MeasureTool::leave() {
  corners_.clear();
  pointer_.reset();
  ended_ = false;
  changed();
}

void MeasureTool::paint(QPainter& painter) const {
  QPolygonF line;
  for (const Point& at : shape(true))
    if (const auto on = canvas_.screenOf(at)) line << *on;
  if (line.isEmpty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QPalette& palette = canvas_.palette();
  QColor fill = palette.color(QPalette::Highlight);
  const QColor stroke = fill;
  fill.setAlpha(what_ == What::Area ? 40 : 0);
  for (const auto& [colour, width] : {std::pair(QColor(Qt::white), 5.0), std::pair(stroke, 2.5)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(width < 3 ? fill : QColor(Qt::transparent));
    if (what_ == What::Area && line.size() > 2) painter.drawPolygon(line);
    else painter.drawPolyline(line);
  }
  painter.setBrush(Qt::white);
  painter.setPen(QPen(stroke, 1.5));
  for (const QPointF& at : line) painter.drawRect(QRectF(at - QPointF(3, 3), QSizeF(6, 6)));
  if (const QString text = figure(); !text.isEmpty()) paintPlate(painter, line.back(), text, palette);
  painter.restore();
}

} // namespace suyuan::desktop
