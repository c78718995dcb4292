// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/selection.h"
#include "app/desktop/tools/map_tool.h"
#include "core/model/geometry.h"

#include <functional>
#include <optional>
#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// Selects by a click, by a box that is dragged, or by an outline that is clicked: a double click or Enter ends it, Backspace takes a
/// corner back, Escape drops it. Keys held at the end say how it joins what is selected.
class SelectTool : public MapTool {
public:
  enum class Shape : std::uint8_t { Box, Outline };
  struct Job {
    std::function<void(QPointF, SelectHow)> one;
    std::function<void(std::vector<Point> outline, SelectHow)> area; ///< map units
  };
  SelectTool(MapCanvas& canvas, Shape shape, Job job) : canvas_(canvas), shape_(shape), job_(std::move(job)) {}

  [[nodiscard]] QCursor cursor() const override { return Qt::CrossCursor; }
  [[nodiscard]] bool takesShift() const override { return true; }
  void press(QPointF at) override;
  void moveTo(QPointF at) override;
  void release(QPointF at) override;
  void doubleClick(QPointF at) override;
  [[nodiscard]] bool wants(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter) const override;
  void leave() override;

protected:
  void click(QPointF at) override;

private:
  void finish();

  MapCanvas& canvas_;
  Shape shape_;
  Job job_;
  bool dragging_ = false;
  std::vector<Point> corners_; ///< map units: they stay where they are when the map is zoomed
  std::optional<QPointF> pointer_;
};

} // namespace suyuan::desktop
