// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/box_index.h"

#include <numeric>

namespace suyuan::network {

namespace {

// Position of (x, y) on the Hilbert curve of a 65536 x 65536 grid: neighbours on the curve are neighbours on the ground.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) noexcept {
  std::uint32_t d = 0;
  for (std::uint32_t s = 1U << 15; s > 0; s >>= 1) {
    const bool rx = (x & s) != 0;
    const bool ry = (y & s) != 0;
    d = (d << 2) | ((rx ? 3U : 0U) ^ (ry ? 1U : 0U));
    if (!ry) {
      if (rx) {
        x = 0xFFFF - (x & 0xFFFF);
        y = 0xFFFF - (y & 0xFFFF);
      }
      std::swap(x, y);
    }
  }
  return d;
}

std::uint32_t cell(double value, double low, double span) noexcept {
  return span > 0 ? static_cast<std::uint32_t>(std::clamp((value - low) / span, 0.0, 1.0) * 65535.0) : 0;
}

} // namespace

BoxIndex::BoxIndex(std::span<const Box> boxes) : items_(static_cast<std::uint32_t>(boxes.size())) {
  if (boxes.empty()) return;
  Box all;
  for (const Box& b : boxes) all.add(b);
  const double width = all.maxX - all.minX;
  const double height = all.maxY - all.minY;

  std::vector<std::uint64_t> order(boxes.size()); // curve position above, item below: one sort, no indirection
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const Box& b = boxes[i];
    const std::uint64_t key = hilbert(cell((b.minX + b.maxX) / 2, all.minX, width),
                                      cell((b.minY + b.maxY) / 2, all.minY, height));
    order[i] = key << 32 | i;
  }
  std::ranges::sort(order);

  boxes_.reserve(boxes.size() + boxes.size() / (fanOut - 1) + 8);
  refs_.reserve(boxes_.capacity());
  for (const std::uint64_t entry : order) {
    const auto item = static_cast<std::uint32_t>(entry & 0xFFFFFFFFU);
    boxes_.push_back(boxes[item]);
    refs_.push_back(item);
  }
  std::uint32_t begin = 0;
  auto end = items_;
  while (end - begin > 1 || begin == 0) {
    for (std::uint32_t first = begin; first < end; first += fanOut) {
      const std::uint32_t last = std::min(first + fanOut, end);
      Box parent;
      for (std::uint32_t child = first; child < last; ++child) parent.add(boxes_[child]);
      boxes_.push_back(parent);
      refs_.push_back(first);
      ends_.push_back(last);
    }
    begin = end;
    end = static_cast<std::uint32_t>(boxes_.size());
  }
}

} // namespace suyuan::network
