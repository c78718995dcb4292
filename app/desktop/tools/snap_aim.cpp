// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/snap_aim.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/tools/sketch.h"
#include "core/model/geometry_functions.h"
#include "core/model/line_editing.h"

#include <QPainter>

#include <limits>

namespace suyuan::desktop {

namespace {

/// The place of a geometry that the snap means: what is on the screen went through a projection and back.
std::optional<Point> placeIn(const Geometry& geometry, render::SnapKind kind, const Point& about) {
  if (const auto* point = std::get_if<Point>(&geometry)) return *point;
  std::optional<Point> nearest;
  double least = std::numeric_limits<double>::infinity();
  const auto take = [&](const Point& at) {
    if (const double away = distanceMetres(at, about); away < least) {
      least = away;
      nearest = at;
    }
  };
  if (const auto* points = std::get_if<MultiPoint>(&geometry))
    for (const Point& at : points->parts) take(at);
  for (const auto run : runsOf(geometry)) {
    if (kind != render::SnapKind::Edge) {
      for (const Point& at : run) take(at);
    } else if (const auto on = nearestOnLine(run, about)) {
      take({.x = on->at.x, .y = on->at.y});
    }
  }
  return nearest;
}

} // namespace

SnapAim::SnapAim(MapCanvas& canvas, store::Reader& reader, std::function<bool()> isOn, std::initializer_list<Layer> layers)
    : canvas_(canvas), reader_(reader), isOn_(std::move(isOn)) {
  for (const Layer layer : layers) layers_.push_back(layerName(layer));
}

void SnapAim::lookAt(QPointF at, Qt::KeyboardModifiers held, std::optional<std::pair<Layer, Fid>> passOver) {
  const auto before = snap_ ? std::optional(snap_->at) : std::nullopt;
  snap_.reset();
  if (isOn_() && (held & Qt::AltModifier) == 0)
    snap_ = render::snapAt(canvas_.scene(), canvas_.view(), at,
                           {.tolerance = 10,
                            .layers = layers_,
                            .exceptLayer = passOver ? layerName(passOver->first) : std::string_view{},
                            .exceptFid = passOver ? passOver->second.value : 0});
  if (before != (snap_ ? std::optional(snap_->at) : std::nullopt)) canvas_.update();
}

std::optional<Point> SnapAim::place(QPointF at) const {
  if (!snap_) return canvas_.lonLatAt(at);
  const auto about = canvas_.lonLatAt(canvas_.view().toScreen(snap_->at.x, snap_->at.y));
  if (!about) return about;
  if (const auto layer = layerNamed(snap_->layer))
    if (auto row = reader_.row(*layer, Fid{snap_->fid}); row && *row)
      if (const auto exact = placeIn((*row)->geometry, snap_->kind, *about)) return exact;
  return about;
}

void SnapAim::paint(QPainter& painter) const {
  if (!snap_) return;
  const QPointF at = canvas_.view().toScreen(snap_->at.x, snap_->at.y);
  constexpr double half = 7;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const auto& [colour, width] : {std::pair(QColor(Qt::white), 5.0), std::pair(QColor(0xc0, 0x18, 0x8f), 2.5)}) {
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    switch (snap_->kind) {
    case render::SnapKind::Point: painter.drawEllipse(at, half, half); break;
    case render::SnapKind::End:
    case render::SnapKind::Vertex: painter.drawRect(QRectF(at - QPointF(half, half), QSizeF(2 * half, 2 * half))); break;
    case render::SnapKind::Edge:
      painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half));
      painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half));
      break;
    }
  }
  QString kind;
  switch (snap_->kind) {
  case render::SnapKind::Point: break;
  case render::SnapKind::End: kind = tr("end"); break;
  case render::SnapKind::Vertex: kind = tr("vertex"); break;
  case render::SnapKind::Edge: kind = tr("edge"); break;
  }
  QString words = snap_->title;
  if (!snap_->name.isEmpty()) words += QStringLiteral(" %1").arg(snap_->name);
  if (!kind.isEmpty()) words += QStringLiteral(" · %1").arg(kind);
  paintPlate(painter, at, words, canvas_.palette());
  painter.restore();
}

} // namespace suyuan::desktop
