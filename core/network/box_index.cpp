// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/box_index.h"

#include "core/network/radix_sort.h"
#include "core/network/work_shares.h"

namespace suyuan::network {

namespace {

// Position of (x, y) on the Hilbert curve of a 65536 x 65536 grid: neighbours on the curve are neighbours on the ground.
// Without branches, which nobody could foretell.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) noexcept {
  std::uint32_t d = 0;
  for (unsigned bit = 16; bit-- > 0;) {
    const std::uint32_t rx = x >> bit & 1U, ry = y >> bit & 1U;
    d = (d << 2) | ((rx * 3U) ^ ry);
    const std::uint32_t flip = (0U - (rx & (ry ^ 1U))) & 0xFFFFU;
    x ^= flip;
    y ^= flip;
    const std::uint32_t swapped = (x ^ y) & (ry - 1U);
    x ^= swapped;
    y ^= swapped;
  }
  return d;
}

std::uint32_t cell(double value, double low, double span) noexcept {
  return span > 0 ? static_cast<std::uint32_t>(std::clamp((value - low) / span, 0.0, 1.0) * 65535.0) : 0;
}

} // namespace

std::vector<std::uint32_t> hilbertOrder(std::span<const Box> boxes) {
  Box all;
  for (const Box& b : boxes) all.add(b);
  const double width = all.maxX - all.minX;
  const double height = all.maxY - all.minY;
  std::vector<std::uint64_t> order(boxes.size()); // curve position above, item below: one sort, no indirection
  inShares(boxes.size(), 20'000, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      const Box& b = boxes[i];
      const std::uint64_t key = hilbert(cell((b.minX + b.maxX) / 2, all.minX, width),
                                        cell((b.minY + b.maxY) / 2, all.minY, height));
      order[i] = key << 32 | i;
    }
  });
  radixSort(order, [](std::uint64_t entry) { return entry >> 32; });
  std::vector<std::uint32_t> items(boxes.size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = static_cast<std::uint32_t>(order[i] & 0xFFFFFFFFU);
  return items;
}

BoxIndex::BoxIndex(std::span<const Box> boxes) : items_(static_cast<std::uint32_t>(boxes.size())) {
  if (boxes.empty()) return;
  boxes_.reserve(boxes.size() + boxes.size() / (fanOut - 1) + 8);
  refs_ = hilbertOrder(boxes);
  refs_.reserve(boxes_.capacity());
  for (const std::uint32_t item : refs_) boxes_.push_back(boxes[item]);
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
