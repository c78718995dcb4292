// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCursor>
#include <QPointF>

#include <functional>

class QKeyEvent;
class QPainter;

namespace suyuan::desktop {

/// What the left button and the keys do on the map. Positions are the canvas's logical pixels.
class MapTool {
public:
  virtual ~MapTool() = default;
  [[nodiscard]] virtual QCursor cursor() const { return Qt::ArrowCursor; }
  [[nodiscard]] virtual bool pans() const { return false; } ///< a drag moves the map
  [[nodiscard]] virtual bool takesShift() const { return false; } ///< Shift and a drag are the tool's, not the zoom's
  virtual void press(QPointF at) { from_ = at; }
  virtual void moveTo(QPointF) {}
  virtual void release(QPointF at) {
    if ((at - from_).manhattanLength() < 5) click(at);
  }
  virtual void doubleClick(QPointF at) { press(at); } ///< in place of the second press; its release follows
  /// Whether a key that is a shortcut of the window (Delete, Ctrl+Z, Escape) is the tool's now; key() gets it then.
  [[nodiscard]] virtual bool wants(const QKeyEvent&) const { return false; }
  virtual bool key(const QKeyEvent&) { return false; } ///< whether it was the tool's; the map's own keys come after it
  virtual void paint(QPainter&) const {} ///< over the map, in logical pixels: what is half done, hints
  virtual void leave() {} ///< another tool takes over; what is half done is dropped
  void setModifiers(Qt::KeyboardModifiers held) { modifiers_ = held; } ///< before each call above

protected:
  virtual void click(QPointF) {}
  QPointF from_;
  Qt::KeyboardModifiers modifiers_;
};

} // namespace suyuan::desktop
