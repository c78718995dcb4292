// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graph_editor.h"

#include <algorithm>

namespace suyuan::network {

GraphPatch::Node& GraphEditor::own(NodeId node) {
  const auto [at, fresh] = patch_->nodes.try_emplace(node.value);
  if (!fresh) return at->second;
  const GraphBase& base = *graph_.base_;
  GraphPatch::Node& copy = at->second;
  const auto records = DrainageGraph::part(base.records, base.recordStart, node);
  const auto down = DrainageGraph::part(base.downEdges, base.downStart, node);
  const auto up = DrainageGraph::part(base.upEdges, base.upStart, node);
  copy = {base.kinds[node.value], base.positions[node.value], {records.begin(), records.end()}, {down.begin(), down.end()}, {up.begin(), up.end()}};
  patch_->touched[node.value] = true;
  return copy;
}

GraphEditor::Ends GraphEditor::endsOf(std::uint32_t index) const {
  if (const auto changed = ends_.find(index); changed != ends_.end()) return changed->second;
  const GraphLine& l = line(index);
  const Edge& first = graph_.edge({l.firstEdge});
  const Edge& last = graph_.edge({l.firstEdge + l.edgeCount - 1});
  return l.reversed ? Ends{first.to, last.from} : Ends{first.from, last.to};
}

SnapPoint GraphEditor::at(const End& end) const {
  const GraphLine& l = line(end.line);
  const auto vertices = graph_.vertices(l);
  const GraphVertex& v = end.last ? vertices.back() : vertices.front();
  return {v.x, v.y, levelOrNone(end.last ? l.inverts.last : l.inverts.first)};
}

GraphEditor::Members GraphEditor::membersOf(NodeId node) const {
  if (const auto made = members_.find(node.value); made != members_.end()) return made->second;
  Members members;
  for (const auto edges : {graph_.downFrom(node), graph_.upFrom(node)})
    for (const EdgeId id : edges) {
      const Edge& edge = graph_.edge(id);
      if (edge.isLink()) continue;
      const Ends ends = endsOf(edge.line);
      if (ends.first == node) members.ends.push_back({edge.line, false});
      if (ends.last == node) members.ends.push_back({edge.line, true});
    }
  std::ranges::sort(members.ends);
  members.ends.erase(std::ranges::unique(members.ends).begin(), members.ends.end());
  for (const NodeRecord& record : graph_.recordsAt(node))
    if (const auto found = graph_.recordOf(record.layer, record.fid)) members.records.push_back(*found);
  return members;
}

bool GraphEditor::isLineEnd(NodeId node) const {
  if (const auto made = members_.find(node.value); made != members_.end()) return true;
  for (const auto edges : {graph_.downFrom(node), graph_.upFrom(node)})
    for (const EdgeId id : edges) {
      const Edge& edge = graph_.edge(id);
      if (edge.isLink()) continue;
      const Ends ends = endsOf(edge.line);
      if (ends.first == node || ends.last == node) return true;
    }
  return false;
}

std::span<const GraphChunk> GraphEditor::chunksOf(std::uint32_t index) const {
  const auto& chunks = index < graph_.base_->lines.size() ? graph_.base_->chunks : patch_->chunks;
  const auto found = std::ranges::equal_range(chunks, index, {}, &GraphChunk::line); // in the order of the lines
  return {found.begin(), found.end()};
}

Box GraphEditor::boxOf(const GraphChunk& chunk) const {
  Box box;
  for (const GraphVertex& v : graph_.vertices(chunk)) box.add(v.x, v.y);
  return box;
}

void GraphEditor::retireEdge(EdgeId id) {
  const Edge edge = graph_.edge(id);
  std::erase(own(edge.from).down, id);
  std::erase(own(edge.to).up, id);
  patch_->goneEdges.insert(id.value);
}

void GraphEditor::retireLine(std::uint32_t index) {
  const GraphLine l = line(index);
  for (std::uint32_t e = 0; e < l.edgeCount; ++e)
    if (const EdgeId id{l.firstEdge + e}; !graph_.isGone(id)) retireEdge(id);
}

void GraphEditor::addToNodes(EdgeId id) {
  const Edge edge = graph_.edge(id);
  own(edge.from).down.push_back(id);
  own(edge.to).up.push_back(id);
}

void GraphEditor::makePieces(std::uint32_t index, std::span<const LineSplit> splits) {
  GraphLine changed = line(index);
  const Ends ends = endsOf(index); // the old pieces are still there to be read, though no node knows them
  changed.firstEdge = static_cast<std::uint32_t>(graph_.edgeCount());
  appendPieces(changed, index, ends.first, ends.last, splits, patch_->edges);
  changed.edgeCount = static_cast<std::uint32_t>(graph_.edgeCount()) - changed.firstEdge;
  if (index < graph_.base_->lines.size()) patch_->changedLines[index] = changed;
  else patch_->lines[index - graph_.base_->lines.size()] = changed;
  for (std::uint32_t e = 0; e < changed.edgeCount; ++e) addToNodes({changed.firstEdge + e});
}

/// Takes the link to the river away, with the node that is there only because of it.
void GraphEditor::unlink(NodeId node) {
  std::vector<EdgeId> links;
  for (const EdgeId id : graph_.downFrom(node))
    if (graph_.edge(id).isLink()) links.push_back(id);
  for (const EdgeId id : links) {
    const NodeId to = graph_.edge(id).to;
    retireEdge(id);
    if (graph_.isGone(to) || isLineEnd(to)) continue;
    for (const auto edges : {graph_.downFrom(to), graph_.upFrom(to)})
      for (const EdgeId piece : edges)
        if (!graph_.edge(piece).isLink()) rivers_.insert(graph_.edge(piece).line);
    patch_->goneNodes.insert(to.value);
  }
}

/// All that the river's geometry may concern is linked anew.
void GraphEditor::riverChanged(std::uint32_t index) {
  const BuildOptions& options = graph_.options();
  for (const GraphChunk& chunk : chunksOf(index)) {
    const Box box = boxOf(chunk);
    const DegreeLength scale = safeDegreeLength(std::max(std::abs(box.minY), std::abs(box.maxY)));
    const auto grown = [&](double metres) { return box.grown(metres * 1.01 / scale.lon, metres * 1.01 / scale.lat); };
    graph_.recordsNear(grown(options.riverToleranceMetres), [&](const GraphRecord& record) {
      if (record.layer == Layer::Outfalls && record.node.value < graph_.nodeCount()) relink_.insert(record.node);
    });
    graph_.chunksNear(grown(2 * options.toleranceMetres), [&](const GraphChunk& other) {
      const GraphLine& o = line(other.line);
      if (o.layer != Layer::Channels || o.edgeCount == 0) return;
      relink_.insert(endsOf(other.line).first);
      relink_.insert(endsOf(other.line).last);
    });
  }
}

std::optional<RiverPlace> GraphEditor::riverNear(NodeId node, double maxMetres) const {
  const Point at = graph_.position(node);
  const DegreeLength scale = safeDegreeLength(at.y);
  const auto placeOn = [&](const GraphChunk& chunk) { return RiverPlace{chunk, placeOnChunk(graph_.vertices(chunk), at, scale)}; };
  const auto isRiver = [&](const GraphChunk& chunk) { return line(chunk.line).layer == Layer::Rivers; };
  const auto hit = graph_.nearestChunk(at, scale, maxMetres, [&](const GraphChunk& chunk) {
    return isRiver(chunk) ? nearestOnChunk(graph_.vertices(chunk), at, scale).distance() : std::numeric_limits<double>::infinity();
  });
  if (!hit) return {};
  RiverPlace river = placeOn(hit->first);
  graph_.chunksNear(boxAround(at, hit->second + 1e-3), [&](const GraphChunk& chunk) {
    if (!isRiver(chunk)) return;
    const RiverPlace other = placeOn(chunk);
    if (other.place.distance <= hit->second + sameDistance && isPreferred(other, line(other.chunk.line), river, line(river.chunk.line))) river = other;
  });
  return river;
}

void GraphEditor::linkTo(NodeId node, const RiverPlace& river, Fid fid) {
  const std::uint32_t index = river.chunk.line;
  const double along = river.along(), length = line(index).lengthMetres;
  const double tolerance = std::min(graph_.options().toleranceMetres, length / 2);
  NodeId to;
  if (along <= tolerance) to = endsOf(index).first;
  else if (along >= length - tolerance) to = endsOf(index).last;
  else {
    to = NodeId{static_cast<std::uint32_t>(graph_.nodeCount())};
    ++patch_->newNodes;
    patch_->nodes[to.value] = {NodeKind::RiverNode, {river.place.at.x, river.place.at.y}, {}, {}, {}};
    pending_[index].push_back({index, along, to, 0});
    rivers_.insert(index);
  }
  const EdgeId id{static_cast<std::uint32_t>(graph_.edgeCount())};
  patch_->edges.push_back({node, to, Layer::Outfalls, fid, 0, river.place.distance, 0, river.place.distance, Edge::noLine});
  addToNodes(id);
}

void GraphEditor::relink() {
  for (const NodeId node : relink_) {
    if (graph_.isGone(node) || graph_.kind(node) == NodeKind::RiverNode) continue;
    if (graph_.kind(node) == NodeKind::Outfall) {
      const auto records = graph_.recordsAt(node);
      const auto outfall = std::ranges::find(records, Layer::Outfalls, &NodeRecord::layer);
      if (const auto river = riverNear(node, graph_.options().riverToleranceMetres)) linkTo(node, *river, outfall->fid);
      continue;
    }
    const auto isChannel = [&](EdgeId id) { return graph_.edge(id).layer == Layer::Channels; };
    if (std::ranges::any_of(graph_.upFrom(node), isChannel) && std::ranges::none_of(graph_.downFrom(node), isChannel))
      if (const auto river = riverNear(node, graph_.options().toleranceMetres)) linkTo(node, *river, {});
  }
}

/// The cuts that a river has now, without those of nodes that are gone.
GraphEditor::Cut GraphEditor::currentCut(std::uint32_t index) const {
  Cut cut;
  const GraphLine& l = line(index);
  for (std::uint32_t e = 0; e + 1 < l.edgeCount; ++e) {
    const Edge& edge = graph_.edge({l.firstEdge + e});
    const NodeId inner = l.reversed ? edge.from : edge.to;
    if (!graph_.isGone(inner)) cut.splits.push_back({index, std::max(edge.fromChainage, edge.toChainage), inner, 0});
  }
  return cut;
}

void GraphEditor::cutRivers() {
  for (const auto& [index, cut] : cuts_)
    if (line(index).layer == Layer::Rivers) rivers_.insert(index);
  for (const std::uint32_t index : rivers_) {
    if (graph_.isLineGone(index)) continue;
    const auto planned = cuts_.find(index);
    Cut cut = planned != cuts_.end() ? planned->second : currentCut(index);
    retireLine(index);
    auto splits = std::move(cut.splits);
    for (const LineSplit& made : cut.linkMade)
      if (!graph_.isGone(made.node)) splits.push_back(made);
    if (const auto more = pending_.find(index); more != pending_.end()) splits.insert(splits.end(), more->second.begin(), more->second.end());
    sortSplits(splits);
    makePieces(index, splits);
  }
}

} // namespace suyuan::network
