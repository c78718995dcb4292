// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/layer.h"
#include "core/network/graph_parts.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace suyuan::network {

/// One line of channels or rivers. Coordinates are lon/lat degrees (EPSG:4490).
struct LineInput {
  Fid fid;
  Layer layer = Layer::Channels;   ///< Channels or Rivers
  std::span<const Point> points;   ///< digitised in the direction of flow, unless `reversed`; read during build only
  bool reversed = false;           ///< the flow is known to run from the last vertex to the first
  double invertUp = std::numeric_limits<double>::quiet_NaN();   ///< 起点管底高程, at the first vertex, m; NaN unknown
  double invertDown = std::numeric_limits<double>::quiet_NaN(); ///< 终点管底高程, at the last vertex, m; NaN unknown
  int part = 0;                    ///< index of the part in a MultiLineString
  double size = std::numeric_limits<double>::quiet_NaN();  ///< diameter or height of the section, m; NaN unknown
  double speed = std::numeric_limits<double>::quiet_NaN(); ///< of the water, m/s; NaN unknown
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

/// A record as it is now: what an edit of the survey means to the network. Lines of a record that has none left, or no
/// position, are taken out.
struct RecordChange {
  Layer layer = Layer::Channels;
  Fid fid;
  std::vector<LineInput> lines; ///< channels, rivers: all parts
  std::optional<Point> at;      ///< wells, outfalls, units
};

/// Nearest edge to a position.
struct EdgePlace {
  EdgeId edge;
  Point at;
  double distance = 0; ///< metres from the asked position
  double chainage = 0; ///< metres from the first vertex of the edge's line
};

/// The directed drainage network: channels, wells, units, outfalls, and the rivers below. A value that never changes, so any
/// number of threads may read it; an edit makes another one (`edited`), which shares what the edit leaves alone. Channels and
/// rivers touch only through outfalls and through channels that end at a river: a trace up from an outfall that lies on the
/// river line stays in its channels.
class DrainageGraph {
public:
  DrainageGraph();

  /// Snaps by tolerance: ends to each other and to points; a point or an end within tolerance of the middle of a line
  /// splits it there. Lines with fewer than two finite positions and points that are not finite are left out and
  /// counted in `leftOut`. Error Cancelled.
  static Result<DrainageGraph> build(std::span<const LineInput> lines, std::span<const PointInput> points,
                                     const BuildOptions& options = {}, std::stop_token stop = {});

  /// The network after the changes: the same nodes, edges and lengths that a build of everything would give (numbered
  /// otherwise), made in the time that the neighbourhood of the change takes.
  [[nodiscard]] DrainageGraph edited(std::span<const RecordChange> changes) const;
  /// True after many edits: then `rebuilt` is worth its time.
  [[nodiscard]] bool isWorn() const noexcept;
  /// The same network built anew from what it holds. Error Cancelled.
  [[nodiscard]] Result<DrainageGraph> rebuilt(std::stop_token stop = {}) const;

  /// Ids lie below these counts. After an edit some of them are gone: no edge touches a node that is, nor leads to one.
  [[nodiscard]] std::size_t nodeCount() const noexcept { return base_->kinds.size() + (patch_ ? patch_->newNodes : 0); }
  [[nodiscard]] std::size_t edgeCount() const noexcept { return base_->edges.size() + (patch_ ? patch_->edges.size() : 0); }
  [[nodiscard]] std::size_t lineCount() const noexcept { return base_->lines.size() + (patch_ ? patch_->lines.size() : 0); }
  [[nodiscard]] bool isGone(NodeId node) const noexcept { return patch_ && patch_->goneNodes.contains(node.value); }
  [[nodiscard]] bool isGone(EdgeId edge) const noexcept { return patch_ && patch_->goneEdges.contains(edge.value); }
  [[nodiscard]] bool isLineGone(std::uint32_t line) const noexcept { return patch_ && patch_->goneLines.contains(line); }
  [[nodiscard]] std::size_t leftOut() const noexcept { return leftOut_; } ///< by the build
  [[nodiscard]] const BuildOptions& options() const noexcept { return options_; }

  [[nodiscard]] NodeKind kind(NodeId node) const noexcept { return isPatched(node) ? patched(node).kind : base_->kinds[node.value]; }
  [[nodiscard]] Point position(NodeId node) const noexcept {
    const GraphVertex& at = isPatched(node) ? patched(node).at : base_->positions[node.value];
    return {at.x, at.y};
  }
  [[nodiscard]] std::span<const NodeRecord> recordsAt(NodeId node) const noexcept {
    if (isPatched(node)) return patched(node).records;
    return part(base_->records, base_->recordStart, node);
  }
  /// Fid of the record that gives the node its kind; not set for junctions and river nodes.
  [[nodiscard]] Fid fidOf(NodeId node) const noexcept;

  [[nodiscard]] const Edge& edge(EdgeId edge) const noexcept {
    return edge.value < base_->edges.size() ? base_->edges[edge.value] : patch_->edges[edge.value - base_->edges.size()];
  }
  [[nodiscard]] std::span<const EdgeId> downFrom(NodeId node) const noexcept { ///< edges that leave the node
    if (isPatched(node)) return patched(node).down;
    return part(base_->downEdges, base_->downStart, node);
  }
  [[nodiscard]] std::span<const EdgeId> upFrom(NodeId node) const noexcept { ///< edges that arrive at the node
    if (isPatched(node)) return patched(node).up;
    return part(base_->upEdges, base_->upStart, node);
  }
  using Line = GraphLine;
  [[nodiscard]] const Line& line(std::uint32_t index) const noexcept {
    if (index >= base_->lines.size()) return patch_->lines[index - base_->lines.size()];
    if (patch_)
      if (const auto changed = patch_->changedLines.find(index); changed != patch_->changedLines.end()) return changed->second;
    return base_->lines[index];
  }

  /// Node of a well, outfall or unit.
  [[nodiscard]] std::optional<NodeId> nodeAt(Layer layer, Fid fid) const;
  /// Edges of a channel or river, all parts, along the digitised line.
  [[nodiscard]] std::vector<EdgeId> edgesOf(Layer layer, Fid fid) const;
  /// Lines of a channel or river, all parts.
  [[nodiscard]] std::vector<std::uint32_t> linesOf(Layer layer, Fid fid) const;
  /// Nearest edge of a channel or river line within `maxMetres`.
  [[nodiscard]] std::optional<EdgePlace> nearestEdge(const Point& position, double maxMetres) const;
  /// The same, passing over edges that touch `except`.
  [[nodiscard]] std::optional<EdgePlace> nearestEdge(const Point& position, double maxMetres, NodeId except) const;

  /// The trees of the network as it was built, for walks up or down: true of nodes that no edit has touched.
  [[nodiscard]] const FlowForest& forest(bool up) const noexcept { return up ? base_->upward : base_->downward; }
  [[nodiscard]] bool isEdited() const noexcept { return patch_ != nullptr; }
  [[nodiscard]] std::size_t builtEdges() const noexcept { return base_->edges.size(); } ///< ids from here on were made by edits
  /// Calls visit(node) for each node that edits have touched, made or taken out.
  template <class Visit>
  void eachPatched(Visit&& visit) const {
    if (!patch_) return;
    for (const auto& entry : patch_->nodes) visit(NodeId{entry.first});
  }

  /// The edge as drawn, in the direction of flow: two or more positions.
  [[nodiscard]] std::vector<Point> edgePoints(EdgeId edge) const;
  [[nodiscard]] std::span<const GraphVertex> vertices(const Line& line) const noexcept;

private:
  friend class GraphBuilder;
  friend class GraphEditor;
  [[nodiscard]] bool isPatched(NodeId node) const noexcept {
    return patch_ && (node.value >= patch_->touched.size() || patch_->touched[node.value]);
  }
  [[nodiscard]] const GraphPatch::Node& patched(NodeId node) const noexcept { return patch_->nodes.find(node.value)->second; }
  template <class T>
  static std::span<const T> part(const std::vector<T>& all, const std::vector<std::uint32_t>& start, NodeId node) noexcept {
    return {all.data() + start[node.value], start[node.value + 1] - start[node.value]};
  }
  [[nodiscard]] std::vector<Point> linePoints(const Line& line) const;
  [[nodiscard]] std::span<const GraphVertex> vertices(const GraphChunk& chunk) const noexcept;
  [[nodiscard]] std::optional<GraphRecord> recordOf(Layer layer, Fid fid) const;
  /// Calls visit(record) for every well, outfall and unit in the box.
  template <class Visit>
  void recordsNear(const Box& box, Visit&& visit) const {
    base_->recordIndex.query(box, [&](std::uint32_t r) {
      const GraphRecord& record = base_->recordNodes[r];
      if (!patch_ || !patch_->recordNodes.contains({record.layer, record.fid})) visit(record);
    });
    if (!patch_) return;
    for (const auto& [key, record] : patch_->recordNodes)
      if (record && box.contains(record->at.x, record->at.y)) visit(*record);
  }
  /// Calls visit(chunk) for every chunk of a line that is not gone whose box meets `box`.
  template <class Visit>
  void chunksNear(const Box& box, Visit&& visit) const {
    base_->chunkIndex.query(box, [&](std::uint32_t c) {
      if (!isLineGone(base_->chunks[c].line)) visit(base_->chunks[c]);
    });
    if (!patch_) return;
    for (std::size_t c = 0; c < patch_->chunks.size(); ++c)
      if (patch_->chunkBoxes[c].intersects(box) && !isLineGone(patch_->chunks[c].line)) visit(patch_->chunks[c]);
  }
  /// Nearest chunk by exact(chunk), metres.
  template <class Exact>
  std::optional<std::pair<GraphChunk, double>> nearestChunk(const Point& at, const DegreeLength& scale, double maxMetres, Exact&& exact) const {
    std::optional<std::pair<GraphChunk, double>> best;
    const auto hit = base_->chunkIndex.nearest(at, scale, maxMetres, [&](std::uint32_t c) {
      return isLineGone(base_->chunks[c].line) ? std::numeric_limits<double>::infinity() : exact(base_->chunks[c]);
    });
    if (hit) best = {base_->chunks[hit->item], hit->metres};
    if (patch_)
      for (const GraphChunk& chunk : patch_->chunks) {
        if (isLineGone(chunk.line)) continue;
        if (const double metres = exact(chunk); metres <= (best ? best->second : maxMetres) && (!best || metres < best->second)) best = {chunk, metres};
      }
    return best;
  }

  BuildOptions options_;
  std::size_t leftOut_ = 0;
  std::shared_ptr<const GraphBase> base_;
  std::shared_ptr<const GraphPatch> patch_; ///< null: as built
};

} // namespace suyuan::network
