// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/stream_order.h"

#include <algorithm>

namespace suyuan::network {

FlowOrder flowOrder(const DrainageGraph& graph) {
  FlowOrder flow;
  const std::size_t nodes = graph.nodeCount();
  flow.strahler.assign(graph.edgeCount(), 0);
  flow.edges.reserve(graph.edgeCount());
  std::vector<std::uint32_t> waiting(nodes);
  std::vector<NodeId> ready;
  for (std::uint32_t n = 0; n < nodes; ++n) {
    waiting[n] = static_cast<std::uint32_t>(graph.upFrom({n}).size());
    if (waiting[n] == 0) ready.push_back({n});
  }
  for (std::size_t head = 0; head < ready.size(); ++head) { // a queue: first in, first out
    std::uint16_t greatest = 0;
    std::size_t meeting = 0;
    for (const EdgeId id : graph.upFrom(ready[head])) {
      const std::uint16_t order = graph.edge(id).isLink() ? 0 : flow.strahler[id.value];
      if (order > greatest) greatest = order, meeting = 0;
      if (order == greatest) ++meeting;
    }
    const std::uint16_t own = greatest == 0 ? 1 : static_cast<std::uint16_t>(greatest + (meeting > 1 ? 1 : 0));
    for (const EdgeId id : graph.downFrom(ready[head])) {
      flow.strahler[id.value] = own;
      flow.edges.push_back(id);
      if (const NodeId to = graph.edge(id).to; --waiting[to.value] == 0) ready.push_back(to);
    }
  }
  flow.cyclicFrom = flow.edges.size();
  for (std::uint32_t n = 0; n < nodes; ++n)
    if (waiting[n] > 0)
      for (const EdgeId id : graph.upFrom({n}))
        if (flow.strahler[id.value] == 0) flow.edges.push_back(id);
  return flow;
}

} // namespace suyuan::network
