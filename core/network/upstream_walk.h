// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/trace_parts.h"

#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

namespace suyuan::network {

/// The walk up the flow without a limit of distance: first in, first out, node by node and edge by edge as a plain search would
/// go, but by whole runs of the graph's forest wherever nothing else comes in. Only marks are looked at one by one: where a tree
/// joins another, where an edit was, where the walk starts, at barriers. First the runs are planned, then all are copied out.
/// One use, one thread.
class UpstreamWalk {
public:
  UpstreamWalk(const DrainageGraph& graph, const TraceStart& start, const TraceBarriers& barriers);

  /// Error Cancelled.
  [[nodiscard]] Result<> run(const std::stop_token& stop, TraceResult& result);
  [[nodiscard]] bool metBarrier() const noexcept { return barrierMet_; }

private:
  static constexpr std::uint32_t single = 0; ///< as `last`: no run
  struct Nodes {
    std::uint32_t first, last; ///< places; or a node
    std::uint32_t owner;       ///< the single node that all of the run drains to with nothing between
  };
  struct Edges {
    std::uint32_t first, last; ///< places; or an edge
  };

  void mark(NodeId node);
  void markAll(const TraceStart& start, const TraceBarriers& barriers);
  void begin(const TraceStart& start);
  [[nodiscard]] Result<> plan(const std::stop_token& stop);
  void expand(NodeId node);
  void expand(Nodes run);
  void children(std::uint32_t first, std::uint32_t last, std::uint32_t owner);
  void takeEdge(EdgeId id, std::uint32_t owner);
  void take(std::uint32_t first, std::uint32_t last, std::uint32_t owner);
  void put(NodeId node, std::uint32_t owner);
  void pushRun(std::uint32_t first, std::uint32_t last, std::uint32_t owner);
  void pushEdges(std::uint32_t first, std::uint32_t last);
  void join(const Edge& edge, std::uint32_t owner);
  [[nodiscard]] bool isSingle(NodeId node) const noexcept {
    return node.value >= forest_.placeOf.size() || FlowForest::bit(marks_, forest_.placeOf[node.value]);
  }
  [[nodiscard]] bool isCyclic() const;
  void copyNodes(TraceResult& result, Reached& reached) const;
  void copyEdges(TraceResult& result, Reached& reached) const;
  void copyRun(std::uint32_t first, std::uint32_t last, TraceResult& result, Reached& reached) const;

  const DrainageGraph& graph_;
  const FlowForest& forest_;
  Blocked blocked_;
  std::vector<std::uint64_t> marks_;  // the forest's, and those of this walk
  std::vector<std::uint64_t> seen_;   // single nodes
  std::vector<bool> begun_;           // edges that the walk starts with; empty when there are none
  std::vector<Nodes> nodes_;          // a queue, kept whole for the copying
  std::size_t head_ = 0;
  std::vector<Edges> edges_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> joins_; // single nodes: from the first the flow comes to the second
  bool barrierMet_ = false, ring_ = false;
};

} // namespace suyuan::network
