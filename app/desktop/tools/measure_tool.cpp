// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/measure_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/measure_words.h"
#include "app/desktop/tools/sketch.h"
#include "gis/projection/geodesic.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

namespace suyuan::desktop {

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
  if (what_ == What::Length || shape(true).size() < 3) return lengthWords(length());
  return tr("%1, around it %2").arg(areaWords(area()), lengthWords(length()));
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
  const QPolygonF line = canvas_.polylineOf(shape(true));
  if (line.isEmpty()) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QPalette palette = canvas_.palette();
  paintSketch(painter, line, what_ == What::Area ? SketchShape::Area : SketchShape::Line, palette);
  paintHandles(painter, line, palette);
  if (const QString text = figure(); !text.isEmpty()) paintPlate(painter, line.back(), text, palette);
  painter.restore();
}

} // namespace suyuan::desktop
