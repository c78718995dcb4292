// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/travel.h"

#include <cmath>
#include <queue>
#include <unordered_map>
#include <unordered_set>

namespace suyuan::network {

Result<std::vector<Travel>> travelFrom(const DrainageGraph& graph, const TraceStart& start, bool up, const TraceBarriers& barriers, std::stop_token stop) {
  struct Waiting {
    double metres;
    std::uint32_t order; ///< among the travels that were planned
    bool operator<(const Waiting& o) const noexcept { return metres != o.metres ? metres > o.metres : order > o.order; }
  };
  std::unordered_set<std::uint32_t> nodesShut, edgesShut;
  for (const NodeId n : barriers.nodes) nodesShut.insert(n.value);
  for (const EdgeId e : barriers.edges) edgesShut.insert(e.value);
  std::vector<Travel> planned, reached;
  std::priority_queue<Waiting> queue;
  std::unordered_map<std::uint32_t, double> least;
  const auto plan = [&](const Travel& travel) {
    const auto [at, fresh] = least.try_emplace(travel.node.value, travel.metres);
    if (!fresh && at->second <= travel.metres) return;
    at->second = travel.metres;
    queue.push({travel.metres, static_cast<std::uint32_t>(planned.size())});
    planned.push_back(travel);
  };
  const auto along = [&](Travel travel, EdgeId id) {
    if (edgesShut.contains(id.value)) return;
    const Edge& edge = graph.edge(id);
    travel.node = up ? edge.from : edge.to;
    if (!edge.isLink()) {
      travel.metres += edge.lengthMetres;
      const float speed = graph.line(edge.line).speed;
      if (speed > 0) travel.seconds += edge.lengthMetres / static_cast<double>(speed);
      else travel.unknownMetres += edge.lengthMetres;
    }
    plan(travel);
  };
  for (const NodeId node : start.nodes) plan({node});
  for (const EdgeId id : start.edges) along({}, id);
  std::unordered_set<std::uint32_t> done;
  std::uint32_t steps = 0;
  while (!queue.empty()) {
    if ((++steps & 0xFFF) == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Travel travel = planned[queue.top().order];
    queue.pop();
    if (!done.insert(travel.node.value).second) continue;
    reached.push_back(travel);
    if (nodesShut.contains(travel.node.value)) continue;
    for (const EdgeId id : up ? graph.upFrom(travel.node) : graph.downFrom(travel.node)) along(travel, id);
  }
  return reached;
}

} // namespace suyuan::network
