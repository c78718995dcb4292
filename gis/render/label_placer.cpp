// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/label_placer.h"

#include <algorithm>
#include <cmath>

namespace suyuan::render {

LabelPlacer::LabelPlacer(QSizeF screen)
    : screen_(QPointF(0, 0), screen), wide_(static_cast<int>(screen.width() / cell_) + 1), high_(static_cast<int>(screen.height() / cell_) + 1),
      grid_(static_cast<std::size_t>(wide_) * static_cast<std::size_t>(high_)) {}

LabelPlacer::Cells LabelPlacer::cellsOf(const QRectF& box) const noexcept {
  const auto cell = [](double v, int count) { return std::clamp(static_cast<int>(std::floor(v / cell_)), 0, count - 1); };
  return {cell(box.left(), wide_), cell(box.right(), wide_), cell(box.top(), high_), cell(box.bottom(), high_)};
}

bool LabelPlacer::fits(const QRectF& box, int rank) const {
  if (!screen_.contains(box)) return false;
  const Cells cells = cellsOf(box);
  for (int y = cells.fromY; y <= cells.toY; ++y)
    for (int x = cells.fromX; x <= cells.toX; ++x)
      for (const std::uint32_t taken : grid_[at(x, y)])
        if (taken_[taken].rank >= rank && taken_[taken].box.intersects(box)) return false;
  return true;
}

void LabelPlacer::take(const QRectF& box, int rank) {
  if (!screen_.intersects(box)) return;
  const auto number = static_cast<std::uint32_t>(taken_.size());
  taken_.push_back({box, rank});
  const Cells cells = cellsOf(box);
  for (int y = cells.fromY; y <= cells.toY; ++y)
    for (int x = cells.fromX; x <= cells.toX; ++x) grid_[at(x, y)].push_back(number);
}

} // namespace suyuan::render
