// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/flow_forest.h"

#include "core/network/graph_parts.h"

#include <bit>

namespace suyuan::network {

namespace {

class Planter {
public:
  Planter(const GraphBase& base, FlowForest& forest) : base_(base), forest_(forest) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(base_.kinds.size());
    forest_.placeOf.assign(count, FlowForest::none);
    forest_.nodes.reserve(count);
    forest_.edges.reserve(count);
    forest_.childEnd.resize(count);
    forest_.marks.assign(count / 64 + 1, 0);
    forest_.roots = forest_.sources = forest_.marks;
    below_.resize(count);
    for (std::uint32_t n = 0; n < count; ++n) below_[n] = edgeBelow(n);
    for (std::uint32_t n = 0; n < count; ++n)
      if (below_[n] == FlowForest::none) plant(n);
    for (std::uint32_t n = 0; n < count; ++n) // what is left drains into rings
      if (forest_.placeOf[n] == FlowForest::none) plant(cutRing(n));
  }

private:
  /// The only edge by which the node drains, to another node.
  [[nodiscard]] std::uint32_t edgeBelow(std::uint32_t node) const {
    const std::uint32_t first = base_.downStart[node];
    if (base_.downStart[node + 1] - first != 1) return FlowForest::none;
    const EdgeId id = base_.downEdges[first];
    return base_.edges[id.value].to.value == node ? FlowForest::none : id.value;
  }
  /// Follows the flow until it comes back to where it was; cuts there.
  std::uint32_t cutRing(std::uint32_t node) {
    onWay_.resize(below_.size());
    while (!onWay_[node]) {
      onWay_[node] = true;
      node = base_.edges[below_[node]].to.value;
    }
    below_[node] = FlowForest::none;
    return node;
  }
  void put(std::uint32_t node, std::uint32_t edge) {
    forest_.placeOf[node] = static_cast<std::uint32_t>(forest_.nodes.size());
    forest_.nodes.push_back({node});
    forest_.edges.push_back({edge});
  }
  void plant(std::uint32_t root) {
    auto place = static_cast<std::uint32_t>(forest_.nodes.size());
    FlowForest::setBit(forest_.roots, place);
    FlowForest::setBit(forest_.marks, place);
    put(root, FlowForest::none);
    for (; place < forest_.nodes.size(); ++place) {
      const std::uint32_t node = forest_.nodes[place].value;
      for (std::uint32_t up = base_.upStart[node]; up < base_.upStart[node + 1]; ++up) {
        const std::uint32_t id = base_.upEdges[up].value;
        const std::uint32_t from = base_.edges[id].from.value;
        if (below_[from] == id) put(from, id);
        else FlowForest::setBit(forest_.marks, place);
      }
      forest_.childEnd[place] = static_cast<std::uint32_t>(forest_.nodes.size());
    }
  }

  const GraphBase& base_;
  FlowForest& forest_;
  std::vector<std::uint32_t> below_; // edge by which the node hangs; none: a root
  std::vector<bool> onWay_;
};

void describeEdges(const GraphBase& base, FlowForest& forest) {
  std::vector<std::uint32_t> pieces(base.lines.size()); // of each record
  for (const GraphLine& line : base.lines) pieces[line.record] += line.edgeCount;
  const std::size_t count = forest.nodes.size();
  forest.listings.resize(count);
  forest.fids.resize(count);
  forest.metres.resize(count);
  const auto recordOf = [&](const Edge& edge) { return base.lines[edge.line].record; };
  for (std::size_t place = 0; place < count; ++place) {
    if (forest.edges[place].value == FlowForest::none) continue;
    const Edge& edge = base.edges[forest.edges[place].value];
    FlowForest::Listing& listing = forest.listings[place];
    if (edge.isLink()) {
      listing = FlowForest::Silent;
      continue;
    }
    forest.fids[place] = edge.fid;
    forest.metres[place] = edge.lengthMetres;
    listing = edge.layer == Layer::Rivers ? FlowForest::River : FlowForest::Channel;
    if (pieces[recordOf(edge)] == 1) continue;
    const std::uint32_t below = forest.edges[forest.placeOf[edge.to.value]].value;
    const bool goesOn = below != FlowForest::none && !base.edges[below].isLink() && recordOf(base.edges[below]) == recordOf(edge);
    listing = goesOn ? FlowForest::Silent : FlowForest::Asked;
  }
}

void describeRecords(const GraphBase& base, FlowForest& forest) {
  forest.wellStart.reserve(forest.nodes.size() + 1);
  for (std::uint32_t place = 0; place < forest.nodes.size(); ++place) {
    forest.wellStart.push_back(static_cast<std::uint32_t>(forest.wells.size()));
    const std::uint32_t node = forest.nodes[place].value;
    for (std::uint32_t r = base.recordStart[node]; r < base.recordStart[node + 1]; ++r) {
      if (base.records[r].layer == Layer::Wells) forest.wells.push_back(base.records[r].fid);
      else FlowForest::setBit(forest.sources, place);
    }
  }
  forest.wellStart.push_back(static_cast<std::uint32_t>(forest.wells.size()));
}

} // namespace

std::uint32_t FlowForest::nextBit(const std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t to) noexcept {
  if (from >= to) return to;
  std::uint32_t word = from >> 6;
  std::uint64_t here = bits[word] & ~std::uint64_t{0} << (from & 63);
  const std::uint32_t last = (to - 1) >> 6;
  while (here == 0) {
    if (++word > last) return to;
    here = bits[word];
  }
  const std::uint32_t found = (word << 6) + static_cast<std::uint32_t>(std::countr_zero(here));
  return found < to ? found : to;
}

FlowForest FlowForest::of(const GraphBase& base) {
  FlowForest forest;
  Planter{base, forest}.run();
  describeEdges(base, forest);
  describeRecords(base, forest);
  return forest;
}

} // namespace suyuan::network
