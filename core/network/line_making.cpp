// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/line_making.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace suyuan::network {

namespace {

constexpr std::uint32_t segmentsPerChunk = 8;

} // namespace

bool isUsable(const Point& p) noexcept {
  return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) <= 360 && std::abs(p.y) <= 90;
}

NodeKind kindOf(Layer layer) noexcept {
  return layer == Layer::Outfalls ? NodeKind::Outfall : layer == Layer::Units ? NodeKind::Unit : NodeKind::Well;
}

int rankOf(NodeKind kind) noexcept {
  switch (kind) {
  case NodeKind::Outfall: return 3;
  case NodeKind::Unit: return 2;
  case NodeKind::Well: return 1;
  default: return 0;
  }
}

double levelOrNone(double level) noexcept { return isLevelKnown(level) ? level : std::numeric_limits<double>::quiet_NaN(); }

double levelAlong(const GraphLine& line, double along) noexcept {
  if (!isLevelKnown(line.inverts.first) || !isLevelKnown(line.inverts.last)) return std::numeric_limits<double>::quiet_NaN();
  return line.inverts.first + (line.inverts.last - line.inverts.first) * along / line.lengthMetres;
}

std::vector<GraphVertex> anchorsOf(std::span<const SnapPoint> positions, const Point& node, double toleranceMetres) {
  std::vector<GraphVertex> anchors;
  std::map<std::pair<std::int64_t, std::int64_t>, GraphVertex> cells;
  bool seen = false;
  for (const SnapPoint& p : positions) {
    if (p.x == node.x && p.y == node.y) {
      if (!std::exchange(seen, true)) anchors.push_back({p.x, p.y});
    } else if (positions.size() > crowdedNode) {
      const auto [least, fresh] = cells.try_emplace(gridCell(p, toleranceMetres / 4), GraphVertex{p.x, p.y});
      if (!fresh && std::tie(p.x, p.y) < std::tie(least->second.x, least->second.y)) least->second = {p.x, p.y};
    } else {
      anchors.push_back({p.x, p.y});
    }
  }
  for (const auto& [cell, at] : cells) anchors.push_back(at);
  return anchors;
}

std::uint32_t usableCount(const LineInput& input) noexcept { return static_cast<std::uint32_t>(std::ranges::count_if(input.points, isUsable)); }

std::uint32_t chunksOf(std::uint32_t vertices) noexcept { return vertices < 2 ? 0 : (vertices - 2) / segmentsPerChunk + 1; }

GraphLine writeLine(const LineInput& input, std::uint32_t index, std::uint32_t first, std::uint32_t count, GraphVertex* vertices, GraphChunk* chunks,
                    Box* boxes) noexcept {
  GraphVertex* next = vertices;
  for (const Point& p : input.points)
    if (isUsable(p)) *next++ = {p.x, p.y};
  GraphLine line{input.fid, input.layer, input.part, input.reversed, {input.invertUp, input.invertDown}, 0, first, count, 0, 0, 0,
                 static_cast<float>(input.size), static_cast<float>(input.speed)};
  for (std::uint32_t i = 0; i + 1 < count; i += segmentsPerChunk) {
    const std::uint32_t end = std::min(i + segmentsPerChunk, count - 1);
    *chunks++ = {index, first + i, end - i + 1, line.lengthMetres};
    Box box;
    for (std::uint32_t k = i; k <= end; ++k) {
      const GraphVertex& v = vertices[k];
      box.add(v.x, v.y);
      if (k < end) line.lengthMetres += distanceMetres({v.x, v.y}, {vertices[k + 1].x, vertices[k + 1].y});
    }
    *boxes++ = box;
  }
  return line;
}

std::optional<GraphLine> appendLine(const LineInput& input, std::uint32_t index, LineStore& store) {
  auto& [vertices, chunks, boxes, vertexBase] = store;
  const std::size_t firstVertex = vertices.size(), firstChunk = chunks.size();
  const std::uint32_t count = usableCount(input);
  vertices.resize(firstVertex + count);
  chunks.resize(firstChunk + chunksOf(count));
  boxes.resize(chunks.size());
  const GraphLine line = writeLine(input, index, static_cast<std::uint32_t>(vertexBase + firstVertex), count, vertices.data() + firstVertex,
                                   chunks.data() + firstChunk, boxes.data() + firstChunk);
  if (count >= 2 && line.lengthMetres > 0) return line;
  vertices.resize(firstVertex);
  chunks.resize(firstChunk);
  boxes.resize(firstChunk);
  return std::nullopt;
}

void sortSplits(std::vector<LineSplit>& splits) {
  std::ranges::sort(splits, {}, [](const LineSplit& s) { return std::tuple(s.line, s.node, s.distance, s.along); });
  const auto doubles = std::ranges::unique(splits, [](const LineSplit& a, const LineSplit& b) { return a.line == b.line && a.node == b.node; });
  splits.erase(doubles.begin(), doubles.end());
  std::ranges::sort(splits, {}, [](const LineSplit& s) { return std::tuple(s.line, s.along, s.node); });
}

void appendPieces(const GraphLine& line, std::uint32_t index, NodeId first, NodeId last, std::span<const LineSplit> splits, std::vector<Edge>& edges) {
  NodeId from = first;
  double start = 0;
  const auto piece = [&](NodeId to, double end) {
    Edge edge{from, to, line.layer, line.fid, line.part, end - start, start, end, index};
    if (line.reversed) {
      std::swap(edge.from, edge.to);
      std::swap(edge.fromChainage, edge.toChainage);
    }
    edges.push_back(edge);
    from = to;
    start = end;
  };
  for (const LineSplit& split : splits) piece(split.node, split.along);
  piece(last, line.lengthMetres);
}

} // namespace suyuan::network
