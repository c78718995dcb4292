// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/chunk_place.h"
#include "core/network/drainage_graph.h"
#include "core/network/snap.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

/// What a build and an edit do alike, so that both come to the same network.
namespace suyuan::network {

[[nodiscard]] bool isUsable(const Point& p) noexcept;
[[nodiscard]] NodeKind kindOf(Layer layer) noexcept; ///< of a node where such a record stands
/// Records are put in order by layer and fid; the best gives the node its kind, and lies where the node lies.
[[nodiscard]] int rankOf(NodeKind kind) noexcept;
/// A known level, or NaN.
[[nodiscard]] double levelOrNone(double level) noexcept;
/// Level of a line's invert between its ends; NaN when one of them is not known.
[[nodiscard]] double levelAlong(const GraphLine& line, double along) noexcept;

/// The levels that come together in a node. None known, or of no weight because a record stands there: low > high.
struct NodeSpan {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  std::uint32_t count = 0;
  bool record = false;
  void add(const SnapPoint& p) noexcept {
    ++count;
    record = record || p.record;
    if (isLevelKnown(p.level)) low = std::min(low, p.level), high = std::max(high, p.level);
    if (record) low = std::numeric_limits<double>::infinity(), high = -low;
  }
};

/// Of a node with more positions than this, one in each quarter of a tolerance is asked whether it lies on a line.
constexpr std::uint32_t crowdedNode = 64;

/// The positions of a node that are asked: each once.
[[nodiscard]] std::vector<GraphVertex> anchorsOf(std::span<const SnapPoint> positions, const Point& node, double toleranceMetres);

/// Where vertices, chunks and their boxes of new lines go.
struct LineStore {
  std::vector<GraphVertex>& vertices;
  std::vector<GraphChunk>& chunks;
  std::vector<Box>& boxes;
  std::uint32_t vertexBase = 0; ///< number of the first of `vertices`
};
/// How many of the input's positions are kept, and how many chunks they make.
[[nodiscard]] std::uint32_t usableCount(const LineInput& input) noexcept;
[[nodiscard]] std::uint32_t chunksOf(std::uint32_t vertices) noexcept;
/// The line without its pieces, its vertices, chunks and boxes written there; `count` is usableCount, `first` the number of the first vertex.
[[nodiscard]] GraphLine writeLine(const LineInput& input, std::uint32_t index, std::uint32_t first, std::uint32_t count, GraphVertex* vertices,
                                  GraphChunk* chunks, Box* boxes) noexcept;
/// The line without its pieces; nothing when there is nothing to walk along.
[[nodiscard]] std::optional<GraphLine> appendLine(const LineInput& input, std::uint32_t index, LineStore& store);

/// A node that lies on the middle of a line.
struct LineSplit {
  std::uint32_t line = 0;
  double along = 0;
  NodeId node;
  double distance = 0;
};
/// One split for a node and line (the nearest place), then along each line.
void sortSplits(std::vector<LineSplit>& splits);
/// The line's pieces between its nodes, at the end of `edges`.
void appendPieces(const GraphLine& line, std::uint32_t index, NodeId first, NodeId last, std::span<const LineSplit> splits, std::vector<Edge>& edges);

/// A place on a river.
struct RiverPlace {
  GraphChunk chunk;
  ChunkPlace place;
  [[nodiscard]] double along() const noexcept { return chunk.startAlong + place.along; }
};
/// Two rivers may be as near as one another, at a joint for one: the choice must not hang on the order.
constexpr double sameDistance = 1e-6;
[[nodiscard]] inline bool isPreferred(const RiverPlace& a, const GraphLine& lineA, const RiverPlace& b, const GraphLine& lineB) noexcept {
  return std::tuple(lineA.fid, lineA.part, a.along()) < std::tuple(lineB.fid, lineB.part, b.along());
}

} // namespace suyuan::network
