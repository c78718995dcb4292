// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"

namespace suyuan::desktop {

/// Acts where the map is clicked (pick, add an outfall, trace); with `drags` a drag still moves the map.
class ClickTool : public MapTool {
public:
  ClickTool(Qt::CursorShape shape, bool drags, std::function<void(QPointF)> act)
      : shape_(shape), drags_(drags), act_(std::move(act)) {}
  [[nodiscard]] QCursor cursor() const override { return shape_; }
  [[nodiscard]] bool pans() const override { return drags_; }

protected:
  void click(QPointF at) override {
    if (act_) act_(at);
  }

private:
  Qt::CursorShape shape_;
  bool drags_;
  std::function<void(QPointF)> act_;
};

} // namespace suyuan::desktop
