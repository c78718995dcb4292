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

  static constexpr int label = 1'000'000; ///< rank of what must never be covered

  /// True when the box is on the screen and meets none that was taken with this rank or a higher one.
  [[nodiscard]] bool fits(const QRectF& box, int rank = 0) const;
  void take(const QRectF& box, int rank = label);

private:
  static constexpr double cell_ = 32;
  struct Cells {
    int fromX, toX, fromY, toY;
  };
  [[nodiscard]] Cells cellsOf(const QRectF& box) const noexcept;
  [[nodiscard]] std::size_t at(int x, int y) const noexcept { return static_cast<std::size_t>(y * wide_ + x); }

  QRectF screen_;
  int wide_, high_;
  struct Taken {
    QRectF box;
    int rank;
  };
  std::vector<Taken> taken_;
  std::vector<std::vector<std::uint32_t>> grid_; ///< boxes that reach into each cell of the screen
};

} // namespace suyuan::render
