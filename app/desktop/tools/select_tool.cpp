// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/select_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/sketch.h"

#include <QKeyEvent>
#include <QPainter>

namespace suyuan::desktop {

void SelectTool::press(QPointF at) {
  MapTool::press(at);
  dragging_ = shape_ == Shape::Box;
}

void SelectTool::moveTo(QPointF at) {
  pointer_ = at;
  if (dragging_) canvas_.setRubberBand(QRectF(from_, at).normalized());
  else if (!corners_.empty()) canvas_.update();
}

void SelectTool::release(QPointF at) {
  const bool dragged = std::exchange(dragging_, false);
  canvas_.setRubberBand({});
  if (!dragged || (at - from_).manhattanLength() < 5) return MapTool::release(at);
  const QRectF band = QRectF(from_, at).normalized();
  const render::MapView& view = canvas_.view();
  job_.area({view.toMap(band.topLeft()), view.toMap(band.topRight()), view.toMap(band.bottomRight()), view.toMap(band.bottomLeft())}, selectHow(modifiers_));
}

void SelectTool::click(QPointF at) {
  if (shape_ == Shape::Box) return job_.one(at, selectHow(modifiers_));
  corners_.push_back(canvas_.view().toMap(at));
  pointer_ = at;
  canvas_.update();
}

void SelectTool::doubleClick(QPointF at) {
  if (shape_ == Shape::Box) return press(at);
  from_ = {-1e9, -1e9}; // the first click of the two has set the corner; the release is none
  finish();
}

void SelectTool::finish() {
  if (corners_.size() < 3) return;
  const std::vector<Point> outline = std::exchange(corners_, {});
  canvas_.update();
  job_.area(outline, selectHow(modifiers_));
}

bool SelectTool::wants(const QKeyEvent& event) const {
  return !corners_.empty() && (event.key() == Qt::Key_Escape || event.key() == Qt::Key_Backspace);
}

bool SelectTool::key(const QKeyEvent& event) {
  if (corners_.empty()) return false;
  switch (event.key()) {
  case Qt::Key_Escape: leave(); return true;
  case Qt::Key_Backspace:
    corners_.pop_back();
    canvas_.update();
    return true;
  case Qt::Key_Return: case Qt::Key_Enter: finish(); return true;
  default: return false;
  }
}

void SelectTool::leave() {
  corners_.clear();
  dragging_ = false;
  canvas_.setRubberBand({});
}

void SelectTool::paint(QPainter& painter) const {
  if (corners_.empty()) return;
  QPolygonF outline;
  for (const Point& corner : corners_) outline << canvas_.view().toScreen(corner.x, corner.y);
  const QPolygonF set = outline;
  if (pointer_) outline << *pointer_;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  paintSketch(painter, outline, SketchShape::Area, canvas_.palette());
  paintHandles(painter, set, canvas_.palette());
  painter.restore();
}

} // namespace suyuan::desktop
