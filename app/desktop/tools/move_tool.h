// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"
#include "app/desktop/tools/snap_aim.h"

namespace suyuan::desktop {

/// Drags a record to another place, drawn to what the aim is drawn to: `begin` says whether there is one under the pointer, `drag` shows
/// where it would be (nothing: nowhere any more), `end` records the new place.
class MoveTool : public MapTool {
public:
  struct Job {
    std::function<bool(QPointF)> begin;
    std::function<void(std::optional<Point> lonLat)> drag;
    std::function<void(const Point& lonLat)> end;
  };
  MoveTool(SnapAim aim, Job job) : aim_(std::move(aim)), job_(std::move(job)) {}
  [[nodiscard]] QCursor cursor() const override { return Qt::SizeAllCursor; }
  void press(QPointF at) override {
    MapTool::press(at);
    holding_ = job_.begin(at);
  }
  void moveTo(QPointF at) override {
    if (!holding_) return;
    aim_.lookAt(at, modifiers_);
    job_.drag(aim_.place(at));
  }
  void release(QPointF at) override {
    if (holding_ && (at - from_).manhattanLength() >= 3) {
      aim_.lookAt(at, modifiers_);
      if (const auto where = aim_.place(at)) job_.end(*where);
    }
    aim_.drop();
    holding_ = false;
  }
  void paint(QPainter& painter) const override { aim_.paint(painter); }
  void leave() override {
    aim_.drop();
    holding_ = false;
  }

private:
  SnapAim aim_;
  Job job_;
  bool holding_ = false;
};

} // namespace suyuan::desktop
