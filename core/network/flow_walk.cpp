// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/flow_walk.h"

#include "core/network/walked_cycle.h"

#include <cstring>

namespace suyuan::network {

FlowWalk::FlowWalk(const DrainageGraph& graph, bool up, const TraceStart& start, const TraceBarriers& barriers)
    : graph_(graph), forest_(graph.forest(up)), up_(up), blocked_(graph, barriers), marks_(forest_.marks), seen_(graph.nodeCount() / 64 + 1) {
  graph.eachPatched([&](NodeId node) { mark(node); });
  for (const NodeId node : start.nodes) mark(node);
  for (const EdgeId id : start.edges) mark(far(id));
  for (const NodeId node : barriers.nodes) mark(node);
  for (const EdgeId id : barriers.edges) mark(far(id));

  if (!start.edges.empty()) begun_.resize(graph.edgeCount());
  for (const NodeId node : start.nodes) put(node);
  for (const EdgeId id : start.edges) {
    if (begun_[id.value]) continue;
    takeEdge(id);
    begun_[id.value] = !blocked_.at(id);
  }
}

void FlowWalk::mark(NodeId node) {
  if (node.value < forest_.placeOf.size()) FlowForest::setBit(marks_, forest_.placeOf[node.value]);
}

Result<> FlowWalk::run(const std::stop_token& stop, TraceResult& result) {
  for (std::uint32_t steps = 0; head_ < nodes_.size(); ++steps) {
    if ((steps & 0xFFF) == 0 && stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const Run next = nodes_[head_++];
    if (next.last == single) expand(NodeId{next.first});
    else expand(next);
  }
  Reached reached{graph_, result};
  copyNodes(result, reached);
  copyEdges(result, reached);
  result.cyclic = isCyclic(result.edges);
  return {};
}

void FlowWalk::expand(NodeId node) {
  if (blocked_.at(node)) {
    barrierMet_ = true;
    return;
  }
  for (const EdgeId id : next(node)) takeEdge(id);
}

void FlowWalk::expand(Run run) {
  const std::size_t at = head_ - 1;
  std::uint32_t first = forest_.childBegin(run.first), last = forest_.childEnd[run.last - 1];
  // While nothing else waits, what follows in memory is the same run: chains and whole trees are one.
  while (head_ == nodes_.size() && first == run.last && first < last && FlowForest::nextBit(marks_, first, last) == last) {
    pushEdges(first, last);
    nodes_[at].last = run.last = last;
    first = last;
    last = forest_.childEnd[last - 1];
  }
  children(first, last);
}

void FlowWalk::children(std::uint32_t first, std::uint32_t last) {
  while (first < last) {
    const std::uint32_t marked = FlowForest::nextBit(marks_, first, last);
    if (first < marked) {
      pushEdges(first, marked);
      pushNodes(first, marked);
    }
    if (marked < last) takeEdge(forest_.edges[marked]);
    first = marked + 1;
  }
}

void FlowWalk::takeEdge(EdgeId id) {
  if (hasBegunWith(id)) return;
  if (blocked_.at(id)) {
    barrierMet_ = true;
    return;
  }
  const Edge& edge = graph_.edge(id);
  edges_.push_back({id.value, single});
  if (id.value >= graph_.builtEdges()) edited_.push_back(id);
  selfRing_ = selfRing_ || (edge.from == edge.to && edge.lengthMetres > shortRingMetres(graph_));
  put(up_ ? edge.from : edge.to);
}

void FlowWalk::put(NodeId node) {
  if (!isSingle(node)) { // it hangs by this one edge alone: nobody else can have come here
    const std::uint32_t place = forest_.placeOf[node.value];
    return pushNodes(place, place + 1);
  }
  if (FlowForest::bit(seen_, node.value)) return;
  FlowForest::setBit(seen_, node.value);
  nodes_.push_back({node.value, single});
}

void FlowWalk::pushNodes(std::uint32_t first, std::uint32_t last) {
  if (nodes_.size() > head_ && nodes_.back().last == first) nodes_.back().last = last; // no child's place is 0, which is `single`
  else nodes_.push_back({first, last});
}

void FlowWalk::pushEdges(std::uint32_t first, std::uint32_t last) {
  if (!edges_.empty() && edges_.back().last == first) edges_.back().last = last;
  else edges_.push_back({first, last});
}

bool FlowWalk::isCyclic(std::span<const EdgeId> walked) const {
  if (selfRing_) return true;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> rings;
  for (const auto& ring : forest_.rings)
    if (FlowForest::bit(seen_, ring.first) && FlowForest::bit(seen_, ring.second)) rings.push_back(ring);
  if (!rings.empty()) { // something of a cycle was reached, all of it unless a barrier or an edit is in the way
    const bool whole = !graph_.isEdited() && !blocked_.any();
    return whole ? !cyclicPart(std::move(rings)).empty() : hasCycle(graph_, walked);
  }
  if (edited_.empty()) return false;
  return hasCycle(graph_, walkedBehind(edited_)); // what edits have closed
}

/// The walked edges from which these were come to.
std::vector<EdgeId> FlowWalk::walkedBehind(std::span<const EdgeId> edges) const {
  std::vector<std::uint64_t> places(forest_.marks.size());
  for (const Run& run : nodes_)
    if (run.last != single) FlowForest::setBits(places, run.first, run.last);
  const auto isReached = [&](NodeId node) {
    return FlowForest::bit(seen_, node.value) || (node.value < forest_.placeOf.size() && FlowForest::bit(places, forest_.placeOf[node.value]));
  };
  std::vector<bool> looked(graph_.nodeCount());
  std::vector<NodeId> open;
  const auto look = [&](NodeId node) {
    if (looked[node.value] || !isReached(node)) return;
    looked[node.value] = true;
    open.push_back(node);
  };
  for (const EdgeId id : edges) look(near(id));
  std::vector<EdgeId> behind;
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    for (const EdgeId id : back(node)) {
      const NodeId from = near(id);
      if (!isReached(from) || blocked_.at(id) || (blocked_.at(from) && !hasBegunWith(id))) continue;
      behind.push_back(id);
      look(from);
    }
  }
  return behind;
}

void FlowWalk::copyNodes(TraceResult& result, Reached& reached) const {
  std::size_t count = 0, wells = 0;
  for (const Run& n : nodes_) {
    if (n.last == single) ++count;
    else count += n.last - n.first, wells += forest_.wellStart[n.last] - forest_.wellStart[n.first];
  }
  result.nodes.reserve(count);
  result.wells.reserve(wells);
  for (const Run& n : nodes_) {
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

void FlowWalk::copyEdges(TraceResult& result, Reached& reached) const {
  std::size_t count = 0;
  for (const Run& e : edges_) count += e.last == single ? 1 : e.last - e.first;
  result.edges.reserve(count);
  for (const Run& e : edges_) {
    if (e.last == single) reached.edge(EdgeId{e.first});
    else copyRun(e, result, reached);
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

void FlowWalk::copyRun(Run run, TraceResult& result, Reached& reached) const {
  auto [first, last] = run;
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
