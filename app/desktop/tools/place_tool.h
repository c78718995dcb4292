// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"
#include "app/desktop/tools/snap_aim.h"

namespace suyuan::desktop {

/// Sets a record where the map is clicked, drawn to what the aim is drawn to.
class PlaceTool : public MapTool {
public:
  PlaceTool(SnapAim aim, std::function<void(const Point& lonLat)> act) : aim_(std::move(aim)), act_(std::move(act)) {}
  [[nodiscard]] QCursor cursor() const override { return Qt::CrossCursor; }
  void moveTo(QPointF at) override { aim_.lookAt(at, modifiers_); }
  void paint(QPainter& painter) const override { aim_.paint(painter); }
  void leave() override { aim_.drop(); }

protected:
  void click(QPointF at) override {
    aim_.lookAt(at, modifiers_);
    const auto where = aim_.place(at);
    aim_.drop();
    if (where) act_(*where);
  }

private:
  SnapAim aim_;
  std::function<void(const Point&)> act_;
};

} // namespace suyuan::desktop
