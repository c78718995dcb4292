// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/flow_forest.h"

#include "core/network/graph_parts.h"
#include "core/network/walked_cycle.h"

#include <bit>
#include <span>

namespace suyuan::network {

namespace {

/// The network seen by a walk: `next` are the edges on which it goes on from a node, `back` those on which it can have come.
struct Way {
  const GraphBase& base;
  bool up;
  [[nodiscard]] std::span<const EdgeId> next(std::uint32_t node) const {
    return up ? part(base.upEdges, base.upStart, node) : part(base.downEdges, base.downStart, node);
  }
  [[nodiscard]] std::span<const EdgeId> back(std::uint32_t node) const {
    return up ? part(base.downEdges, base.downStart, node) : part(base.upEdges, base.upStart, node);
  }
  [[nodiscard]] std::uint32_t far(EdgeId id) const { return (up ? base.edges[id.value].from : base.edges[id.value].to).value; }
  [[nodiscard]] std::uint32_t near(EdgeId id) const { return (up ? base.edges[id.value].to : base.edges[id.value].from).value; }

private:
  [[nodiscard]] static std::span<const EdgeId> part(const std::vector<EdgeId>& all, const std::vector<std::uint32_t>& start, std::uint32_t node) {
    return std::span(all).subspan(start[node], start[node + 1] - start[node]);
  }
};

class Planter {
public:
  Planter(const Way& way, FlowForest& forest) : way_(way), forest_(forest) {}

  void run() {
    const auto count = static_cast<std::uint32_t>(way_.base.kinds.size());
    forest_.placeOf.assign(count, FlowForest::none);
    forest_.nodes.reserve(count);
    forest_.edges.reserve(count);
    forest_.childEnd.resize(count);
    forest_.marks.assign(count / 64 + 1, 0);
    forest_.roots = forest_.sources = forest_.marks;
    ends_.reserve(count);
    for (std::uint32_t n = 0; n < count; ++n)
      if (way_.back(n).empty()) plant(n);
    for (std::uint32_t n = 0; n < count; ++n) // what is left hangs on rings
      if (forest_.placeOf[n] == FlowForest::none) plant(ringNode(n));
    findRings();
  }

private:
  /// Goes back until it comes to where it was.
  std::uint32_t ringNode(std::uint32_t node) {
    onWay_.resize(forest_.placeOf.size());
    while (!onWay_[node]) {
      onWay_[node] = true;
      node = way_.near(way_.back(node).front());
    }
    return node;
  }
  /// `end`: the place of the nearest root or fork on the way back, itself perhaps.
  void put(std::uint32_t node, std::uint32_t edge, std::uint32_t end) {
    const auto place = static_cast<std::uint32_t>(forest_.nodes.size());
    const bool marked = edge == FlowForest::none || way_.back(node).size() > 1;
    if (marked) FlowForest::setBit(forest_.marks, place);
    forest_.placeOf[node] = place;
    forest_.nodes.push_back({node});
    forest_.edges.push_back({edge});
    ends_.push_back(marked ? place : end);
  }
  void plant(std::uint32_t root) {
    auto place = static_cast<std::uint32_t>(forest_.nodes.size());
    FlowForest::setBit(forest_.roots, place);
    put(root, FlowForest::none, place);
    for (; place < forest_.nodes.size(); ++place) {
      for (const EdgeId id : way_.next(forest_.nodes[place].value)) {
        if (const std::uint32_t far = way_.far(id); forest_.placeOf[far] == FlowForest::none) put(far, id.value, ends_[place]);
        else FlowForest::setBit(forest_.marks, place);
      }
      forest_.childEnd[place] = static_cast<std::uint32_t>(forest_.nodes.size());
    }
  }
  /// Every cycle runs through a root or a fork; between them there is one way back only.
  void findRings() {
    for (std::uint32_t place = 0; place < ends_.size(); ++place) {
      if (ends_[place] != place) continue;
      const std::uint32_t node = forest_.nodes[place].value;
      for (const EdgeId id : way_.back(node))
        if (const std::uint32_t near = way_.near(id); near != node) forest_.rings.emplace_back(node, forest_.nodes[ends_[forest_.placeOf[near]]].value);
    }
    forest_.rings = cyclicPart(std::move(forest_.rings));
  }

  Way way_;
  FlowForest& forest_;
  std::vector<std::uint32_t> ends_; // by place
  std::vector<bool> onWay_;
};

void describeEdges(const Way& way, FlowForest& forest) {
  const GraphBase& base = way.base;
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
    const std::uint32_t before = forest.edges[forest.placeOf[way.near(forest.edges[place])]].value;
    const bool goesOn = before != FlowForest::none && !base.edges[before].isLink() && recordOf(base.edges[before]) == recordOf(edge);
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

void FlowForest::setBits(std::vector<std::uint64_t>& bits, std::uint32_t from, std::uint32_t to) noexcept {
  for (; from < to && (from & 63) != 0; ++from) setBit(bits, from);
  for (; from + 64 <= to; from += 64) bits[from >> 6] = ~std::uint64_t{0};
  for (; from < to; ++from) setBit(bits, from);
}

FlowForest FlowForest::of(const GraphBase& base, bool up) {
  FlowForest forest;
  const Way way{base, up};
  Planter{way, forest}.run();
  describeEdges(way, forest);
  describeRecords(base, forest);
  return forest;
}

} // namespace suyuan::network
