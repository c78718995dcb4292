// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/tools/map_tool.h"
#include "app/desktop/tools/snap_aim.h"
#include "core/model/geometry.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// Draws a line or an outline, corner by corner. Backspace and Ctrl+Z take the last corner back, Space sets one at the middle of the
/// map, a double click or Enter ends, Escape drops it; the length so far stands beside the pointer, the map can still be dragged.
class DrawTool : public MapTool {
public:
  struct Job {
    std::function<bool()> isArea;
    std::function<bool(std::span<const Point>)> finish; ///< whether it was taken; what was not taken stays and can go on
  };
  DrawTool(MapCanvas& canvas, SnapAim aim, Job job) : canvas_(canvas), aim_(std::move(aim)), job_(std::move(job)) {}

  [[nodiscard]] QCursor cursor() const override { return Qt::CrossCursor; }
  [[nodiscard]] bool pans() const override { return true; }
  void moveTo(QPointF at) override;
  void doubleClick(QPointF at) override;
  [[nodiscard]] bool wants(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter) const override;
  void leave() override;

  [[nodiscard]] const std::vector<Point>& corners() const { return corners_; } ///< lon/lat
  [[nodiscard]] const SnapAim& aim() const { return aim_; }

protected:
  void click(QPointF at) override;

private:
  void finish();
  void takeBack();

  MapCanvas& canvas_;
  SnapAim aim_;
  Job job_;
  std::vector<Point> corners_;
  std::optional<Point> pointer_;
};

} // namespace suyuan::desktop
