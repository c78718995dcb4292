// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/label_placer.h"

#include <cmath>

namespace suyuan::render {

template <class Visit>
void LabelPlacer::cells(const QRectF& box, const Visit& visit) {
  const auto first = [](double v) { return static_cast<std::int64_t>(std::floor(v / cell_)); };
  for (std::int64_t y = first(box.top()); y <= first(box.bottom()); ++y)
    for (std::int64_t x = first(box.left()); x <= first(box.right()); ++x) visit(y * 1000003 + x);
}

bool LabelPlacer::fits(const QRectF& box) const {
  if (!screen_.contains(box)) return false;
  bool free = true;
  cells(box, [&](std::int64_t cell) {
    const auto found = grid_.find(cell);
    if (!free || found == grid_.end()) return;
    for (const std::uint32_t taken : found->second)
      if (boxes_[taken].intersects(box)) free = false;
  });
  return free;
}

void LabelPlacer::take(const QRectF& box) {
  const auto number = static_cast<std::uint32_t>(boxes_.size());
  boxes_.push_back(box);
  cells(box, [&](std::int64_t cell) { grid_[cell].push_back(number); });
}

} // namespace suyuan::render
