// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QPointF>

#include <optional>

class QTouchEvent;

namespace suyuan::desktop {

class MapCanvas;

/// Fingers on the map: two move and zoom it together, whatever the tool; one does what the left button does, two taps in a row what
/// a double click does. A finger counts as pressed only once it moves or goes up, so that the second one may follow the first.
class TouchControl {
public:
  explicit TouchControl(MapCanvas& canvas) : canvas_(canvas) {}
  void take(const QTouchEvent& event);

private:
  enum class Doing : std::uint8_t { Nothing, Waiting, Button, Pinch, Over };
  struct Pair {
    QPointF middle;
    double apart = 0; ///< logical pixels
  };
  void button(int type, QPointF at);
  void pinch(const Pair& now);
  void lift(QPointF at);

  MapCanvas& canvas_;
  Doing doing_ = Doing::Nothing;
  QPointF began_;
  std::optional<Pair> before_;
  QElapsedTimer sinceTap_;
  QPointF lastTap_;
};

} // namespace suyuan::desktop
