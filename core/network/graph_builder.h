// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"
#include "core/network/line_making.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

namespace suyuan::network {

/// Makes a DrainageGraph; DrainageGraph::build is the door. One use, one thread.
class GraphBuilder {
public:
  GraphBuilder(std::span<const LineInput> lines, std::span<const PointInput> points, const BuildOptions& options,
               std::stop_token stop);
  Result<DrainageGraph> run();

private:
  struct Link { // from an outfall or a channel's end to the river below
    NodeId from, to;
    Fid fid;
    double lengthMetres = 0;
  };
  /// A place where lines of one family may be joined: an end of a line or a point.
  struct Anchor {
    Point at;
    double low = 0, high = 0; ///< levels of the node's ends; none known, or of no weight because a record stands here: low > high
    std::uint32_t node = 0;
  };

  void takeLines();
  bool writeLines(std::vector<std::uint32_t>& counts);
  std::jthread indexChunks();
  void takePoints();
  void snapFamily(Layer family);
  void takeAnchors(std::span<const SnapPoint> positions, std::span<const std::uint32_t> groups, std::span<const NodeSpan> spans,
                   std::uint32_t base);
  void splitLines();
  void splitAt(const Anchor& anchor, std::vector<LineSplit>& found) const;
  const BoxIndex& rivers();
  void joinRivers();
  void joinRiver(NodeId node, Fid fid, double maxMetres);
  void placeRecords();
  void makeEdges();
  void makeAdjacency();
  void makeLookups();
  void makeForests();
  NodeId addNode(const Point& at, NodeKind kind);
  [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }

  std::span<const LineInput> lineInputs_;
  std::span<const PointInput> pointInputs_;
  std::stop_token stop_;
  BuildOptions options_;
  std::size_t leftOut_ = 0;
  GraphBase data_;
  std::vector<PointInput> points_;             // those with a usable position
  std::vector<NodeId> pointNodes_;             // node of each
  std::vector<NodeId> firstNode_, lastNode_;   // of each line, as digitised
  std::vector<Box> chunkBoxes_;
  std::vector<Anchor> anchors_;
  std::uint32_t riverNodes_ = 0;               // the first of them; those of channels come before
  std::vector<LineSplit> splits_;
  std::vector<Link> links_;
  std::vector<std::uint32_t> riverChunks_;
  BoxIndex riverIndex_;
};

} // namespace suyuan::network
