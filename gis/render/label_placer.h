// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

namespace suyuan::render {

/// Boxes taken on the screen; says whether another one fits. Logical pixels.
class LabelPlacer {
public:
  explicit LabelPlacer(QSizeF screen);

  /// True when the box is on the screen and meets none that was taken.
  [[nodiscard]] bool fits(const QRectF& box) const;
  void take(const QRectF& box);

private:
  static constexpr double cell_ = 32;
  struct Cells {
    int fromX, toX, fromY, toY;
  };
  [[nodiscard]] Cells cellsOf(const QRectF& box) const noexcept;
  [[nodiscard]] std::size_t at(int x, int y) const noexcept { return static_cast<std::size_t>(y * wide_ + x); }

  QRectF screen_;
  int wide_, high_;
  std::vector<QRectF> boxes_;
  std::vector<std::vector<std::uint32_t>> grid_; ///< boxes that reach into each cell of the screen
};

} // namespace suyuan::render
