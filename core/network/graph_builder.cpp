// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graph_builder.h"

#include "core/network/line_making.h"
#include "core/network/work_shares.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace suyuan::network {

GraphBuilder::GraphBuilder(std::span<const LineInput> lines, std::span<const PointInput> points,
                           const BuildOptions& options, std::stop_token stop)
    : lineInputs_(lines), pointInputs_(points), stop_(std::move(stop)) {
  options_ = options;
}

Result<DrainageGraph> GraphBuilder::run() {
  // Channels with their points, then rivers; what joins the two comes last. Each step may be long on big networks.
  using Step = void (GraphBuilder::*)();
  takeLines();
  takePoints();
  {
    const std::jthread indexing = indexChunks(); // while ends are snapped, which needs no index
    snapFamily(Layer::Channels);
    if (!stopped()) snapFamily(Layer::Rivers);
  }
  if (!stopped()) splitLines();
  for (const Step step : {&GraphBuilder::placeRecords, &GraphBuilder::joinRivers, &GraphBuilder::makeEdges, &GraphBuilder::makeAdjacency, &GraphBuilder::makeLookups, &GraphBuilder::makeForests}) {
    if (stopped()) return failure(ErrorCode::Cancelled);
    (this->*step)();
  }
  if (stopped()) return failure(ErrorCode::Cancelled);
  DrainageGraph graph;
  graph.options_ = options_;
  graph.leftOut_ = leftOut_;
  graph.base_ = std::make_shared<const GraphBase>(std::move(data_));
  return graph;
}

void GraphBuilder::takeLines() {
  const std::size_t inputs = lineInputs_.size();
  std::vector<std::uint32_t> counts(inputs); // of vertices; 0: left out
  inShares(inputs, 5000, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      if (const std::uint32_t count = usableCount(lineInputs_[i]); count >= 2) counts[i] = count;
  });
  while (!writeLines(counts)) {} // again without those that turned out to be of no length
  leftOut_ += inputs - data_.lines.size();
  firstNode_.resize(data_.lines.size());
  lastNode_.resize(data_.lines.size());
}

bool GraphBuilder::writeLines(std::vector<std::uint32_t>& counts) {
  struct Start {
    std::uint32_t line, vertex, chunk;
  };
  std::vector<Start> starts(counts.size());
  Start next{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    starts[i] = next;
    if (counts[i] == 0) continue;
    ++next.line;
    next.vertex += counts[i];
    next.chunk += chunksOf(counts[i]);
  }
  data_.lines.resize(next.line);
  data_.vertices.resize(next.vertex);
  data_.chunks.resize(next.chunk);
  chunkBoxes_.resize(next.chunk);
  std::atomic<bool> fit = true;
  inShares(counts.size(), 2000, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if (counts[i] == 0) continue;
      const Start& at = starts[i];
      data_.lines[at.line] = writeLine(lineInputs_[i], at.line, at.vertex, counts[i], data_.vertices.data() + at.vertex, data_.chunks.data() + at.chunk,
                                       chunkBoxes_.data() + at.chunk);
      if (!(data_.lines[at.line].lengthMetres > 0)) counts[i] = 0, fit = false;
    }
  });
  return fit;
}

std::jthread GraphBuilder::indexChunks() {
  const auto index = [this] { data_.chunkIndex = BoxIndex{chunkBoxes_}; };
  if (chunkBoxes_.size() >= 5000) return std::jthread{index};
  index();
  return {};
}

void GraphBuilder::takePoints() {
  points_.reserve(pointInputs_.size());
  for (const PointInput& p : pointInputs_) {
    if (isUsable(p.at)) points_.push_back(p);
    else ++leftOut_;
  }
  pointNodes_.resize(points_.size());
}

NodeId GraphBuilder::addNode(const Point& at, NodeKind kind) {
  data_.positions.push_back({at.x, at.y});
  data_.kinds.push_back(kind);
  return {static_cast<std::uint32_t>(data_.kinds.size() - 1)};
}

void GraphBuilder::snapFamily(Layer family) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  const bool channels = family == Layer::Channels;
  std::vector<SnapPoint> positions;
  positions.reserve(data_.lines.size() * 2 + points_.size());
  for (const auto& line : data_.lines) {
    if (line.layer != family) continue;
    const auto& a = data_.vertices[line.firstPoint];
    const auto& b = data_.vertices[line.firstPoint + line.pointCount - 1];
    positions.push_back({a.x, a.y, levelOrNone(line.inverts.first)});
    positions.push_back({b.x, b.y, levelOrNone(line.inverts.last)});
  }
  if (channels)
    for (const PointInput& p : points_) positions.push_back({p.at.x, p.at.y, unknown, true});

  const std::vector<std::uint32_t> groups = groupPositions(positions, {options_.toleranceMetres, options_.levelMetres});
  const auto base = static_cast<std::uint32_t>(data_.kinds.size());
  if (!channels) riverNodes_ = base;
  std::vector<NodeSpan> spans;
  // A node lies at the first of its positions from the west, so that the order of the input does not matter.
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const SnapPoint& p = positions[i];
    if (groups[i] == spans.size()) {
      addNode({p.x, p.y}, channels ? NodeKind::Junction : NodeKind::RiverNode);
      spans.emplace_back();
    }
    GraphVertex& at = data_.positions[base + groups[i]];
    if (std::tie(p.x, p.y) < std::tie(at.x, at.y)) at = {p.x, p.y};
    spans[groups[i]].add(p);
  }
  takeAnchors(positions, groups, spans, base);
  std::size_t next = 0;
  for (std::size_t i = 0; i < data_.lines.size(); ++i) {
    if (data_.lines[i].layer != family) continue;
    firstNode_[i] = {base + groups[next++]};
    lastNode_[i] = {base + groups[next++]};
  }
  if (channels)
    for (NodeId& node : pointNodes_) node = {base + groups[next++]};
}

void GraphBuilder::takeAnchors(std::span<const SnapPoint> positions, std::span<const std::uint32_t> groups, std::span<const NodeSpan> spans,
                               std::uint32_t base) {
  std::vector<bool> seen(spans.size());
  std::map<std::tuple<std::uint32_t, std::int64_t, std::int64_t>, Point> cells; // of crowded nodes: the first from the west
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const SnapPoint& p = positions[i];
    const NodeSpan& span = spans[groups[i]];
    const GraphVertex& at = data_.positions[base + groups[i]];
    if (p.x == at.x && p.y == at.y) {
      if (seen[groups[i]]) continue;
      seen[groups[i]] = true;
    } else if (span.count > crowdedNode) {
      const auto [row, column] = gridCell(p, options_.toleranceMetres / 4);
      const auto [least, fresh] = cells.try_emplace({groups[i], row, column}, Point{p.x, p.y});
      if (!fresh && std::tie(p.x, p.y) < std::tie(least->second.x, least->second.y)) least->second = {p.x, p.y};
      continue;
    }
    anchors_.push_back({{p.x, p.y}, span.low, span.high, base + groups[i]});
  }
  for (const auto& [cell, at] : cells) {
    const NodeSpan& span = spans[std::get<0>(cell)];
    anchors_.push_back({at, span.low, span.high, base + std::get<0>(cell)});
  }
}

void GraphBuilder::splitLines() {
  std::vector<Box> boxes(anchors_.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i].add(anchors_[i].at.x, anchors_[i].at.y);
  const std::vector<std::uint32_t> order = hilbertOrder(boxes); // one after the other they find the index where they left it
  std::vector<std::vector<LineSplit>> found(shareCount());
  inShares(order.size(), 2000, [&](std::size_t share, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      if ((i & 0xFFF) == 0 && stopped()) return;
      splitAt(anchors_[order[i]], found[share]);
    }
  });
  for (const auto& part : found) splits_.insert(splits_.end(), part.begin(), part.end());
  anchors_ = {};
}

void GraphBuilder::splitAt(const Anchor& anchor, std::vector<LineSplit>& found) const {
  const double tolerance = options_.toleranceMetres;
  const Layer family = anchor.node < riverNodes_ ? Layer::Channels : Layer::Rivers;
  const DegreeLength scale = safeDegreeLength(anchor.at.y);
  data_.chunkIndex.query(boxAround(anchor.at, tolerance), [&](std::uint32_t c) {
    const auto& chunk = data_.chunks[c];
    const auto& line = data_.lines[chunk.line];
    if (line.layer != family || firstNode_[chunk.line].value == anchor.node || lastNode_[chunk.line].value == anchor.node) return;
    const auto vertices = verticesOf(data_.vertices, chunk);
    const NearPlace near = nearestOnChunk(vertices, anchor.at, scale);
    if (near.distance() > tolerance) return;
    const ChunkPlace place = placeOnChunk(vertices, near);
    const double along = chunk.startAlong + place.along;
    if (place.distance <= tolerance && along > 0 && along < line.lengthMetres &&
        levelsMeet(anchor.low, anchor.high, levelAlong(line, along), options_.levelMetres))
      found.push_back({chunk.line, along, {anchor.node}, place.distance});
  });
}

void GraphBuilder::placeRecords() {
  // Two passes make the CSR: count, then fill.
  auto& start = data_.recordStart;
  start.assign(data_.kinds.size() + 1, 0);
  for (const NodeId node : pointNodes_) ++start[node.value + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  data_.records.resize(points_.size());
  std::vector<std::uint32_t> fill(start.begin(), start.end() - 1);
  const auto before = [](const PointInput& a, const PointInput& b) { return std::tie(a.layer, a.fid) < std::tie(b.layer, b.fid); };
  std::vector<const PointInput*> best(data_.kinds.size());
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const std::uint32_t node = pointNodes_[i].value;
    data_.records[fill[node]++] = {points_[i].layer, points_[i].fid};
    const PointInput*& top = best[node];
    const int mine = rankOf(kindOf(points_[i].layer)), tops = top ? rankOf(kindOf(top->layer)) : 0;
    if (mine > tops || (mine == tops && before(points_[i], *top))) top = &points_[i];
  }
  for (std::size_t n = 0; n < best.size(); ++n) {
    if (!best[n]) continue;
    data_.kinds[n] = kindOf(best[n]->layer);
    data_.positions[n] = {best[n]->at.x, best[n]->at.y};
    std::sort(data_.records.begin() + start[n], data_.records.begin() + start[n + 1]);
  }
}

void GraphBuilder::joinRivers() {
  if (std::ranges::none_of(data_.lines, [](const GraphLine& line) { return line.layer == Layer::Rivers; })) return;
  const std::size_t nodes = data_.kinds.size();
  std::vector<bool> arrives(nodes), leaves(nodes);
  for (std::size_t i = 0; i < data_.lines.size(); ++i) {
    const auto& line = data_.lines[i];
    if (line.layer != Layer::Channels) continue;
    const NodeId from = line.reversed ? lastNode_[i] : firstNode_[i];
    const NodeId to = line.reversed ? firstNode_[i] : lastNode_[i];
    leaves[from.value] = true;
    arrives[to.value] = true;
  }
  for (const LineSplit& split : splits_) leaves[split.node.value] = true;
  for (std::uint32_t n = 0; n < nodes; ++n) {
    if ((n & 0xFFF) == 0 && stopped()) return;
    if (data_.kinds[n] == NodeKind::Outfall) {
      for (std::uint32_t r = data_.recordStart[n]; r < data_.recordStart[n + 1]; ++r)
        if (const NodeRecord& record = data_.records[r]; record.layer == Layer::Outfalls) {
          joinRiver({n}, record.fid, options_.riverToleranceMetres);
          break;
        }
    } else if (data_.kinds[n] != NodeKind::RiverNode && arrives[n] && !leaves[n]) {
      joinRiver({n}, {}, options_.toleranceMetres); // a ditch that runs into the river, no outfall recorded
    }
  }
}

/// The index of rivers alone, made when it is first asked for: where nothing runs into a river it never is.
const BoxIndex& GraphBuilder::rivers() {
  if (!riverChunks_.empty()) return riverIndex_;
  std::vector<Box> boxes;
  for (std::uint32_t c = 0; c < data_.chunks.size(); ++c) {
    if (data_.lines[data_.chunks[c].line].layer != Layer::Rivers) continue;
    riverChunks_.push_back(c);
    boxes.push_back(chunkBoxes_[c]);
  }
  return riverIndex_ = BoxIndex{boxes};
}

void GraphBuilder::joinRiver(NodeId node, Fid fid, double maxMetres) {
  const BoxIndex& index = rivers();
  const Point at{data_.positions[node.value].x, data_.positions[node.value].y};
  const DegreeLength scale = safeDegreeLength(at.y);
  const auto placeOn = [&](std::uint32_t river) {
    const GraphChunk& chunk = data_.chunks[riverChunks_[river]];
    return RiverPlace{chunk, placeOnChunk(verticesOf(data_.vertices, chunk), at, scale)};
  };
  const auto hit = index.nearest(at, scale, maxMetres, [&](std::uint32_t r) {
    return nearestOnChunk(verticesOf(data_.vertices, data_.chunks[riverChunks_[r]]), at, scale).distance();
  });
  if (!hit) return;
  RiverPlace river = placeOn(hit->item);
  index.query(boxAround(at, hit->metres + 1e-3), [&](std::uint32_t r) {
    const RiverPlace other = placeOn(r);
    if (other.place.distance <= hit->metres + sameDistance && isPreferred(other, data_.lines[other.chunk.line], river, data_.lines[river.chunk.line])) river = other;
  });
  const std::uint32_t line = river.chunk.line;
  const double along = river.along();
  const double length = data_.lines[line].lengthMetres;
  const double tolerance = std::min(options_.toleranceMetres, length / 2);
  NodeId to;
  if (along <= tolerance) to = firstNode_[line];
  else if (along >= length - tolerance) to = lastNode_[line];
  else {
    to = addNode(river.place.at, NodeKind::RiverNode);
    data_.recordStart.push_back(data_.recordStart.back());
    splits_.push_back({line, along, to, 0});
  }
  links_.push_back({node, to, fid, river.place.distance});
}

void GraphBuilder::makeEdges() {
  sortSplits(splits_);
  auto& edges = data_.edges;
  edges.reserve(data_.lines.size() + splits_.size() + links_.size());
  std::size_t s = 0;
  for (std::uint32_t i = 0; i < data_.lines.size(); ++i) {
    auto& line = data_.lines[i];
    line.firstEdge = static_cast<std::uint32_t>(edges.size());
    const std::size_t first = s;
    while (s < splits_.size() && splits_[s].line == i) ++s;
    appendPieces(line, i, firstNode_[i], lastNode_[i], std::span(splits_).subspan(first, s - first), edges);
    line.edgeCount = static_cast<std::uint32_t>(edges.size()) - line.firstEdge;
  }
  for (const Link& link : links_)
    edges.push_back({link.from, link.to, Layer::Outfalls, link.fid, 0, link.lengthMetres, 0, link.lengthMetres,
                     Edge::noLine});
}

void GraphBuilder::makeAdjacency() {
  const auto fill = [&](auto end, std::vector<std::uint32_t>& start, std::vector<EdgeId>& list) {
    start.assign(data_.kinds.size() + 1, 0);
    for (const Edge& edge : data_.edges) ++start[(edge.*end).value + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    list.resize(data_.edges.size());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (std::uint32_t e = 0; e < data_.edges.size(); ++e) list[next[(data_.edges[e].*end).value]++] = {e};
  };
  fill(&Edge::from, data_.downStart, data_.downEdges);
  fill(&Edge::to, data_.upStart, data_.upEdges);
}

void GraphBuilder::makeLookups() {
  data_.recordNodes.reserve(points_.size());
  for (std::size_t i = 0; i < points_.size(); ++i)
    data_.recordNodes.push_back({points_[i].layer, points_[i].fid, pointNodes_[i], {points_[i].at.x, points_[i].at.y}});
  std::ranges::sort(data_.recordNodes, {}, [](const auto& r) { return std::tuple(r.layer, r.fid, r.node); });
  std::vector<Box> boxes(data_.recordNodes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) boxes[i].add(data_.recordNodes[i].at.x, data_.recordNodes[i].at.y);
  data_.recordIndex = BoxIndex{boxes};
  data_.linesByRecord.resize(data_.lines.size());
  std::iota(data_.linesByRecord.begin(), data_.linesByRecord.end(), 0U);
  std::ranges::sort(data_.linesByRecord, {}, [&](std::uint32_t i) {
    const auto& line = data_.lines[i];
    return std::tuple(line.layer, line.fid, line.part, i);
  });
  for (std::size_t i = 0; i < data_.linesByRecord.size(); ++i) {
    auto& line = data_.lines[data_.linesByRecord[i]];
    if (i == 0) continue;
    const auto& before = data_.lines[data_.linesByRecord[i - 1]];
    line.record = before.record + (before.layer == line.layer && before.fid == line.fid ? 0 : 1);
  }
}

void GraphBuilder::makeForests() {
  inShares(2, data_.edges.size() < 5000 ? 3 : 0, [&](std::size_t, std::size_t from, std::size_t to) {
    for (; from < to; ++from) (from == 0 ? data_.upward : data_.downward) = FlowForest::of(data_, from == 0);
  });
}

} // namespace suyuan::network
