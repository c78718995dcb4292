// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/vertex_tool.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/sketch.h"

#include <QKeyEvent>
#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr double reach = 9;            ///< logical pixels, as a gloved hand hits
constexpr qsizetype mostHandles = 2'000; ///< more could not be told apart

double distanceToEdge(QPointF at, QPointF a, QPointF b) {
  const QPointF along = b - a;
  const double square = QPointF::dotProduct(along, along);
  const double share = square > 0 ? std::clamp(QPointF::dotProduct(at - a, along) / square, 0.0, 1.0) : 0;
  return QLineF(at, a + share * along).length();
}

} // namespace

void VertexTool::refresh() {
  if (!record_) return;
  auto row = reader_.row(record_->layer, record_->fid);
  if (!row || !*row) return leave();
  geometry_ = std::move((*row)->geometry);
  runs_ = MapRuns(canvas_, geometry_);
  held_.reset();
  dragged_.reset();
  under_ = vertexAt(pointer_);
  canvas_.update();
}

std::optional<VertexPlace> VertexTool::vertexAt(QPointF at) const {
  std::optional<VertexPlace> nearest;
  double least = reach;
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    const auto line = runs_.onScreen(canvas_.view(), run);
    for (std::size_t vertex = 0; vertex < line.size(); ++vertex)
      if (const double away = QLineF(at, line[vertex]).length(); away < least) {
        least = away;
        nearest = {run, vertex};
      }
  }
  return nearest;
}

std::optional<VertexPlace> VertexTool::edgeAt(QPointF at) const {
  std::optional<VertexPlace> nearest;
  double least = reach;
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    const auto line = runs_.onScreen(canvas_.view(), run);
    for (std::size_t vertex = 0; vertex + 1 < line.size(); ++vertex)
      if (const double away = distanceToEdge(at, line[vertex], line[vertex + 1]); away < least) {
        least = away;
        nearest = {run, vertex};
      }
  }
  return nearest;
}

void VertexTool::press(QPointF at) {
  MapTool::press(at);
  held_ = record_ ? vertexAt(at) : std::nullopt;
  dragged_.reset();
}

void VertexTool::moveTo(QPointF at) {
  pointer_ = at;
  if (!held_) {
    aim_.drop();
    if (const auto vertex = record_ ? vertexAt(at) : std::nullopt; vertex != under_) {
      under_ = vertex;
      canvas_.update();
    }
    return;
  }
  aim_.lookAt(at, modifiers_, std::pair(record_->layer, record_->fid));
  dragged_ = aim_.snap() ? canvas_.view().toScreen(aim_.snap()->at.x, aim_.snap()->at.y) : at;
  canvas_.update();
}

void VertexTool::release(QPointF at) {
  const bool still = (at - from_).manhattanLength() < 5;
  if (held_ && !still) {
    aim_.lookAt(at, modifiers_, std::pair(record_->layer, record_->fid));
    const auto to = aim_.place(at);
    const Point from = runsOf(geometry_)[held_->run][held_->vertex];
    if (to) (void)job_.move(*record_, *held_, from, *to);
    aim_.drop();
    refresh();
  } else if (!held_ && still) {
    const auto other = lineUnder(canvas_, at, true);
    if (other && other != record_) {
      record_ = other;
      pointer_ = at;
      refresh();
    } else if (!other && !edgeAt(at)) {
      leave();
    }
  }
  held_.reset();
  dragged_.reset();
  canvas_.update();
}

void VertexTool::doubleClick(QPointF at) {
  from_ = {-1e9, -1e9};
  held_.reset();
  if (!record_ || vertexAt(at)) return;
  const auto edge = edgeAt(at);
  const auto where = canvas_.lonLatAt(at);
  if (!edge || !where) return;
  if (auto changed = withNewVertex(geometry_, *edge, *where)) (void)job_.replace(*record_, *changed);
  pointer_ = at;
  refresh();
}

bool VertexTool::wants(const QKeyEvent& event) const { return record_ && (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Escape); }

bool VertexTool::key(const QKeyEvent& event) {
  if (!record_) return false;
  if (event.key() == Qt::Key_Escape) {
    if (held_) refresh(); // drops the drag
    else leave();
    return true;
  }
  if (event.key() != Qt::Key_Delete) return false;
  if (!under_) return true;
  if (auto changed = withoutVertex(geometry_, *under_)) (void)job_.replace(*record_, *changed);
  else job_.refuse();
  refresh();
  return true;
}

void VertexTool::leave() {
  record_.reset();
  geometry_ = {};
  runs_ = {};
  held_.reset();
  under_.reset();
  dragged_.reset();
  aim_.drop();
  canvas_.update();
}

void VertexTool::paint(QPainter& painter) const {
  if (!record_) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const bool area = std::holds_alternative<Polygon>(geometry_) || std::holds_alternative<MultiPolygon>(geometry_);
  for (std::size_t run = 0; run < runs_.count(); ++run) {
    auto vertices = runs_.onScreen(canvas_.view(), run);
    const auto big = held_ ? held_ : under_;
    const bool hasBig = big && big->run == run && big->vertex < vertices.size();
    if (hasBig && held_ && dragged_) {
      const bool closing = area && (big->vertex == 0 || big->vertex + 1 == vertices.size());
      for (const std::size_t vertex : {big->vertex, closing ? vertices.size() - 1 - big->vertex : big->vertex}) vertices[vertex] = *dragged_;
    }
    const QPolygonF line = finiteOf(vertices);
    paintSketch(painter, line, area ? SketchShape::Area : SketchShape::Line, canvas_.palette());
    QPolygonF seen;
    for (const QPointF& at : line)
      if (canvas_.rect().contains(at.toPoint())) seen << at;
    if (seen.size() <= mostHandles) paintHandles(painter, seen, canvas_.palette());
    if (hasBig) paintHandles(painter, finiteOf({vertices[big->vertex]}), canvas_.palette(), 6);
  }
  painter.restore();
  aim_.paint(painter);
}

} // namespace suyuan::desktop
