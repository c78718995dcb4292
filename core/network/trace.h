// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"

#include <limits>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::network {

/// Where a trace starts: all of it at once.
struct TraceStart {
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
  double nearestGapMetres = std::numeric_limits<double>::quiet_NaN(); ///< when empty: how far the nearest line is
  [[nodiscard]] bool isEmpty() const noexcept { return nodes.empty() && edges.empty(); }
};

/// The node of a well, outfall or unit; all edges of a channel or river. Error TraceStartMissing when the network has
/// no such record.
[[nodiscard]] Result<TraceStart> startAt(const DrainageGraph& graph, Layer layer, Fid fid);
/// The edge under a click; empty, with the gap, when none lies within `maxMetres`.
[[nodiscard]] TraceStart startNear(const DrainageGraph& graph, const Point& position, double maxMetres);

/// A trace reaches a barrier node but does not pass it; a barrier edge is not entered.
struct TraceBarriers {
  std::vector<NodeId> nodes;
  std::vector<EdgeId> edges;
};

/// A place where the trace ended though something lies near: a gap to be looked at.
struct TraceGap {
  NodeId at;
  Point from, to;
  double metres = 0;
  Layer layer = Layer::Channels; ///< the record on the other side
  Fid fid;
};

/// What a trace reached. Fids are in the order reached, each once.
struct TraceResult {
  std::vector<Fid> channels, wells, units, outfalls, rivers;
  std::vector<EdgeId> edges;    ///< in the order walked (a path: in its order)
  std::vector<NodeId> nodes;    ///< reached, start included
  double lengthMetres = 0;      ///< of channels and rivers; links from an outfall to its river are not counted
  bool cyclic = false;          ///< the part walked contains a cycle
  bool againstFlow = false;     ///< pathBetween only: no way in the direction of flow, the path ignores it
  /// Why there is nothing, empty when there is: "no-channel-within-tolerance" (no line near the start),
  /// "start-isolated" (the record touches no line), "nothing-upstream", "nothing-downstream", "barrier", "no-path".
  std::string emptyReason;
  double nearestGapMetres = std::numeric_limits<double>::quiet_NaN(); ///< with emptyReason: the nearest line not joined
  std::vector<TraceGap> gaps;   ///< up traces that reached no unit: ends with something within reach, nearest first
};

/// Everything that drains to the start. The start's own records are listed too. `distanceLimit` in metres along the
/// path: an edge that begins within it is walked whole. Error Cancelled.
[[nodiscard]] Result<TraceResult> traceUp(const DrainageGraph& graph, const TraceStart& start,
                                          const TraceBarriers& barriers = {}, std::stop_token stop = {},
                                          double distanceLimit = std::numeric_limits<double>::infinity());
/// Everything that the start drains to, along the river to its end.
[[nodiscard]] Result<TraceResult> traceDown(const DrainageGraph& graph, const TraceStart& start,
                                            const TraceBarriers& barriers = {}, std::stop_token stop = {},
                                            double distanceLimit = std::numeric_limits<double>::infinity());
/// Shortest way between two places in the direction of flow, whichever drains to the other; when neither does, the
/// shortest way that ignores the direction (againstFlow).
[[nodiscard]] Result<TraceResult> pathBetween(const DrainageGraph& graph, const TraceStart& a, const TraceStart& b,
                                              const TraceBarriers& barriers = {}, std::stop_token stop = {});

/// The result as lines to draw, lon/lat: edges that follow each other are joined.
[[nodiscard]] std::vector<std::vector<Point>> pathLines(const DrainageGraph& graph, const TraceResult& result);

} // namespace suyuan::network
