// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/network/box_index.h"
#include "core/network/flow_forest.h"
#include "core/network/graph_ids.h"

#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace suyuan::network {

/// What stands at a node. Where several records share one place: outfall before unit before well.
enum class NodeKind : std::uint8_t {
  Junction,  ///< 通道交点: ends of channels, no record
  Well,      ///< 检查井
  Outfall,   ///< 排污口
  Unit,      ///< 排污单位
  RiverNode, ///< 河道点: on a river line
};

struct NodeRecord {
  Layer layer = Layer::Wells;
  Fid fid;
  friend auto operator<=>(const NodeRecord&, const NodeRecord&) = default;
};

/// A piece of a line between two nodes, in the direction of flow; or the link from an outfall to the river below it
/// (layer Outfalls, fid of the outfall, no line of its own).
struct Edge {
  NodeId from, to;
  Layer layer = Layer::Channels;
  Fid fid;
  int part = 0;
  double lengthMetres = 0;
  double fromChainage = 0; ///< metres from the line's first vertex to `from`; larger than toChainage when reversed
  double toChainage = 0;
  std::uint32_t line = noLine; ///< index of the line

  static constexpr std::uint32_t noLine = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] bool isLink() const noexcept { return line == noLine; }
};

/// Elevations of a line's invert, m; NaN unknown.
struct Inverts {
  double first = std::numeric_limits<double>::quiet_NaN(); ///< at the line's first vertex
  double last = std::numeric_limits<double>::quiet_NaN();  ///< at the line's last vertex
};

/// A line as the graph keeps it.
struct GraphLine {
  Fid fid;
  Layer layer = Layer::Channels;
  int part = 0;
  bool reversed = false;
  Inverts inverts;
  double lengthMetres = 0;
  std::uint32_t firstPoint = 0, pointCount = 0;
  std::uint32_t firstEdge = 0, edgeCount = 0; ///< its pieces, along the digitised line
  std::uint32_t record = 0;                   ///< the same number for all parts of one record, below lineCount()
  float size = std::numeric_limits<float>::quiet_NaN();  ///< diameter or height of the section, m; NaN unknown
  float speed = std::numeric_limits<float>::quiet_NaN(); ///< of the water, m/s; NaN unknown
};

/// A vertex without height: half the memory of a Point.
struct GraphVertex {
  double x, y;
};

/// A run of segments of one line, the unit of the spatial index.
struct GraphChunk {
  std::uint32_t line, firstPoint, pointCount;
  double startAlong;
};

/// A well, outfall or unit where it was drawn, and the node that it is part of.
struct GraphRecord {
  Layer layer = Layer::Wells;
  Fid fid;
  NodeId node;
  GraphVertex at{};
};

/// A graph as it was built. Never written afterwards, so that graphs made from it by edits share it.
struct GraphBase {
  std::vector<NodeKind> kinds;
  std::vector<GraphVertex> positions;
  std::vector<std::uint32_t> recordStart; ///< node → records
  std::vector<NodeRecord> records;        ///< of a node: by layer and fid
  std::vector<Edge> edges;
  std::vector<std::uint32_t> downStart, upStart; ///< node → downEdges, upEdges
  std::vector<EdgeId> downEdges, upEdges;
  std::vector<GraphRecord> recordNodes;     ///< sorted by layer, fid
  BoxIndex recordIndex;                     ///< over recordNodes
  std::vector<std::uint32_t> linesByRecord; ///< sorted by layer, fid, part
  std::vector<GraphLine> lines;
  std::vector<GraphVertex> vertices;
  std::vector<GraphChunk> chunks;
  BoxIndex chunkIndex;
  FlowForest upward, downward; ///< for walks up and down the flow
};

/// What edits have changed since the base was built. Ids go on from the base's; what is replaced or removed keeps its
/// id, is gone, and is not touched by any edge. Copied for each edit, so it is kept small: see DrainageGraph::isWorn.
struct GraphPatch {
  using RecordKey = std::pair<Layer, Fid>;
  struct Node {
    NodeKind kind = NodeKind::Junction;
    GraphVertex at{};
    std::vector<NodeRecord> records;
    std::vector<EdgeId> down, up;
  };
  std::vector<bool> touched;                                ///< by base node: its node is in `nodes`
  std::unordered_map<std::uint32_t, Node> nodes;            ///< touched and new nodes
  std::uint32_t newNodes = 0;
  std::vector<Edge> edges;
  std::unordered_set<std::uint32_t> goneNodes, goneEdges, goneLines;
  std::vector<GraphLine> lines;
  std::unordered_map<std::uint32_t, GraphLine> changedLines; ///< lines of the base with other pieces than there
  std::vector<GraphVertex> vertices;                         ///< lines' firstPoint counts on from the base's
  std::vector<GraphChunk> chunks;
  std::vector<Box> chunkBoxes;
  std::map<RecordKey, std::vector<std::uint32_t>> recordLines;        ///< instead of the base's
  std::map<RecordKey, std::optional<GraphRecord>> recordNodes;        ///< instead of the base's
};

} // namespace suyuan::network
