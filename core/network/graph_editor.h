// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/line_making.h"

#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace suyuan::network {

/// Makes the graph after an edit; DrainageGraph::edited is the door. One use, one thread.
///
/// What an edit can touch: the ends and records that a row of steps within tolerance leads to from what was taken out or
/// put in (they are grouped into nodes anew), the lines that end in those nodes or pass by them (they are cut into pieces
/// anew), and the links to the river of what changed there. Nothing else is looked at.
class GraphEditor {
public:
  explicit GraphEditor(const DrainageGraph& graph);
  DrainageGraph run(std::span<const RecordChange> changes);

private:
  using RecordKey = GraphPatch::RecordKey;
  struct Ends {
    NodeId first, last; ///< as digitised
  };
  struct End { // of a line
    std::uint32_t line = 0;
    bool last = false;
    friend auto operator<=>(const End&, const End&) = default;
  };
  struct Members { // of a node
    std::vector<End> ends;
    std::vector<GraphRecord> records;
  };
  struct Cut { // what a line is cut by
    std::vector<LineSplit> splits;
    std::vector<LineSplit> linkMade; ///< rivers: nodes that are there because something is linked to them
  };

  // graph_editor.cpp: the plan, which reads the graph as it was
  bool isSame(const RecordChange& change) const;
  void take(const RecordChange& change);
  void takeOutLine(std::uint32_t line);
  void putInLines(const RecordChange& change, const std::vector<std::uint32_t>& old);
  void putPoint(const RecordChange& change);
  void regroup(Layer family);
  void flood(Layer family, Members& members, std::vector<GraphVertex>& reached) const;
  template <class VisitEnd, class VisitRecord>
  void anchorsNear(const GraphVertex& at, Layer family, VisitEnd&& end, VisitRecord&& record) const;
  NodeId makeNode(Layer family, const Members& members);
  void dissolve(NodeId node);
  void planCuts();
  Cut cutOf(std::uint32_t line) const;
  Cut currentCut(std::uint32_t line) const;
  std::vector<std::uint32_t> nodesAlong(std::uint32_t line) const;
  bool splitAt(NodeId node, std::uint32_t line, std::span<const GraphChunk> chunks, LineSplit& best) const;
  void riverChanged(std::uint32_t line);

  // graph_editor_links.cpp: carrying it out
  void retireLine(std::uint32_t line);
  void retireEdge(EdgeId id);
  void makePieces(std::uint32_t line, std::span<const LineSplit> splits);
  void addToNodes(EdgeId id);
  void unlink(NodeId node);
  void relink();
  void linkTo(NodeId node, const RiverPlace& river, Fid fid);
  std::optional<RiverPlace> riverNear(NodeId node, double maxMetres) const;
  void cutRivers();

  [[nodiscard]] GraphPatch::Node& own(NodeId node); ///< the patch's copy of the node, made when there is none
  [[nodiscard]] Ends endsOf(std::uint32_t line) const;
  [[nodiscard]] SnapPoint at(const End& end) const;
  [[nodiscard]] Members membersOf(NodeId node) const;
  [[nodiscard]] bool isLineEnd(NodeId node) const;
  [[nodiscard]] std::span<const GraphChunk> chunksOf(std::uint32_t line) const;
  [[nodiscard]] Box boxOf(const GraphChunk& chunk) const;
  [[nodiscard]] const GraphLine& line(std::uint32_t index) const { return graph_.line(index); }

  DrainageGraph graph_;                 ///< reads base and `patch_`, which grows under it
  std::shared_ptr<GraphPatch> patch_;
  std::vector<GraphVertex> seeds_[2];   ///< channels and rivers: where something was taken out or put in
  std::unordered_map<std::uint32_t, Ends> ends_;          ///< lines whose ends changed, and new ones
  std::unordered_map<std::uint32_t, Members> members_;    ///< nodes made here
  std::set<std::uint32_t> lines_;       ///< to be cut anew
  std::map<std::uint32_t, Cut> cuts_;
  std::set<std::uint32_t> rivers_;      ///< to be cut anew after linking
  std::set<NodeId> relink_;
  std::map<std::uint32_t, std::vector<LineSplit>> pending_; ///< river → links made here
};

} // namespace suyuan::network
