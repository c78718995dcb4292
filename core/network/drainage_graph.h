// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/network/box_index.h"

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace suyuan::network {

/// Index of a node or an edge in one graph, counted from 0. The same input in the same order gives the same ids.
struct NodeId {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(NodeId, NodeId) noexcept = default;
};
struct EdgeId {
  std::uint32_t value = 0;
  friend constexpr auto operator<=>(EdgeId, EdgeId) noexcept = default;
};

/// What stands at a node. Where several records share one place: outfall before unit before well.
enum class NodeKind : std::uint8_t {
  Junction,  ///< 通道交点: ends of channels, no record
  Well,      ///< 检查井
  Outfall,   ///< 排污口
  Unit,      ///< 排污单位
  RiverNode, ///< 河道点: on a river line
};

/// One line of channels or rivers. Coordinates are lon/lat degrees (EPSG:4490).
struct LineInput {
  Fid fid;
  Layer layer = Layer::Channels;   ///< Channels or Rivers
  std::span<const Point> points;   ///< digitised in the direction of flow, unless `reversed`; read during build only
  bool reversed = false;           ///< the flow is known to run from the last vertex to the first
  double invertUp = std::numeric_limits<double>::quiet_NaN();   ///< 起点管底高程, at the first vertex, m; NaN unknown
  double invertDown = std::numeric_limits<double>::quiet_NaN(); ///< 终点管底高程, at the last vertex, m; NaN unknown
  int part = 0;                    ///< index of the part in a MultiLineString
};

/// One point of wells, outfalls or units.
struct PointInput {
  Fid fid;
  Layer layer = Layer::Wells;
  Point at;
};

struct BuildOptions {
  double toleranceMetres = 1.0;        ///< ends, points and lines closer than this are one place, two tolerances wide at most
  double levelMetres = 5.0;            ///< lines that meet in plan but are farther apart in level than this pass over one another,
                                       ///< unless a well, outfall or unit stands there; a level of 0 is taken for not known
  double riverToleranceMetres = 300.0; ///< an outfall drains to the nearest river line within this (centrelines!)
};

struct NodeRecord {
  Layer layer = Layer::Wells;
  Fid fid;
  friend bool operator==(const NodeRecord&, const NodeRecord&) = default;
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
  std::uint32_t line = noLine; ///< index of the input line

  static constexpr std::uint32_t noLine = std::numeric_limits<std::uint32_t>::max();
  [[nodiscard]] bool isLink() const noexcept { return line == noLine; }
};

/// Nearest edge to a position.
struct EdgePlace {
  EdgeId edge;
  Point at;
  double distance = 0; ///< metres from the asked position
  double chainage = 0; ///< metres from the first vertex of the edge's line
};

/// The directed drainage network: channels, wells, units, outfalls, and the rivers below. Immutable once built, so any
/// number of threads may read it. Channels and rivers touch only through outfalls and through channels that end at a
/// river: a trace up from an outfall that lies on the river line stays in its channels.
class DrainageGraph {
public:
  /// Snaps by tolerance: ends to each other and to points; a point or an end within tolerance of the middle of a line
  /// splits it there. Lines with fewer than two finite positions and points that are not finite are left out and
  /// counted in `leftOut`. Error Cancelled.
  static Result<DrainageGraph> build(std::span<const LineInput> lines, std::span<const PointInput> points,
                                     const BuildOptions& options = {}, std::stop_token stop = {});

  [[nodiscard]] std::size_t nodeCount() const noexcept { return kinds_.size(); }
  [[nodiscard]] std::size_t edgeCount() const noexcept { return edges_.size(); }
  [[nodiscard]] std::size_t leftOut() const noexcept { return leftOut_; }
  [[nodiscard]] const BuildOptions& options() const noexcept { return options_; }

  [[nodiscard]] NodeKind kind(NodeId node) const noexcept { return kinds_[node.value]; }
  [[nodiscard]] Point position(NodeId node) const noexcept { return positions_[node.value]; }
  [[nodiscard]] std::span<const NodeRecord> recordsAt(NodeId node) const noexcept;
  /// Fid of the record that gives the node its kind; not set for junctions and river nodes.
  [[nodiscard]] Fid fidOf(NodeId node) const noexcept;

  [[nodiscard]] const Edge& edge(EdgeId edge) const noexcept { return edges_[edge.value]; }
  [[nodiscard]] std::span<const EdgeId> downFrom(NodeId node) const noexcept; ///< edges that leave the node
  [[nodiscard]] std::span<const EdgeId> upFrom(NodeId node) const noexcept;   ///< edges that arrive at the node

  /// Node of a well, outfall or unit.
  [[nodiscard]] std::optional<NodeId> nodeAt(Layer layer, Fid fid) const noexcept;
  /// Edges of a channel or river, all parts, along the digitised line.
  [[nodiscard]] std::vector<EdgeId> edgesOf(Layer layer, Fid fid) const;
  /// Nearest edge of a channel or river line within `maxMetres`.
  [[nodiscard]] std::optional<EdgePlace> nearestEdge(const Point& position, double maxMetres) const;
  /// The same, passing over edges that touch `except`.
  [[nodiscard]] std::optional<EdgePlace> nearestEdge(const Point& position, double maxMetres, NodeId except) const;

  /// The edge as drawn, in the direction of flow: two or more positions.
  [[nodiscard]] std::vector<Point> edgePoints(EdgeId edge) const;

  /// Elevation of the invert at the upper (`from`) or lower end of the edge's line, m; NaN unknown.
  struct Inverts {
    double first = std::numeric_limits<double>::quiet_NaN(); ///< at the line's first vertex
    double last = std::numeric_limits<double>::quiet_NaN();  ///< at the line's last vertex
  };
  struct Line {
    Fid fid;
    Layer layer = Layer::Channels;
    int part = 0;
    bool reversed = false;
    Inverts inverts;
    double lengthMetres = 0;
    std::uint32_t firstPoint = 0, pointCount = 0;
    std::uint32_t firstEdge = 0, edgeCount = 0; ///< its pieces, along the digitised line
    std::uint32_t record = 0;                   ///< the same number for all parts of one record, below lines().size()
  };
  [[nodiscard]] std::span<const Line> lines() const noexcept { return lines_; }

private:
  friend class GraphBuilder;
  struct RecordNode {
    Layer layer;
    Fid fid;
    NodeId node;
  };
  struct Position { // a vertex without height: half the memory of a Point
    double x, y;
  };
  struct Chunk { // a run of segments of one line, the unit of the spatial index
    std::uint32_t line, firstPoint, pointCount;
    double startAlong;
  };
  [[nodiscard]] std::vector<Point> linePoints(const Line& line) const;

  BuildOptions options_;
  std::size_t leftOut_ = 0;
  std::vector<NodeKind> kinds_;
  std::vector<Point> positions_;
  std::vector<std::uint32_t> recordStart_; // CSR: node → records_
  std::vector<NodeRecord> records_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> downStart_, upStart_; // CSR: node → downEdges_, upEdges_
  std::vector<EdgeId> downEdges_, upEdges_;
  std::vector<RecordNode> recordNodes_;        // sorted by layer, fid
  std::vector<std::uint32_t> linesByRecord_;   // sorted by layer, fid, part
  std::vector<Line> lines_;
  std::vector<Position> vertices_;
  std::vector<Chunk> chunks_;
  BoxIndex chunkIndex_;
};

} // namespace suyuan::network
