// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace suyuan::network {

/// Sorts by the unsigned 64-bit key(item); what has one key keeps its order. Digits that all keys share cost nothing.
template <class T, class Key>
void radixSort(std::vector<T>& items, const Key& key) {
  if (items.size() < 1000) {
    std::ranges::stable_sort(items, {}, key);
    return;
  }
  constexpr unsigned bits = 11, buckets = 1U << bits;
  std::uint64_t differing = 0;
  for (const T& item : items) differing |= key(item) ^ key(items.front());
  std::vector<T> sorted(items.size());
  for (unsigned shift = 0; shift < 64; shift += bits) {
    if ((differing >> shift & (buckets - 1)) == 0) continue;
    std::array<std::uint32_t, buckets> next{};
    for (const T& item : items) ++next[key(item) >> shift & (buckets - 1)];
    std::uint32_t before = 0;
    for (std::uint32_t& slot : next) before += std::exchange(slot, before);
    for (const T& item : items) sorted[next[key(item) >> shift & (buckets - 1)]++] = item;
    items.swap(sorted);
  }
}

/// Unsigned numbers in the order of the doubles; both zeros are one. \pre not NaN
[[nodiscard]] inline std::uint64_t orderedBits(double value) noexcept {
  const auto raw = std::bit_cast<std::uint64_t>(value + 0.0);
  return raw >> 63 ? ~raw : raw | std::uint64_t{1} << 63;
}

} // namespace suyuan::network
