// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/trace.h"

#include <algorithm>

namespace suyuan::network {

std::vector<std::vector<Point>> pathLines(const DrainageGraph& graph, const TraceResult& result) {
  // Pieces are chained through nodes where exactly one walked edge arrives and one leaves, so that a dashed symbol
  // runs on over the joints.
  constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  constexpr std::uint32_t many = none - 1;
  std::vector<std::uint32_t> leaving(graph.nodeCount(), none), arriving(graph.nodeCount(), none);
  const auto count = [](std::uint32_t& slot, EdgeId id) { slot = slot == none ? id.value : many; };
  for (const EdgeId id : result.edges) {
    count(leaving[graph.edge(id).from.value], id);
    count(arriving[graph.edge(id).to.value], id);
  }
  const auto joint = [&](NodeId n) { return leaving[n.value] < many && arriving[n.value] < many; };

  std::vector<bool> drawn(graph.edgeCount());
  std::vector<std::vector<Point>> lines;
  const auto drawFrom = [&](EdgeId first) {
    std::vector<Point>& line = lines.emplace_back();
    for (EdgeId id = first; !drawn[id.value];) {
      drawn[id.value] = true;
      const std::vector<Point> points = graph.edgePoints(id);
      // Snapped ends may lie a tolerance apart: then both are drawn.
      const bool same = !line.empty() && line.back() == points.front();
      line.insert(line.end(), points.begin() + (same ? 1 : 0), points.end());
      const NodeId end = graph.edge(id).to;
      if (joint(end)) id = EdgeId{leaving[end.value]};
    }
  };
  for (const EdgeId id : result.edges)
    if (!drawn[id.value] && !joint(graph.edge(id).from)) drawFrom(id);
  for (const EdgeId id : result.edges) // rings have no beginning
    if (!drawn[id.value]) drawFrom(id);
  return lines;
}

} // namespace suyuan::network
