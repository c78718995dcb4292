// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"

#include <cstdint>
#include <vector>

namespace suyuan::network {

/// The network in the order of its flow.
struct FlowOrder {
  /// Every edge once, each after all that drain into it; where water runs in a circle such an order does not exist: the
  /// edges of circles and of what lies below them follow at the end, `cyclicFrom` is the first of them.
  std::vector<EdgeId> edges;
  std::size_t cyclicFrom = 0;
  /// Strahler order by edge: 1 at the heads; one more than the greatest arriving where two or more of that order meet. All
  /// that leave a node bear its order. Links from outfalls to rivers count for nothing. 0 where there is no order of flow.
  std::vector<std::uint16_t> strahler;
};

[[nodiscard]] FlowOrder flowOrder(const DrainageGraph& graph);

} // namespace suyuan::network
