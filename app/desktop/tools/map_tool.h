// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCursor>
#include <QPointF>

#include <functional>

namespace suyuan::desktop {

/// What the left button does on the map. Positions are the canvas's logical pixels.
class MapTool {
public:
  virtual ~MapTool() = default;
  [[nodiscard]] virtual QCursor cursor() const { return Qt::ArrowCursor; }
  [[nodiscard]] virtual bool pans() const { return false; } ///< a drag moves the map
  virtual void press(QPointF at) { from_ = at; }
  virtual void moveTo(QPointF) {}
  virtual void release(QPointF at) {
    if ((at - from_).manhattanLength() < 5) click(at);
  }
  virtual void leave() {} ///< another tool takes over; what is half done is dropped

protected:
  virtual void click(QPointF) {}
  QPointF from_;
};

} // namespace suyuan::desktop
