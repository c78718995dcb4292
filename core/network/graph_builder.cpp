// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graph_builder.h"

#include "core/network/chunk_place.h"
#include "core/network/snap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

namespace suyuan::network {

namespace {

constexpr std::uint32_t segmentsPerChunk = 8;

bool isUsable(const Point& p) noexcept {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) <= 360 && std::abs(p.y) <= 90;
}

int rank(NodeKind kind) noexcept {
  switch (kind) {
  case NodeKind::Outfall: return 3;
  case NodeKind::Unit: return 2;
  case NodeKind::Well: return 1;
  default: return 0;
  }
}

NodeKind kindOf(Layer layer) noexcept {
  return layer == Layer::Outfalls ? NodeKind::Outfall : layer == Layer::Units ? NodeKind::Unit : NodeKind::Well;
}

/// Level of a line's invert between its ends; NaN when one of them is not known.
double levelAlong(const DrainageGraph::Line& line, double along) noexcept {
  if (!isLevelKnown(line.inverts.first) || !isLevelKnown(line.inverts.last)) return std::numeric_limits<double>::quiet_NaN();
  return line.inverts.first + (line.inverts.last - line.inverts.first) * along / line.lengthMetres;
}

} // namespace

GraphBuilder::GraphBuilder(std::span<const LineInput> lines, std::span<const PointInput> points,
                           const BuildOptions& options, std::stop_token stop)
    : lineInputs_(lines), pointInputs_(points), stop_(std::move(stop)) {
  graph_.options_ = options;
}

Result<DrainageGraph> GraphBuilder::run() {
  // Channels with their points, then rivers; what joins the two comes last. Each step may be long on big networks.
  using Step = void (GraphBuilder::*)();
  const auto channels = [](GraphBuilder& b) { b.snapFamily(Layer::Channels), b.splitLines(Layer::Channels); };
  const auto rivers = [](GraphBuilder& b) { b.snapFamily(Layer::Rivers), b.splitLines(Layer::Rivers); };
  takeLines();
  takePoints();
  channels(*this);
  if (!stopped()) rivers(*this);
  for (const Step step : {&GraphBuilder::placeRecords, &GraphBuilder::joinRivers, &GraphBuilder::sortSplits,
                          &GraphBuilder::makeEdges, &GraphBuilder::makeAdjacency, &GraphBuilder::makeLookups}) {
    if (stopped()) return failure(ErrorCode::Cancelled);
    (this->*step)();
  }
  if (stopped()) return failure(ErrorCode::Cancelled);
  return std::move(graph_);
}

void GraphBuilder::takeLines() {
  std::size_t vertexCount = 0;
  for (const LineInput& in : lineInputs_) vertexCount += in.points.size();
  graph_.vertices_.reserve(vertexCount);
  graph_.lines_.reserve(lineInputs_.size());
  std::vector<Box> boxes, riverBoxes;
  boxes.reserve(lineInputs_.size());
  for (const LineInput& in : lineInputs_) {
    auto& vertices = graph_.vertices_;
    const auto first = static_cast<std::uint32_t>(vertices.size());
    for (const Point& p : in.points)
      if (isUsable(p)) vertices.push_back({p.x, p.y});
    const auto count = static_cast<std::uint32_t>(vertices.size()) - first;
    DrainageGraph::Line line{in.fid, in.layer, in.part, in.reversed, {in.invertUp, in.invertDown}, 0, first, count, 0, 0, 0};
    const std::size_t chunkCount = graph_.chunks_.size();
    const auto lineIndex = static_cast<std::uint32_t>(graph_.lines_.size());
    for (std::uint32_t i = 0; i + 1 < count; i += segmentsPerChunk) {
      const std::uint32_t end = std::min(i + segmentsPerChunk, count - 1);
      graph_.chunks_.push_back({lineIndex, first + i, end - i + 1, line.lengthMetres});
      Box box;
      for (std::uint32_t k = i; k <= end; ++k) {
        const auto& v = vertices[first + k];
        box.add(v.x, v.y);
        if (k < end) {
          const auto& w = vertices[first + k + 1];
          line.lengthMetres += distanceMetres({v.x, v.y}, {w.x, w.y});
        }
      }
      boxes.push_back(box);
    }
    if (count < 2 || line.lengthMetres <= 0) { // nothing to walk along
      vertices.resize(first);
      graph_.chunks_.resize(chunkCount);
      boxes.resize(chunkCount);
      ++graph_.leftOut_;
      continue;
    }
    if (line.layer == Layer::Rivers) {
      for (std::size_t c = chunkCount; c < graph_.chunks_.size(); ++c) {
        riverChunks_.push_back(static_cast<std::uint32_t>(c));
        riverBoxes.push_back(boxes[c]);
      }
    }
    graph_.lines_.push_back(line);
  }
  graph_.chunkIndex_ = BoxIndex{boxes};
  riverIndex_ = BoxIndex{riverBoxes};
  firstNode_.resize(graph_.lines_.size());
  lastNode_.resize(graph_.lines_.size());
}

void GraphBuilder::takePoints() {
  points_.reserve(pointInputs_.size());
  for (const PointInput& p : pointInputs_) {
    if (isUsable(p.at)) points_.push_back(p);
    else ++graph_.leftOut_;
  }
  pointNodes_.resize(points_.size());
}

NodeId GraphBuilder::addNode(const Point& at, NodeKind kind) {
  graph_.positions_.push_back({at.x, at.y});
  graph_.kinds_.push_back(kind);
  return {static_cast<std::uint32_t>(graph_.kinds_.size() - 1)};
}

void GraphBuilder::snapFamily(Layer family) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const bool channels = family == Layer::Channels;
  std::vector<SnapPoint> positions;
  positions.reserve(graph_.lines_.size() * 2 + points_.size());
  for (const auto& line : graph_.lines_) {
    if (line.layer != family) continue;
    const auto& a = graph_.vertices_[line.firstPoint];
    const auto& b = graph_.vertices_[line.firstPoint + line.pointCount - 1];
    positions.push_back({a.x, a.y, isLevelKnown(line.inverts.first) ? line.inverts.first : unknown});
    positions.push_back({b.x, b.y, isLevelKnown(line.inverts.last) ? line.inverts.last : unknown});
  }
  if (channels)
    for (const PointInput& p : points_) positions.push_back({p.at.x, p.at.y, unknown, true});

  const std::vector<std::uint32_t> groups = groupPositions(positions, {graph_.options_.toleranceMetres, graph_.options_.levelMetres});
  const auto base = static_cast<std::uint32_t>(graph_.kinds_.size());
  std::vector<NodeSpan> spans;
  // A node lies at the first of its positions from the west, so that the order of the input does not matter.
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const SnapPoint& p = positions[i];
    if (groups[i] == spans.size()) {
      addNode({p.x, p.y}, channels ? NodeKind::Junction : NodeKind::RiverNode);
      spans.emplace_back();
    }
    Point& at = graph_.positions_[base + groups[i]];
    if (std::tie(p.x, p.y) < std::tie(at.x, at.y)) at = {p.x, p.y};
    spans[groups[i]].add(p);
  }
  takeAnchors(positions, groups, spans, base);
  std::size_t next = 0;
  for (std::size_t i = 0; i < graph_.lines_.size(); ++i) {
    if (graph_.lines_[i].layer != family) continue;
    firstNode_[i] = {base + groups[next++]};
    lastNode_[i] = {base + groups[next++]};
  }
  if (channels)
    for (NodeId& node : pointNodes_) node = {base + groups[next++]};
}

void GraphBuilder::takeAnchors(std::span<const SnapPoint> positions, std::span<const std::uint32_t> groups, std::span<const NodeSpan> spans,
                               std::uint32_t base) {
  constexpr std::uint32_t crowd = 64; // of a crowded node, one position in each quarter of a tolerance will do
  anchors_.clear();
  std::vector<bool> seen(spans.size());
  std::set<std::tuple<std::uint32_t, std::int64_t, std::int64_t>> cells;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const SnapPoint& p = positions[i];
    const NodeSpan& span = spans[groups[i]];
    const Point& at = graph_.positions_[base + groups[i]];
    if (p.x == at.x && p.y == at.y) {
      if (seen[groups[i]]) continue;
      seen[groups[i]] = true;
    } else if (span.count > crowd) {
      const auto cell = gridCell(p, graph_.options_.toleranceMetres / 4);
      if (!cells.emplace(groups[i], cell.first, cell.second).second) continue;
    }
    anchors_.push_back({{p.x, p.y}, span.low, span.high, base + groups[i]});
  }
}

void GraphBuilder::splitLines(Layer family) {
  const double tolerance = graph_.options_.toleranceMetres;
  std::uint32_t seen = 0;
  for (const Anchor& anchor : anchors_) {
    if ((++seen & 0xFFF) == 0 && stopped()) return;
    const DegreeLength scale = safeDegreeLength(anchor.at.y);
    graph_.chunkIndex_.query(boxAround(anchor.at, tolerance), [&](std::uint32_t c) {
      const auto& chunk = graph_.chunks_[c];
      const auto& line = graph_.lines_[chunk.line];
      if (line.layer != family || firstNode_[chunk.line].value == anchor.node ||
          lastNode_[chunk.line].value == anchor.node)
        return;
      const ChunkPlace place = placeOnChunk(verticesOf(graph_.vertices_, chunk), anchor.at, scale);
      const double along = chunk.startAlong + place.along;
      if (place.distance <= tolerance && along > 0 && along < line.lengthMetres &&
          levelsMeet(anchor.low, anchor.high, levelAlong(line, along), graph_.options_.levelMetres))
        splits_.push_back({chunk.line, along, {anchor.node}, place.distance});
    });
  }
}

void GraphBuilder::placeRecords() {
  // Two passes make the CSR: count, then fill. The best rank gives the node its kind and its position.
  auto& start = graph_.recordStart_;
  start.assign(graph_.kinds_.size() + 1, 0);
  for (const NodeId node : pointNodes_) ++start[node.value + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  graph_.records_.resize(points_.size());
  std::vector<std::uint32_t> fill(start.begin(), start.end() - 1);
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const NodeId node = pointNodes_[i];
    graph_.records_[fill[node.value]++] = {points_[i].layer, points_[i].fid};
    const NodeKind kind = kindOf(points_[i].layer);
    if (rank(kind) > rank(graph_.kinds_[node.value])) {
      graph_.kinds_[node.value] = kind;
      graph_.positions_[node.value] = {points_[i].at.x, points_[i].at.y};
    }
  }
}

void GraphBuilder::joinRivers() {
  if (riverChunks_.empty()) return;
  const std::size_t nodes = graph_.kinds_.size();
  std::vector<bool> arrives(nodes), leaves(nodes);
  for (std::size_t i = 0; i < graph_.lines_.size(); ++i) {
    const auto& line = graph_.lines_[i];
    if (line.layer != Layer::Channels) continue;
    const NodeId from = line.reversed ? lastNode_[i] : firstNode_[i];
    const NodeId to = line.reversed ? firstNode_[i] : lastNode_[i];
    leaves[from.value] = true;
    arrives[to.value] = true;
  }
  for (const Split& split : splits_) leaves[split.node.value] = true;
  for (std::uint32_t n = 0; n < nodes; ++n) {
    if ((n & 0xFFF) == 0 && stopped()) return;
    if (graph_.kinds_[n] == NodeKind::Outfall) {
      for (const NodeRecord& record : graph_.recordsAt({n}))
        if (record.layer == Layer::Outfalls) {
          joinRiver({n}, record.fid, graph_.options_.riverToleranceMetres);
          break;
        }
    } else if (graph_.kinds_[n] != NodeKind::RiverNode && arrives[n] && !leaves[n]) {
      joinRiver({n}, {}, graph_.options_.toleranceMetres); // a ditch that runs into the river, no outfall recorded
    }
  }
}

void GraphBuilder::joinRiver(NodeId node, Fid fid, double maxMetres) {
  const Point at = graph_.positions_[node.value];
  const DegreeLength scale = safeDegreeLength(at.y);
  const auto placeOn = [&](std::uint32_t river) {
    return placeOnChunk(verticesOf(graph_.vertices_, graph_.chunks_[riverChunks_[river]]), at, scale);
  };
  const auto hit = riverIndex_.nearest(at, scale, maxMetres, [&](std::uint32_t r) { return placeOn(r).distance; });
  if (!hit) return;
  const ChunkPlace place = placeOn(hit->item);
  const auto& chunk = graph_.chunks_[riverChunks_[hit->item]];
  const double along = chunk.startAlong + place.along;
  const double length = graph_.lines_[chunk.line].lengthMetres;
  const double tolerance = std::min(graph_.options_.toleranceMetres, length / 2);
  NodeId to;
  if (along <= tolerance) to = firstNode_[chunk.line];
  else if (along >= length - tolerance) to = lastNode_[chunk.line];
  else {
    to = addNode(place.at, NodeKind::RiverNode);
    graph_.recordStart_.push_back(graph_.recordStart_.back());
    splits_.push_back({chunk.line, along, to, 0});
  }
  links_.push_back({node, to, fid, hit->metres});
}

void GraphBuilder::sortSplits() {
  // One split for a node and line (the nearest place), then along each line.
  std::ranges::sort(splits_, {}, [](const Split& s) { return std::tuple(s.line, s.node, s.distance); });
  const auto doubles = std::ranges::unique(
      splits_, [](const Split& a, const Split& b) { return a.line == b.line && a.node == b.node; });
  splits_.erase(doubles.begin(), doubles.end());
  std::ranges::sort(splits_, {}, [](const Split& s) { return std::tuple(s.line, s.along, s.node); });
}

void GraphBuilder::makeEdges() {
  auto& edges = graph_.edges_;
  edges.reserve(graph_.lines_.size() + splits_.size() + links_.size());
  std::size_t s = 0;
  for (std::uint32_t i = 0; i < graph_.lines_.size(); ++i) {
    auto& line = graph_.lines_[i];
    line.firstEdge = static_cast<std::uint32_t>(edges.size());
    NodeId from = firstNode_[i];
    double start = 0;
    const auto piece = [&](NodeId to, double end) {
      Edge edge{from, to, line.layer, line.fid, line.part, end - start, start, end, i};
      if (line.reversed) {
        std::swap(edge.from, edge.to);
        std::swap(edge.fromChainage, edge.toChainage);
      }
      edges.push_back(edge);
      from = to;
      start = end;
    };
    for (; s < splits_.size() && splits_[s].line == i; ++s) piece(splits_[s].node, splits_[s].along);
    piece(lastNode_[i], line.lengthMetres);
    line.edgeCount = static_cast<std::uint32_t>(edges.size()) - line.firstEdge;
  }
  for (const Link& link : links_)
    edges.push_back({link.from, link.to, Layer::Outfalls, link.fid, 0, link.lengthMetres, 0, link.lengthMetres,
                     Edge::noLine});
}

void GraphBuilder::makeAdjacency() {
  const auto fill = [&](auto end, std::vector<std::uint32_t>& start, std::vector<EdgeId>& list) {
    start.assign(graph_.kinds_.size() + 1, 0);
    for (const Edge& edge : graph_.edges_) ++start[(edge.*end).value + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    list.resize(graph_.edges_.size());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::uint32_t e = 0; e < graph_.edges_.size(); ++e) list[next[(graph_.edges_[e].*end).value]++] = {e};
  };
  fill(&Edge::from, graph_.downStart_, graph_.downEdges_);
  fill(&Edge::to, graph_.upStart_, graph_.upEdges_);
}

void GraphBuilder::makeLookups() {
  graph_.recordNodes_.reserve(points_.size());
  for (std::size_t i = 0; i < points_.size(); ++i)
    graph_.recordNodes_.push_back({points_[i].layer, points_[i].fid, pointNodes_[i]});
  std::ranges::sort(graph_.recordNodes_, {}, [](const auto& r) { return std::tuple(r.layer, r.fid, r.node); });
  graph_.linesByRecord_.resize(graph_.lines_.size());
  std::iota(graph_.linesByRecord_.begin(), graph_.linesByRecord_.end(), 0U);
  std::ranges::sort(graph_.linesByRecord_, {}, [&](std::uint32_t i) {
    const auto& line = graph_.lines_[i];
    return std::tuple(line.layer, line.fid, line.part, i);
  });
  for (std::size_t i = 0; i < graph_.linesByRecord_.size(); ++i) {
    auto& line = graph_.lines_[graph_.linesByRecord_[i]];
    if (i == 0) continue;
    const auto& before = graph_.lines_[graph_.linesByRecord_[i - 1]];
    line.record = before.record + (before.layer == line.layer && before.fid == line.fid ? 0 : 1);
  }
}

} // namespace suyuan::network
