// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/trace.h"

#include "core/network/flow_walk.h"
#include "core/network/trace_parts.h"
#include "core/network/walked_cycle.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace suyuan::network {

namespace {

constexpr double gapReachMetres = 50.0;
constexpr double searchMetres = 100'000.0;
constexpr std::size_t gapsListed = 10;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

enum class Direction : std::uint8_t { Up, Down };

double nearestGap(const DrainageGraph& graph, NodeId node) {
  const auto place = graph.nearestEdge(graph.position(node), searchMetres, node);
  return place ? place->distance : std::numeric_limits<double>::quiet_NaN();
}

void explainEmpty(const DrainageGraph& graph, const TraceStart& start, bool blocked, Direction direction,
                  TraceResult& result) {
  if (!result.edges.empty()) return;
  if (start.isEmpty()) {
    result.emptyReason = "no-channel-within-tolerance";
    result.nearestGapMetres = start.nearestGapMetres;
    return;
  }
  if (blocked) {
    result.emptyReason = "barrier";
    return;
  }
  bool isolated = true;
  for (const NodeId n : start.nodes) {
    isolated = isolated && graph.upFrom(n).empty() && std::ranges::all_of(graph.downFrom(n), [&](EdgeId e) {
      return graph.edge(e).isLink(); // an outfall's link to its river joins it to no channel
    });
    const double gap = nearestGap(graph, n);
    if (!(result.nearestGapMetres <= gap)) result.nearestGapMetres = gap;
  }
  result.emptyReason = isolated ? "start-isolated" : direction == Direction::Up ? "nothing-upstream" : "nothing-downstream";
}

// Where an up trace that found no unit came to an end with something near: "a gap of 0.4 m here".
void findGaps(const DrainageGraph& graph, TraceResult& result) {
  std::vector<bool> own(graph.nodeCount());
  for (const NodeId n : result.nodes) own[n.value] = true;
  std::size_t looked = 0;
  for (const NodeId n : result.nodes) {
    if (!graph.upFrom(n).empty() || graph.kind(n) == NodeKind::RiverNode) continue;
    if (++looked > 1000) break; // the nearest few are what a person can look at
    const auto place = graph.nearestEdge(graph.position(n), gapReachMetres, n);
    if (!place) continue;
    const Edge& edge = graph.edge(place->edge);
    if (own[edge.from.value] && own[edge.to.value]) continue;
    result.gaps.push_back({n, graph.position(n), place->at, place->distance, edge.layer, edge.fid});
  }
  std::ranges::stable_sort(result.gaps, {}, &TraceGap::metres);
  if (result.gaps.size() > gapsListed) result.gaps.resize(gapsListed);
}

/// What the walk found, explained. `met`: a barrier.
Result<TraceResult> explained(const DrainageGraph& graph, const TraceStart& start, bool met, Direction direction, TraceResult result) {
  explainEmpty(graph, start, met, direction, result);
  if (direction == Direction::Up && !result.edges.empty() && result.units.empty()) findGaps(graph, result);
  return result;
}

/// Nearest first, as far as the limit.
Result<TraceResult> walkNear(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers,
                             const std::stop_token& stop, double distanceLimit, Direction direction) {
  TraceResult result;
  Reached reached{graph, result};
  const Blocked blocked{graph, barriers};
  const bool up = direction == Direction::Up;
  struct Waiting {
    double metres;
    std::uint32_t order;
    NodeId node;
    bool operator<(const Waiting& o) const noexcept {
      return metres != o.metres ? metres > o.metres : order > o.order;
    }
  };
  std::priority_queue<Waiting> queue;
  std::vector<bool> nodeSeen(graph.nodeCount()), edgeSeen(graph.edgeCount());
  std::uint32_t order = 0;
  bool barrierMet = false;
  const auto takeEdge = [&](EdgeId id, double metres) {
    if (edgeSeen[id.value]) return;
    if (blocked.at(id)) {
      barrierMet = true;
      return;
    }
    edgeSeen[id.value] = true;
    const Edge& edge = graph.edge(id);
    reached.edge(id);
    queue.push({metres + edge.lengthMetres, order++, up ? edge.from : edge.to});
  };
  for (const NodeId node : start.nodes) queue.push({0, order++, node});
  for (const EdgeId id : start.edges) takeEdge(id, 0);
  for (std::uint32_t steps = 0; !queue.empty(); ++steps) {
    if ((steps & 0xFFF) == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Waiting next = queue.top();
    queue.pop();
    if (nodeSeen[next.node.value]) continue;
    nodeSeen[next.node.value] = true;
    reached.node(next.node);
    if (blocked.at(next.node)) {
      barrierMet = true;
      continue;
    }
    if (next.metres >= distanceLimit) continue;
    for (const EdgeId id : up ? graph.upFrom(next.node) : graph.downFrom(next.node)) takeEdge(id, next.metres);
  }
  result.cyclic = hasCycle(graph, result.edges);
  return explained(graph, start, barrierMet, direction, std::move(result));
}

Result<TraceResult> walk(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers,
                         const std::stop_token& stop, double distanceLimit, Direction direction) {
  if (std::isfinite(distanceLimit)) return walkNear(graph, start, barriers, stop, distanceLimit, direction);
  TraceResult result;
  FlowWalk all{graph, direction == Direction::Up, start, barriers};
  SUYUAN_TRY(all.run(stop, result));
  return explained(graph, start, all.metBarrier(), direction, std::move(result));
}

// Nodes at which a path from (or to) the start may begin, and the edges of the start itself.
std::vector<NodeId> endsOf(const DrainageGraph& graph, const TraceStart& start, bool lower, bool any) {
  std::vector<NodeId> ends = start.nodes;
  for (const EdgeId id : start.edges) {
    if (any || lower) ends.push_back(graph.edge(id).to);
    if (any || !lower) ends.push_back(graph.edge(id).from);
  }
  return ends;
}

// Dijkstra from a to b; true when found.
Result<bool> shortest(const DrainageGraph& graph, const TraceStart& a, const TraceStart& b, const Blocked& blocked,
                      const std::stop_token& stop, bool anyDirection, TraceResult& result) {
  struct Waiting {
    double metres;
    NodeId node;
    bool operator<(const Waiting& o) const noexcept { return metres != o.metres ? metres > o.metres : node > o.node; }
  };
  std::priority_queue<Waiting> queue;
  std::vector<double> metres(graph.nodeCount(), std::numeric_limits<double>::infinity());
  std::vector<std::uint32_t> by(graph.nodeCount(), none);
  std::vector<bool> goal(graph.nodeCount());
  for (const NodeId n : endsOf(graph, b, false, anyDirection)) goal[n.value] = true;
  for (const NodeId n : endsOf(graph, a, true, anyDirection)) metres[n.value] = 0, queue.push({0, n});
  std::optional<NodeId> at;
  std::uint32_t steps = 0;
  while (!queue.empty() && !at) {
    if ((++steps & 0xFFF) == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Waiting next = queue.top();
    queue.pop();
    if (next.metres > metres[next.node.value]) continue;
    if (goal[next.node.value]) {
      at = next.node;
      break;
    }
    if (blocked.at(next.node)) continue;
    const auto relax = [&](EdgeId id, NodeId to) {
      const double total = next.metres + graph.edge(id).lengthMetres;
      if (blocked.at(id) || total >= metres[to.value]) return;
      metres[to.value] = total;
      by[to.value] = id.value;
      queue.push({total, to});
    };
    for (const EdgeId id : graph.downFrom(next.node)) relax(id, graph.edge(id).to);
    if (anyDirection)
      for (const EdgeId id : graph.upFrom(next.node)) relax(id, graph.edge(id).from);
  }
  if (!at) return false;

  std::vector<EdgeId> path;
  std::vector<NodeId> nodes{*at};
  while (by[nodes.back().value] != none) {
    const EdgeId id{by[nodes.back().value]};
    const Edge& edge = graph.edge(id);
    path.push_back(id);
    nodes.push_back(edge.to == nodes.back() ? edge.from : edge.to);
  }
  Reached reached{graph, result};
  // A start or goal that is a channel belongs to its path: the piece that touches it.
  const auto touching = [&](const TraceStart& start, NodeId node) {
    for (const EdgeId id : start.edges) {
      const Edge& e = graph.edge(id);
      if ((e.from == node || e.to == node) && std::ranges::find(path, id) == path.end()) {
        reached.edge(id);
        return;
      }
    }
  };
  touching(a, nodes.back());
  for (std::size_t i = path.size(); i-- > 0;) reached.edge(path[i]);
  touching(b, nodes.front());
  for (std::size_t i = nodes.size(); i-- > 0;) reached.node(nodes[i]);
  return true;
}

} // namespace

Result<TraceStart> startAt(const DrainageGraph& graph, Layer layer, Fid fid) {
  TraceStart start;
  if (layer == Layer::Channels || layer == Layer::Rivers) start.edges = graph.edgesOf(layer, fid);
  else if (const auto node = graph.nodeAt(layer, fid)) start.nodes.push_back(*node);
  if (start.isEmpty())
    return failure(ErrorCode::TraceStartMissing, {.layer = std::string(layerName(layer)), .row = fid.value});
  return start;
}

TraceStart startNear(const DrainageGraph& graph, const Point& position, double maxMetres) {
  TraceStart start;
  const auto place = graph.nearestEdge(position, std::max(maxMetres, searchMetres));
  if (!place) return start;
  if (place->distance <= maxMetres) start.edges.push_back(place->edge);
  else start.nearestGapMetres = place->distance;
  return start;
}

Result<TraceResult> traceUp(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers,
                            std::stop_token stop, double distanceLimit) {
  return walk(graph, start, barriers, stop, distanceLimit, Direction::Up);
}

Result<TraceResult> traceDown(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers,
                              std::stop_token stop, double distanceLimit) {
  return walk(graph, start, barriers, stop, distanceLimit, Direction::Down);
}

Result<TraceResult> pathBetween(const DrainageGraph& graph, const TraceStart& a, const TraceStart& b,
                                const TraceBarriers& barriers, std::stop_token stop) {
  const Blocked blocked{graph, barriers};
  struct Try {
    const TraceStart &from, &to;
    bool anyDirection;
  };
  TraceResult result;
  for (const Try& way : {Try{a, b, false}, Try{b, a, false}, Try{a, b, true}}) {
    const auto found = shortest(graph, way.from, way.to, blocked, stop, way.anyDirection, result);
    if (!found) return std::unexpected(found.error());
    if (!*found) continue;
    result.againstFlow = way.anyDirection;
    return result;
  }
  const bool empty = a.isEmpty() || b.isEmpty();
  result.emptyReason = empty ? "no-channel-within-tolerance" : "no-path";
  if (empty) result.nearestGapMetres = a.isEmpty() ? a.nearestGapMetres : b.nearestGapMetres;
  return result;
}

} // namespace suyuan::network
