// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/view_history.h"

#include "app/desktop/canvas/map_canvas.h"

namespace suyuan::desktop {

namespace {

constexpr std::size_t keptViews = 100;

bool isSamePlace(const render::MapView& a, const render::MapView& b) {
  return a.crs == b.crs && a.centerX == b.centerX && a.centerY == b.centerY && a.metresPerPixel == b.metresPerPixel; // whatever the window's size
}

} // namespace

ViewHistory::ViewHistory(MapCanvas& canvas) : QObject(&canvas), canvas_(canvas) {
  rest_.setSingleShot(true);
  rest_.setInterval(restMilliseconds);
  connect(&rest_, &QTimer::timeout, this, &ViewHistory::rest);
  connect(&canvas, &MapCanvas::viewChanged, &rest_, qOverload<>(&QTimer::start));
}

bool ViewHistory::isElsewhere() const { return views_.empty() || !isSamePlace(views_[at_], canvas_.view()); }

bool ViewHistory::canGoBack() const { return !views_.empty() && (at_ > 0 || isElsewhere()); }

void ViewHistory::rest() {
  rest_.stop();
  if (!views_.empty() && views_.front().crs != canvas_.view().crs) views_.clear(); // positions of another CRS
  if (views_.empty()) at_ = 0;
  if (!isElsewhere()) return;
  if (!views_.empty()) views_.resize(at_ + 1, views_.front());
  if (views_.size() == keptViews) views_.erase(views_.begin());
  views_.push_back(canvas_.view());
  at_ = views_.size() - 1;
}

void ViewHistory::back() {
  rest(); // what is seen now is where forward leads to
  if (at_ > 0) go(at_ - 1);
}

void ViewHistory::forward() {
  rest();
  if (canGoForward()) go(at_ + 1);
}

void ViewHistory::go(std::size_t to) {
  at_ = to;
  canvas_.setView(views_[to]);
}

} // namespace suyuan::desktop
