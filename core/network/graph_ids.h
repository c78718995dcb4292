// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace suyuan::network {

/// Index of a node or an edge in one graph, counted from 0. The same input in the same order gives the same ids.
struct NodeId {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(NodeId, NodeId) noexcept = default;
};
struct EdgeId {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(EdgeId, EdgeId) noexcept = default;
};

} // namespace suyuan::network
