// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"

namespace suyuan::desktop {

/// Drags a record to another place: `begin` says whether there is one under the pointer, `end` records the new place.
class MoveTool : public MapTool {
public:
  MoveTool(std::function<bool(QPointF)> begin, std::function<void(QPointF)> drag, std::function<void(QPointF)> end)
      : begin_(std::move(begin)), drag_(std::move(drag)), end_(std::move(end)) {}
  [[nodiscard]] QCursor cursor() const override { return Qt::SizeAllCursor; }
  void press(QPointF at) override {
    MapTool::press(at);
    holding_ = begin_(at);
  }
  void moveTo(QPointF at) override {
    if (holding_) drag_(at);
  }
  void release(QPointF at) override {
    if (holding_ && (at - from_).manhattanLength() >= 3) end_(at);
    holding_ = false;
  }
  void leave() override { holding_ = false; }

private:
  std::function<bool(QPointF)> begin_;
  std::function<void(QPointF)> drag_, end_;
  bool holding_ = false;
};

} // namespace suyuan::desktop
