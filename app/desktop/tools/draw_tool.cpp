// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/draw_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/measure_words.h"
#include "app/desktop/tools/sketch.h"
#include "gis/projection/geodesic.h"

#include <QKeyEvent>
#include <QPainter>

namespace suyuan::desktop {

void DrawTool::click(QPointF at) {
  aim_.lookAt(at, modifiers_);
  const auto where = aim_.place(at);
  if (!where) return;
  pointer_ = *where;
  if (corners_.empty() || corners_.back() != *where) corners_.push_back(*where);
  canvas_.update();
}

void DrawTool::moveTo(QPointF at) {
  aim_.lookAt(at, modifiers_);
  if (corners_.empty()) return;
  // The survey is read only when it is clicked: the sign shows the very place.
  pointer_ = aim_.snap() ? canvas_.lonLatAt(canvas_.view().toScreen(aim_.snap()->at.x, aim_.snap()->at.y)) : canvas_.lonLatAt(at);
  canvas_.update();
}

void DrawTool::doubleClick(QPointF) {
  from_ = {-1e9, -1e9}; // the first click of the two has set the corner; far away, so that the release is none
  finish();
}

void DrawTool::finish() {
  if (corners_.empty() || !job_.finish(corners_)) return;
  leave();
}

void DrawTool::takeBack() {
  corners_.pop_back();
  canvas_.update();
}

bool DrawTool::wants(const QKeyEvent& event) const {
  if (corners_.empty()) return false;
  return event.key() == Qt::Key_Escape || event.key() == Qt::Key_Backspace || event.matches(QKeySequence::Undo);
}

bool DrawTool::key(const QKeyEvent& event) {
  if (event.key() == Qt::Key_Space) {
    click(canvas_.rect().center());
    return true;
  }
  if (corners_.empty()) return false;
  if (event.matches(QKeySequence::Undo)) {
    takeBack();
    return true;
  }
  switch (event.key()) {
  case Qt::Key_Escape: leave(); return true;
  case Qt::Key_Backspace: takeBack(); return true;
  case Qt::Key_Return: case Qt::Key_Enter: finish(); return true;
  default: return false;
  }
}

void DrawTool::leave() {
  corners_.clear();
  pointer_.reset();
  aim_.drop();
  canvas_.update();
}

void DrawTool::paint(QPainter& painter) const {
  QPolygonF line = canvas_.polylineOf(corners_);
  const QPolygonF handles = line;
  if (pointer_ && !line.isEmpty())
    if (const auto on = canvas_.screenOf(*pointer_)) line << *on;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (!line.isEmpty()) {
    paintSketch(painter, line, job_.isArea() ? SketchShape::Area : SketchShape::Line, canvas_.palette());
    paintHandles(painter, handles, canvas_.palette());
    std::vector<Point> soFar = corners_;
    if (pointer_) soFar.push_back(*pointer_);
    if (const double metres = projection::geodesicLength(soFar); metres > 0)
      paintPlate(painter, line.back() - QPointF(0, 48), lengthWords(metres), canvas_.palette()); // above: below it the snap's words stand
  }
  painter.restore();
  aim_.paint(painter);
}

} // namespace suyuan::desktop
