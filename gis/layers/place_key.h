// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace suyuan::layers {

/// A number for a place, the same for equal coordinates; never 0. Keys may be added to stand for a pair of places.
[[nodiscard]] inline std::uint64_t placeKey(double x, double y) noexcept {
  const auto mixed = [](std::uint64_t h) {
    h ^= h >> 32;
    h *= 0x9E3779B97F4A7C15ULL;
    h ^= h >> 29;
    h *= 0xBF58476D1CE4E5B9ULL;
    return h ^ (h >> 32);
  };
  const std::uint64_t key = mixed(std::bit_cast<std::uint64_t>(x) ^ mixed(std::bit_cast<std::uint64_t>(y)));
  return key == 0 ? 1 : key;
}

} // namespace suyuan::layers
