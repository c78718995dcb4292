// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/upstream_walk.h"

#include <bit>
#include <cstring>
#include <numeric>

namespace suyuan::network {

UpstreamWalk::UpstreamWalk(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers)
    : graph_(graph), forest_(graph.forest()), blocked_(graph, barriers), marks_(forest_.marks), seen_(graph.nodeCount() / 64 + 1) {
  graph.eachPatched([&](NodeId node) { mark(node); });
  for (const NodeId node : start.nodes) mark(node);
  for (const EdgeId id : start.edges) mark(graph.edge(id).from);
  for (const NodeId node : barriers.nodes) mark(node);
  for (const EdgeId id : barriers.edges) mark(graph.edge(id).from);

  constexpr std::uint32_t nowhere = FlowForest::none;
  if (!start.edges.empty()) begun_.resize(graph.edgeCount());
  for (const NodeId node : start.nodes) put(node, nowhere);
  for (const EdgeId id : start.edges) {
    if (begun_[id.value]) continue;
    if (blocked_.at(id)) {
      barrierMet_ = true;
      continue;
    }
    begun_[id.value] = true;
    edges_.push_back({id.value, single});
    put(graph.edge(id).from, nowhere);
  }
}

void UpstreamWalk::mark(NodeId node) {
  if (node.value < forest_.placeOf.size()) FlowForest::setBit(marks_, forest_.placeOf[node.value]);
}

Result<> UpstreamWalk::run(const std::stop_token& stop, TraceResult& result) {
  for (std::uint32_t steps = 0; head_ < nodes_.size(); ++steps) {
    if ((steps & 0xFFF) == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Nodes next = nodes_[head_++];
    if (next.last == single) expand(NodeId{next.first});
    else expand(next);
  }
  Reached reached{graph_, result};
  copyNodes(result, reached);
  copyEdges(result, reached);
  result.cyclic = isCyclic();
  return {};
}

void UpstreamWalk::expand(NodeId node) {
  const bool shut = blocked_.at(node);
  if (shut) barrierMet_ = true;
  for (const EdgeId id : graph_.upFrom(node)) {
    if (!begun_.empty() && begun_[id.value]) join(graph_.edge(id), node.value);
    else if (!shut) takeEdge(id, node.value);
  }
}

void UpstreamWalk::expand(Nodes run) {
  const std::size_t at = head_ - 1;
  std::uint32_t first = forest_.childBegin(run.first), last = forest_.childEnd[run.last - 1];
  // While nothing else waits, what follows in memory is the same run: chains and whole trees are one.
  while (head_ == nodes_.size() && first == run.last && first < last && FlowForest::nextBit(marks_, first, last) == last) {
    pushEdges(first, last);
    nodes_[at].last = run.last = last;
    first = last;
    last = forest_.childEnd[last - 1];
  }
  children(first, last, run.owner);
}

void UpstreamWalk::children(std::uint32_t first, std::uint32_t last, std::uint32_t owner) {
  while (first < last) {
    const std::uint32_t marked = FlowForest::nextBit(marks_, first, last);
    if (first < marked) {
      pushEdges(first, marked);
      pushRun(first, marked, owner);
    }
    if (marked < last) takeEdge(forest_.edges[marked], owner);
    first = marked + 1;
  }
}

void UpstreamWalk::takeEdge(EdgeId id, std::uint32_t owner) {
  const Edge& edge = graph_.edge(id);
  if (!begun_.empty() && begun_[id.value]) return join(edge, owner);
  if (blocked_.at(id)) {
    barrierMet_ = true;
    return;
  }
  edges_.push_back({id.value, single});
  join(edge, owner);
  put(edge.from, owner);
}

/// Remembers that the flow goes from one single node to another, for what they may make together is a cycle.
void UpstreamWalk::join(const Edge& edge, std::uint32_t owner) {
  if (edge.from == edge.to) ring_ = ring_ || edge.lengthMetres > shortRingMetres(graph_);
  else if (isSingle(edge.from)) joins_.emplace_back(edge.from.value, owner);
}

void UpstreamWalk::put(NodeId node, std::uint32_t owner) {
  if (!isSingle(node)) { // it drains by this one edge alone: nobody else can have come here
    const std::uint32_t place = forest_.placeOf[node.value];
    return pushRun(place, place + 1, owner);
  }
  if (FlowForest::bit(seen_, node.value)) return;
  FlowForest::setBit(seen_, node.value);
  nodes_.push_back({node.value, single, node.value});
}

void UpstreamWalk::pushRun(std::uint32_t first, std::uint32_t last, std::uint32_t owner) {
  if (nodes_.size() > head_)
    if (Nodes& back = nodes_.back(); back.last == first && back.owner == owner) { // a single node's `last` is no place of a child
      back.last = last;
      return;
    }
  nodes_.push_back({first, last, owner});
}

void UpstreamWalk::pushEdges(std::uint32_t first, std::uint32_t last) {
  if (!edges_.empty() && edges_.back().last == first) edges_.back().last = last;
  else edges_.push_back({first, last});
}

bool UpstreamWalk::isCyclic() const {
  if (ring_ || joins_.empty()) return ring_;
  // Single nodes, numbered by their bits; what cannot be taken off one by one (Kahn) holds a cycle.
  std::vector<std::uint32_t> before(seen_.size() + 1);
  for (std::size_t word = 0; word < seen_.size(); ++word) before[word + 1] = before[word] + static_cast<std::uint32_t>(std::popcount(seen_[word]));
  const auto number = [&](std::uint32_t node) {
    const std::uint64_t lower = (std::uint64_t{1} << (node & 63)) - 1;
    return before[node >> 6] + static_cast<std::uint32_t>(std::popcount(seen_[node >> 6] & lower));
  };
  const std::uint32_t count = before.back();
  std::vector<std::uint32_t> start(count + 1), arriving(count), to(joins_.size());
  for (const auto& [a, b] : joins_) ++start[number(a) + 1], ++arriving[number(b)];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<std::uint32_t> fill(start.begin(), start.end() - 1), free;
  for (const auto& [a, b] : joins_) to[fill[number(a)]++] = number(b);
  for (std::uint32_t n = 0; n < count; ++n)
    if (arriving[n] == 0) free.push_back(n);
  std::size_t taken = 0;
  while (!free.empty()) {
    const std::uint32_t node = free.back();
    free.pop_back();
    ++taken;
    for (std::uint32_t i = start[node]; i < start[node + 1]; ++i)
      if (--arriving[to[i]] == 0) free.push_back(to[i]);
  }
  return taken < count;
}

void UpstreamWalk::copyNodes(TraceResult& result, Reached& reached) const {
  std::size_t count = 0, wells = 0;
  for (const Nodes& n : nodes_) {
    if (n.last == single) ++count;
    else count += n.last - n.first, wells += forest_.wellStart[n.last] - forest_.wellStart[n.first];
  }
  result.nodes.reserve(count);
  result.wells.reserve(wells);
  for (const Nodes& n : nodes_) {
    if (n.last == single) {
      reached.node(NodeId{n.first});
      continue;
    }
    result.nodes.insert(result.nodes.end(), forest_.nodes.begin() + n.first, forest_.nodes.begin() + n.last);
    result.wells.insert(result.wells.end(), forest_.wells.begin() + forest_.wellStart[n.first], forest_.wells.begin() + forest_.wellStart[n.last]);
    for (std::uint32_t p = FlowForest::nextBit(forest_.sources, n.first, n.last); p < n.last; p = FlowForest::nextBit(forest_.sources, p + 1, n.last))
      for (const NodeRecord& r : graph_.recordsAt(forest_.nodes[p])) {
        if (r.layer == Layer::Outfalls) result.outfalls.push_back(r.fid);
        else if (r.layer == Layer::Units) result.units.push_back(r.fid);
      }
  }
}

void UpstreamWalk::copyEdges(TraceResult& result, Reached& reached) const {
  std::size_t count = 0;
  for (const Edges& e : edges_) count += e.last == single ? 1 : e.last - e.first;
  result.edges.reserve(count);
  for (const Edges& e : edges_) {
    if (e.last == single) reached.edge(EdgeId{e.first});
    else copyRun(e.first, e.last, result, reached);
  }
}

namespace {

/// One past the last of those from `first` on that are listed as the first is.
std::uint32_t endOfKind(const FlowForest& forest, std::uint32_t first, std::uint32_t last) noexcept {
  const std::uint64_t eight = std::uint64_t{0x0101010101010101} * forest.listings[first];
  std::uint32_t at = first + 1;
  for (std::uint64_t here; at + 8 <= last; at += 8) {
    std::memcpy(&here, &forest.listings[at], sizeof here);
    if (here != eight) break;
  }
  while (at < last && forest.listings[at] == forest.listings[first]) ++at;
  return at;
}

} // namespace

void UpstreamWalk::copyRun(std::uint32_t first, std::uint32_t last, TraceResult& result, Reached& reached) const {
  result.edges.insert(result.edges.end(), forest_.edges.begin() + first, forest_.edges.begin() + last);
  double metres = result.lengthMetres; // one after the other, so that the sum is that of any other walk
  for (std::uint32_t p = first; p < last; ++p) metres += forest_.metres[p];
  result.lengthMetres = metres;
  while (first < last) {
    const std::uint32_t end = endOfKind(forest_, first, last);
    switch (forest_.listings[first]) {
    case FlowForest::Channel: result.channels.insert(result.channels.end(), forest_.fids.begin() + first, forest_.fids.begin() + end); break;
    case FlowForest::River: result.rivers.insert(result.rivers.end(), forest_.fids.begin() + first, forest_.fids.begin() + end); break;
    case FlowForest::Silent: break;
    case FlowForest::Asked:
      for (std::uint32_t p = first; p < end; ++p) reached.record(graph_.edge(forest_.edges[p]));
      break;
    }
    first = end;
  }
}

} // namespace suyuan::network
