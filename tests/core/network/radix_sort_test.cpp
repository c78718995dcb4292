// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/radix_sort.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <random>

using namespace suyuan::network;

namespace {

struct Item {
  std::uint64_t key;
  int place;
  friend bool operator==(const Item&, const Item&) = default;
};

} // namespace

TEST_CASE("many items are sorted by key and those of one key keep their order") {
  std::mt19937_64 lot{3};
  for (const std::uint64_t mask : {std::uint64_t{0}, std::uint64_t{0xFF}, std::uint64_t{0xFFF000}, ~std::uint64_t{0}, std::uint64_t{0xF} << 60})
    for (const int count : {0, 1, 2, 999, 1000, 5000}) {
      std::vector<Item> items;
      for (int i = 0; i < count; ++i) items.push_back({lot() & mask, i});
      auto wanted = items;
      std::ranges::stable_sort(wanted, {}, &Item::key);
      radixSort(items, [](const Item& item) { return item.key; });
      CHECK(items == wanted);
    }
}

TEST_CASE("bits of doubles are in the order of the doubles") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const double values[]{-infinity, -1e300, -125.3, -1.0, -1e-300, 0.0, 5e-324, 1e-300, 1.0, 125.3, 1e300, infinity};
  for (std::size_t i = 0; i + 1 < std::size(values); ++i) CHECK(orderedBits(values[i]) < orderedBits(values[i + 1]));
  CHECK(orderedBits(-0.0) == orderedBits(0.0));
}
