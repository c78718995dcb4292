// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_fixes.h"

#include "core/model/geometry_functions.h"

#include <algorithm>

namespace suyuan::network {

namespace {

struct LineEnd {
  std::uint32_t line = 0;
  bool last = false;
};

/// The end of the channel's lines that lies at the place.
std::optional<LineEnd> endAt(const DrainageGraph& graph, Fid fid, const Point& at) {
  std::optional<LineEnd> found;
  double nearest = 2.001 * std::max(graph.options().toleranceMetres, 0.001);
  for (const std::uint32_t index : graph.linesOf(Layer::Channels, fid))
    for (const bool last : {false, true}) {
      const auto vertices = graph.vertices(graph.line(index));
      const GraphVertex& v = last ? vertices.back() : vertices.front();
      if (const double metres = distanceMetres({v.x, v.y}, at); metres <= nearest) found = {index, last}, nearest = metres;
    }
  return found;
}

std::optional<NetworkFix> closeGap(const DrainageGraph& graph, const NetworkIssue& issue, double maxMetres) {
  if (!issue.nearest || !(issue.gapMetres <= maxMetres)) return {};
  const auto end = endAt(graph, issue.fid, issue.at);
  if (!end) return {};
  const auto vertices = graph.vertices(graph.line(end->line));
  const GraphVertex& v = end->last ? vertices.back() : vertices.front();
  return NetworkFix{.kind = FixKind::MoveEnd, .fid = issue.fid, .part = graph.line(end->line).part, .last = end->last, .from = {v.x, v.y}, .to = issue.nearestAt, .metres = issue.gapMetres};
}

/// Between a record and the nearest channel: an end that lies open there is drawn to the record, else a channel is added.
std::optional<NetworkFix> connect(const DrainageGraph& graph, const NetworkIssue& issue, double maxMetres) {
  if (!issue.nearest || issue.nearest->layer != Layer::Channels || !(issue.gapMetres <= maxMetres)) return {};
  const bool outfall = issue.kind == NetworkIssueKind::DisconnectedOutfall;
  if (const auto end = endAt(graph, issue.nearest->fid, issue.nearestAt)) {
    const GraphLine& line = graph.line(end->line);
    const bool lower = end->last != line.reversed; // water comes out here
    if (lower == outfall) {
      const Edge& edge = graph.edge({end->last ? line.firstEdge + line.edgeCount - 1 : line.firstEdge});
      const NodeId node = lower ? edge.to : edge.from;
      if (graph.upFrom(node).size() + graph.downFrom(node).size() == 1 && graph.recordsAt(node).empty())
        return NetworkFix{.kind = FixKind::MoveEnd, .fid = line.fid, .part = line.part, .last = end->last, .from = issue.nearestAt, .to = issue.at, .metres = issue.gapMetres};
    }
  }
  return NetworkFix{.kind = FixKind::AddChannel, .from = outfall ? issue.nearestAt : issue.at, .to = outfall ? issue.at : issue.nearestAt, .metres = issue.gapMetres};
}

NetworkFix reversed(Fid fid) { return {.kind = FixKind::Reverse, .fid = fid}; }

bool rises(const GraphLine& line) {
  const double rise = line.reversed ? line.inverts.first - line.inverts.last : line.inverts.last - line.inverts.first;
  return rise > 0.001;
}

/// The one channel that, reversed, gives the water of a head-on place a way on.
std::optional<NetworkFix> openHeadOn(const DrainageGraph& graph, const NetworkIssue& issue) {
  std::vector<Fid> candidates, rising;
  for (const Fid fid : issue.channels) {
    const auto lines = graph.linesOf(Layer::Channels, fid);
    if (lines.size() != 1) continue;
    const GraphLine& line = graph.line(lines.front());
    if (rises(line)) rising.push_back(fid);
    const Edge& top = graph.edge({line.reversed ? line.firstEdge + line.edgeCount - 1 : line.firstEdge});
    const bool leadsOn = graph.kind(top.from) == NodeKind::Outfall || graph.downFrom(top.from).size() > 1;
    if (leadsOn && graph.upFrom(top.from).empty()) candidates.push_back(fid);
  }
  if (rising.size() == 1) return reversed(rising.front());
  if (rising.empty() && candidates.size() == 1) return reversed(candidates.front());
  return {};
}

std::optional<NetworkFix> openCycle(const DrainageGraph& graph, const NetworkIssue& issue) {
  std::vector<Fid> rising;
  for (const Fid fid : issue.channels)
    for (const std::uint32_t index : graph.linesOf(Layer::Channels, fid))
      if (rises(graph.line(index)) && (rising.empty() || rising.back() != fid)) rising.push_back(fid);
  if (rising.size() != 1) return {};
  return reversed(rising.front());
}

} // namespace

std::optional<NetworkFix> fixOf(const DrainageGraph& graph, const NetworkIssue& issue, double maxMetres) {
  switch (issue.kind) {
  case NetworkIssueKind::NearMiss: return closeGap(graph, issue, maxMetres);
  case NetworkIssueKind::DisconnectedOutfall:
  case NetworkIssueKind::DisconnectedUnit: return connect(graph, issue, maxMetres);
  case NetworkIssueKind::InvertAgainstFlow: return issue.layer == Layer::Channels ? std::optional(reversed(issue.fid)) : std::nullopt;
  case NetworkIssueKind::HeadOn: return openHeadOn(graph, issue);
  case NetworkIssueKind::Cycle: return openCycle(graph, issue);
  case NetworkIssueKind::CrossingWithoutJoint: return NetworkFix{.kind = FixKind::AddWell, .from = issue.at, .to = issue.at};
  case NetworkIssueKind::DanglingEnd:
  case NetworkIssueKind::IsolatedPiece:
  case NetworkIssueKind::TwoOutlets:
  case NetworkIssueKind::ShrinkingPipe: break; // only somebody on the spot can tell
  }
  return {};
}

std::optional<NetworkFix> fixOf(const DrainageGraph& graph, const TraceGap& gap, double maxMetres) {
  NetworkIssue issue{.kind = NetworkIssueKind::NearMiss, .layer = Layer::Channels, .at = gap.from, .gapMetres = gap.metres, .nearest = NodeRecord{gap.layer, gap.fid}, .nearestAt = gap.to};
  for (const auto edges : {graph.downFrom(gap.at), graph.upFrom(gap.at)})
    for (const EdgeId edge : edges) {
      if (graph.edge(edge).layer != Layer::Channels) continue;
      issue.fid = graph.edge(edge).fid;
      if (auto fix = closeGap(graph, issue, maxMetres)) return fix;
    }
  // Nothing has an end here: the start itself, which no channel touches.
  const NodeKind kind = graph.kind(gap.at);
  if (kind == NodeKind::Outfall || kind == NodeKind::Unit) return connectionOf(graph, kind == NodeKind::Outfall ? Layer::Outfalls : Layer::Units, graph.fidOf(gap.at), maxMetres);
  return {};
}

std::optional<NetworkFix> connectionOf(const DrainageGraph& graph, Layer layer, Fid fid, double maxMetres) {
  if (layer != Layer::Outfalls && layer != Layer::Units) return {};
  const auto node = graph.nodeAt(layer, fid);
  if (!node) return {};
  const Point at = graph.position(*node);
  const auto place = graph.nearestEdge(at, maxMetres, *node);
  if (!place || graph.edge(place->edge).layer != Layer::Channels) return {};
  return connect(graph, {.kind = layer == Layer::Outfalls ? NetworkIssueKind::DisconnectedOutfall : NetworkIssueKind::DisconnectedUnit, .layer = layer, .fid = fid, .at = at, .gapMetres = place->distance,
                         .nearest = NodeRecord{Layer::Channels, graph.edge(place->edge).fid}, .nearestAt = place->at}, maxMetres);
}

} // namespace suyuan::network
