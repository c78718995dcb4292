// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/trace_parts.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace suyuan::network {

/// The walk up or down the flow without a limit of distance: first in, first out, node by node and edge by edge as a plain search
/// would go, but by whole runs of the graph's forest wherever nothing else comes in. Only marks are looked at one by one: where flows
/// part or join, where an edit was, where the walk starts, at barriers. First the runs are planned, then all are copied out.
/// One use, one thread.
class FlowWalk {
public:
  FlowWalk(const DrainageGraph& graph, bool up, const TraceStart& start, const TraceBarriers& barriers);

  /// Error Cancelled.
  [[nodiscard]] Result<> run(const std::stop_token& stop, TraceResult& result);
  [[nodiscard]] bool metBarrier() const noexcept { return barrierMet_; }

private:
  static constexpr std::uint32_t single = 0; ///< as `last`: no run
  struct Run {
    std::uint32_t first, last; ///< places; or, single, a node or an edge
  };

  void mark(NodeId node);
  void expand(NodeId node);
  void expand(Run run);
  void children(std::uint32_t first, std::uint32_t last);
  void takeEdge(EdgeId id);
  void put(NodeId node);
  void pushNodes(std::uint32_t first, std::uint32_t last);
  void pushEdges(std::uint32_t first, std::uint32_t last);

  [[nodiscard]] std::span<const EdgeId> next(NodeId node) const noexcept { return up_ ? graph_.upFrom(node) : graph_.downFrom(node); }
  [[nodiscard]] std::span<const EdgeId> back(NodeId node) const noexcept { return up_ ? graph_.downFrom(node) : graph_.upFrom(node); }
  [[nodiscard]] NodeId far(EdgeId id) const noexcept { return up_ ? graph_.edge(id).from : graph_.edge(id).to; }
  [[nodiscard]] NodeId near(EdgeId id) const noexcept { return up_ ? graph_.edge(id).to : graph_.edge(id).from; }
  [[nodiscard]] bool hasBegunWith(EdgeId id) const { return !begun_.empty() && begun_[id.value]; }
  [[nodiscard]] bool isSingle(NodeId node) const noexcept {
    return node.value >= forest_.placeOf.size() || FlowForest::bit(marks_, forest_.placeOf[node.value]);
  }

  [[nodiscard]] bool isCyclic(std::span<const EdgeId> walked) const;
  [[nodiscard]] std::vector<EdgeId> walkedBehind(std::span<const EdgeId> edges) const;
  void copyNodes(TraceResult& result, Reached& reached) const;
  void copyEdges(TraceResult& result, Reached& reached) const;
  void copyRun(Run run, TraceResult& result, Reached& reached) const;

  const DrainageGraph& graph_;
  const FlowForest& forest_;
  bool up_;
  Blocked blocked_;
  std::vector<std::uint64_t> marks_; // the forest's, and those of this walk
  std::vector<std::uint64_t> seen_;  // single nodes
  std::vector<bool> begun_;          // edges that the walk starts with; empty when there are none
  std::vector<Run> nodes_;           // a queue, kept whole for the copying
  std::size_t head_ = 0;
  std::vector<Run> edges_;
  std::vector<EdgeId> edited_;       // walked edges that are not of the graph as it was built
  bool barrierMet_ = false, selfRing_ = false;
};

} // namespace suyuan::network
