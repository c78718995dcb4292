// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/touch_control.h"

#include "app/desktop/canvas/map_canvas.h"

#include <QApplication>
#include <QLineF>
#include <QMouseEvent>
#include <QTouchEvent>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr double still = 8;        ///< pixels that a resting finger wanders
constexpr double closest = 20;     ///< fingers nearer than this do not zoom: their distance is not known well enough

} // namespace

void TouchControl::button(int type, QPointF at) {
  const auto kind = static_cast<QEvent::Type>(type);
  const bool down = kind != QEvent::MouseButtonRelease;
  QMouseEvent event(kind, at, canvas_.mapToGlobal(at), kind == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton, down ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
  QApplication::sendEvent(&canvas_, &event);
}

void TouchControl::pinch(const Pair& now) {
  if (before_) {
    render::MapView view = canvas_.view().panned(now.middle - before_->middle);
    if (before_->apart > closest && now.apart > closest) view = view.zoomedAt(now.middle, now.apart / before_->apart);
    canvas_.setView(view);
  }
  before_ = now;
}

void TouchControl::lift(QPointF at) {
  if (doing_ == Doing::Waiting) { // a tap
    const bool second = sinceTap_.isValid() && sinceTap_.elapsed() < QApplication::doubleClickInterval() && QLineF(lastTap_, began_).length() < 3 * still;
    button(second ? QEvent::MouseButtonDblClick : QEvent::MouseButtonPress, began_);
    at = began_;
    lastTap_ = began_;
    if (second) sinceTap_.invalidate();
    else sinceTap_.start();
  }
  if (doing_ == Doing::Waiting || doing_ == Doing::Button) button(QEvent::MouseButtonRelease, at);
}

void TouchControl::take(const QTouchEvent& event) {
  const auto& points = event.points();
  if (points.isEmpty()) return;
  if (event.type() == QEvent::TouchBegin) {
    doing_ = Doing::Waiting;
    began_ = points.front().position();
    before_.reset();
  }
  const auto down = std::ranges::count_if(points, [](const QEventPoint& point) { return point.state() != QEventPoint::Released; });
  if (down >= 2 && (doing_ == Doing::Waiting || doing_ == Doing::Pinch)) {
    doing_ = Doing::Pinch;
    const QLineF between(canvas_.mapFromGlobal(points[0].globalPosition()), canvas_.mapFromGlobal(points[1].globalPosition()));
    return pinch({between.center(), between.length()});
  }
  if (doing_ == Doing::Pinch) doing_ = Doing::Over; // what the last finger does means nothing
  const QPointF at = points.front().position();
  if (event.type() == QEvent::TouchEnd || event.type() == QEvent::TouchCancel) {
    lift(at);
    doing_ = Doing::Nothing;
    return;
  }
  if (doing_ == Doing::Waiting && QLineF(began_, at).length() > still) {
    doing_ = Doing::Button;
    button(QEvent::MouseButtonPress, began_);
  }
  if (doing_ == Doing::Button) button(QEvent::MouseMove, at);
}

} // namespace suyuan::desktop
