// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <QWidget>

#include <optional>

namespace suyuan::desktop {

class MapCanvas;

/// Where the receiver is, on the map: a dot in a circle of its accuracy; pale when the position is not to be trusted now. Takes no clicks. A child of
/// its canvas and as large.
class PositionMark : public QWidget {
  Q_OBJECT
public:
  explicit PositionMark(MapCanvas& canvas);

  /// Lon/lat; accuracy in metres, NaN when not known. Nothing: no mark.
  void show(std::optional<Point> at, double accuracyM, bool trusted);
  [[nodiscard]] std::optional<QPointF> place() const; ///< of the dot, in the canvas

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  MapCanvas& canvas_;
  std::optional<Point> at_;
  double accuracyM_ = 0;
  bool trusted_ = false;
};

} // namespace suyuan::desktop
