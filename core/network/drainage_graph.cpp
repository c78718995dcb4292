// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/drainage_graph.h"

#include "core/network/chunk_place.h"
#include "core/network/graph_builder.h"
#include "core/network/graph_editor.h"
#include "core/network/snap.h"

#include <algorithm>
#include <tuple>

namespace suyuan::network {

Result<DrainageGraph> DrainageGraph::build(std::span<const LineInput> lines, std::span<const PointInput> points,
                                           const BuildOptions& options, std::stop_token stop) {
  return GraphBuilder{lines, points, options, std::move(stop)}.run();
}

DrainageGraph::DrainageGraph() {
  static const auto empty = [] {
    auto base = std::make_shared<GraphBase>();
    base->recordStart = base->downStart = base->upStart = {0};
    base->upward = FlowForest::of(*base, true);
    base->downward = FlowForest::of(*base, false);
    return base;
  }();
  base_ = empty;
}

DrainageGraph DrainageGraph::edited(std::span<const RecordChange> changes) const { return GraphEditor{*this}.run(changes); }

bool DrainageGraph::isWorn() const noexcept {
  return patch_ && (patch_->lines.size() > 300 || patch_->chunks.size() > 5000 || patch_->edges.size() > 20'000 || patch_->recordNodes.size() > 1000);
}

Result<DrainageGraph> DrainageGraph::rebuilt(std::stop_token stop) const {
  std::vector<std::vector<Point>> paths;
  std::vector<LineInput> lines;
  std::vector<PointInput> points;
  paths.reserve(lineCount());
  for (std::uint32_t i = 0; i < lineCount(); ++i) {
    if (isLineGone(i)) continue;
    const Line& l = line(i);
    paths.push_back(linePoints(l));
    lines.push_back({l.fid, l.layer, paths.back(), l.reversed, l.inverts.first, l.inverts.last, l.part, l.size, l.speed});
  }
  const auto add = [&](const GraphRecord& r) { points.push_back({r.fid, r.layer, {r.at.x, r.at.y}}); };
  for (const GraphRecord& record : base_->recordNodes)
    if (!patch_ || !patch_->recordNodes.contains({record.layer, record.fid})) add(record);
  if (patch_)
    for (const auto& [key, record] : patch_->recordNodes)
      if (record) add(*record);
  return build(lines, points, options_, std::move(stop));
}

Fid DrainageGraph::fidOf(NodeId node) const noexcept {
  const NodeKind kind = this->kind(node);
  for (const NodeRecord& r : recordsAt(node)) {
    if ((kind == NodeKind::Outfall && r.layer == Layer::Outfalls) || (kind == NodeKind::Unit && r.layer == Layer::Units) ||
        (kind == NodeKind::Well && r.layer == Layer::Wells))
      return r.fid;
  }
  return {};
}

std::optional<GraphRecord> DrainageGraph::recordOf(Layer layer, Fid fid) const {
  if (patch_)
    if (const auto found = patch_->recordNodes.find({layer, fid}); found != patch_->recordNodes.end()) return found->second;
  const auto& all = base_->recordNodes;
  const auto found = std::ranges::lower_bound(all, std::tuple(layer, fid), {}, [](const GraphRecord& r) { return std::tuple(r.layer, r.fid); });
  if (found == all.end() || found->layer != layer || found->fid != fid) return {};
  return *found;
}

std::optional<NodeId> DrainageGraph::nodeAt(Layer layer, Fid fid) const {
  const auto record = recordOf(layer, fid);
  if (!record) return {};
  return record->node;
}

std::vector<std::uint32_t> DrainageGraph::linesOf(Layer layer, Fid fid) const {
  if (patch_)
    if (const auto found = patch_->recordLines.find({layer, fid}); found != patch_->recordLines.end()) return found->second;
  const auto key = [&](std::uint32_t i) { return std::tuple(base_->lines[i].layer, base_->lines[i].fid); };
  const auto found = std::ranges::equal_range(base_->linesByRecord, std::tuple(layer, fid), {}, key);
  return {found.begin(), found.end()};
}

std::vector<EdgeId> DrainageGraph::edgesOf(Layer layer, Fid fid) const {
  std::vector<EdgeId> edges;
  for (const std::uint32_t i : linesOf(layer, fid))
    for (std::uint32_t e = 0; e < line(i).edgeCount; ++e) edges.push_back({line(i).firstEdge + e});
  return edges;
}

std::span<const GraphVertex> DrainageGraph::vertices(const Line& l) const noexcept {
  const bool old = l.firstPoint < base_->vertices.size();
  return std::span(old ? base_->vertices : patch_->vertices).subspan(l.firstPoint - (old ? 0 : base_->vertices.size()), l.pointCount);
}

std::span<const GraphVertex> DrainageGraph::vertices(const GraphChunk& c) const noexcept {
  const bool old = c.firstPoint < base_->vertices.size();
  return std::span(old ? base_->vertices : patch_->vertices).subspan(c.firstPoint - (old ? 0 : base_->vertices.size()), c.pointCount);
}

std::optional<EdgePlace> DrainageGraph::nearestEdge(const Point& position, double maxMetres) const {
  return nearestEdge(position, maxMetres, NodeId{std::numeric_limits<std::uint32_t>::max()});
}

std::optional<EdgePlace> DrainageGraph::nearestEdge(const Point& position, double maxMetres, NodeId except) const {
  if (!std::isfinite(position.x) || !std::isfinite(position.y)) return {};
  const DegreeLength scale = safeDegreeLength(position.y);
  const auto nearOn = [&](const GraphChunk& chunk) { return nearestOnChunk(vertices(chunk), position, scale); };
  const auto locate = [&](const GraphChunk& chunk, const NearPlace& near) {
    const ChunkPlace on = placeOnChunk(vertices(chunk), near);
    EdgePlace place{{}, on.at, on.distance, chunk.startAlong + on.along};
    const Line& l = line(chunk.line);
    // Pieces of a line are in order along it: the first that ends at or beyond the place holds it.
    std::uint32_t low = l.firstEdge;
    std::uint32_t high = l.firstEdge + l.edgeCount - 1;
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      const double end = std::max(edge({middle}).fromChainage, edge({middle}).toChainage);
      if (end < place.chainage) low = middle + 1;
      else high = middle;
    }
    place.edge = {low};
    return place;
  };
  const auto touches = [&](EdgeId id) { return edge(id).from == except || edge(id).to == except; };
  const auto hit = nearestChunk(position, scale, maxMetres, [&](const GraphChunk& chunk) {
    constexpr double never = std::numeric_limits<double>::infinity();
    const Line& l = line(chunk.line);
    if (l.edgeCount == 1 && touches({l.firstEdge})) return never;
    const NearPlace near = nearOn(chunk);
    if (l.edgeCount > 1 && near.distance() <= maxMetres && touches(locate(chunk, near).edge)) return never;
    return near.distance();
  });
  if (!hit) return {};
  return locate(hit->first, nearOn(hit->first));
}

std::vector<Point> DrainageGraph::linePoints(const Line& l) const {
  std::vector<Point> points;
  points.reserve(l.pointCount);
  for (const GraphVertex& v : vertices(l)) points.push_back({v.x, v.y});
  return points;
}

std::vector<Point> DrainageGraph::edgePoints(EdgeId id) const {
  const Edge& e = edge(id);
  if (e.isLink()) return {position(e.from), position(e.to)};
  const Line& l = line(e.line);
  std::vector<Point> points = linePoints(l);
  if (l.edgeCount > 1) {
    const double start = std::min(e.fromChainage, e.toChainage);
    const double end = std::max(e.fromChainage, e.toChainage);
    std::vector<Point> piece{pointAlong(points, start)};
    double along = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      if (along > start && along < end) piece.push_back(points[i]);
      along += distanceMetres(points[i], points[i + 1]);
    }
    piece.push_back(pointAlong(points, end));
    points = std::move(piece);
  }
  if (l.reversed) std::ranges::reverse(points);
  return points;
}

} // namespace suyuan::network
