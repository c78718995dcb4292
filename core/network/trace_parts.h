// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/trace.h"

#include <vector>

/// What the walks of a trace share.
namespace suyuan::network {

/// Collects what is reached; each fid once, in the order reached.
class Reached {
public:
  Reached(const DrainageGraph& graph, TraceResult& result) : graph_(graph), result_(result), seen_(graph.lineCount()) {}

  void node(NodeId node) {
    result_.nodes.push_back(node);
    records(node);
  }
  void edge(EdgeId id) {
    const Edge& edge = graph_.edge(id);
    result_.edges.push_back(id);
    if (edge.isLink()) return;
    result_.lengthMetres += edge.lengthMetres;
    record(edge);
  }
  /// The node's records alone.
  void records(NodeId node) {
    for (const NodeRecord& r : graph_.recordsAt(node)) { // one record stands at one node, so no set is needed here
      if (r.layer == Layer::Outfalls) result_.outfalls.push_back(r.fid);
      else if (r.layer == Layer::Units) result_.units.push_back(r.fid);
      else result_.wells.push_back(r.fid);
    }
  }
  /// The edge's record alone. \pre no link
  void record(const Edge& edge) {
    const std::uint32_t record = graph_.line(edge.line).record;
    if (seen_[record]) return;
    seen_[record] = true;
    (edge.layer == Layer::Rivers ? result_.rivers : result_.channels).push_back(edge.fid);
  }

private:
  const DrainageGraph& graph_;
  TraceResult& result_;
  std::vector<bool> seen_; // by Line::record
};

/// Barriers, to be asked by node and edge.
class Blocked {
public:
  Blocked(const DrainageGraph& graph, const TraceBarriers& barriers) {
    if (!barriers.nodes.empty()) nodes_.resize(graph.nodeCount());
    for (const NodeId n : barriers.nodes) nodes_[n.value] = true;
    if (!barriers.edges.empty()) edges_.resize(graph.edgeCount());
    for (const EdgeId e : barriers.edges) edges_[e.value] = true;
  }
  [[nodiscard]] bool any() const noexcept { return !nodes_.empty() || !edges_.empty(); }
  [[nodiscard]] bool at(NodeId n) const { return !nodes_.empty() && nodes_[n.value]; }
  [[nodiscard]] bool at(EdgeId e) const { return !edges_.empty() && edges_[e.value]; }

private:
  std::vector<bool> nodes_, edges_; // empty when there are no barriers of the kind
};

} // namespace suyuan::network
