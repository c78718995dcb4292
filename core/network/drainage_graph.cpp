// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/drainage_graph.h"

#include "core/network/chunk_place.h"
#include "core/network/graph_builder.h"
#include "core/network/snap.h"

#include <algorithm>
#include <tuple>

namespace suyuan::network {

Result<DrainageGraph> DrainageGraph::build(std::span<const LineInput> lines, std::span<const PointInput> points,
                                           const BuildOptions& options, std::stop_token stop) {
  return GraphBuilder{lines, points, options, std::move(stop)}.run();
}

std::span<const NodeRecord> DrainageGraph::recordsAt(NodeId node) const noexcept {
  const std::uint32_t first = recordStart_[node.value];
  return std::span(records_).subspan(first, recordStart_[node.value + 1] - first);
}

Fid DrainageGraph::fidOf(NodeId node) const noexcept {
  const NodeKind kind = kinds_[node.value];
  for (const NodeRecord& r : recordsAt(node)) {
    if ((kind == NodeKind::Outfall && r.layer == Layer::Outfalls) || (kind == NodeKind::Unit && r.layer == Layer::Units) ||
        (kind == NodeKind::Well && r.layer == Layer::Wells))
      return r.fid;
  }
  return {};
}

std::span<const EdgeId> DrainageGraph::downFrom(NodeId node) const noexcept {
  const std::uint32_t first = downStart_[node.value];
  return std::span(downEdges_).subspan(first, downStart_[node.value + 1] - first);
}

std::span<const EdgeId> DrainageGraph::upFrom(NodeId node) const noexcept {
  const std::uint32_t first = upStart_[node.value];
  return std::span(upEdges_).subspan(first, upStart_[node.value + 1] - first);
}

std::optional<NodeId> DrainageGraph::nodeAt(Layer layer, Fid fid) const noexcept {
  const auto key = [](const RecordNode& r) { return std::tuple(r.layer, r.fid); };
  const auto found = std::ranges::lower_bound(recordNodes_, std::tuple(layer, fid), {}, key);
  if (found == recordNodes_.end() || found->layer != layer || found->fid != fid) return {};
  return found->node;
}

std::vector<EdgeId> DrainageGraph::edgesOf(Layer layer, Fid fid) const {
  const auto key = [&](std::uint32_t i) { return std::tuple(lines_[i].layer, lines_[i].fid); };
  std::vector<EdgeId> edges;
  for (const std::uint32_t i : std::ranges::equal_range(linesByRecord_, std::tuple(layer, fid), {}, key))
    for (std::uint32_t e = 0; e < lines_[i].edgeCount; ++e) edges.push_back({lines_[i].firstEdge + e});
  return edges;
}

std::optional<EdgePlace> DrainageGraph::nearestEdge(const Point& position, double maxMetres) const {
  return nearestEdge(position, maxMetres, NodeId{std::numeric_limits<std::uint32_t>::max()});
}

std::optional<EdgePlace> DrainageGraph::nearestEdge(const Point& position, double maxMetres, NodeId except) const {
  if (!std::isfinite(position.x) || !std::isfinite(position.y)) return {};
  const DegreeLength scale = safeDegreeLength(position.y);
  const auto locate = [&](std::uint32_t c) {
    const Chunk& chunk = chunks_[c];
    const ChunkPlace on = placeOnChunk(verticesOf(vertices_, chunk), position, scale);
    EdgePlace place{{}, on.at, on.distance, chunk.startAlong + on.along};
    const Line& line = lines_[chunk.line];
    // Pieces of a line are in order along it: the first that ends at or beyond the place holds it.
    std::uint32_t low = line.firstEdge;
    std::uint32_t high = line.firstEdge + line.edgeCount - 1;
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      const double end = std::max(edges_[middle].fromChainage, edges_[middle].toChainage);
      if (end < place.chainage) low = middle + 1;
      else high = middle;
    }
    place.edge = {low};
    return place;
  };
  const auto hit = chunkIndex_.nearest(position, scale, maxMetres, [&](std::uint32_t c) {
    const EdgePlace place = locate(c);
    const Edge& e = edges_[place.edge.value];
    return e.from == except || e.to == except ? std::numeric_limits<double>::infinity() : place.distance;
  });
  if (!hit) return {};
  return locate(hit->item);
}

std::vector<Point> DrainageGraph::linePoints(const Line& line) const {
  std::vector<Point> points;
  points.reserve(line.pointCount);
  for (const Position& v : verticesOf(vertices_, line)) points.push_back({v.x, v.y});
  return points;
}

std::vector<Point> DrainageGraph::edgePoints(EdgeId id) const {
  const Edge& edge = edges_[id.value];
  if (edge.isLink()) return {position(edge.from), position(edge.to)};
  const Line& line = lines_[edge.line];
  std::vector<Point> points = linePoints(line);
  if (line.edgeCount > 1) {
    const double start = std::min(edge.fromChainage, edge.toChainage);
    const double end = std::max(edge.fromChainage, edge.toChainage);
    std::vector<Point> piece{pointAlong(points, start)};
    double along = 0;
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
      if (along > start && along < end) piece.push_back(points[i]);
      along += distanceMetres(points[i], points[i + 1]);
    }
    piece.push_back(pointAlong(points, end));
    points = std::move(piece);
  }
  if (line.reversed) std::ranges::reverse(points);
  return points;
}

} // namespace suyuan::network
