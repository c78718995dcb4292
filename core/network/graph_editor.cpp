// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/graph_editor.h"

#include <algorithm>
#include <tuple>

namespace suyuan::network {

namespace {

std::size_t familyIndex(Layer family) { return family == Layer::Rivers ? 1 : 0; }
bool isLine(Layer layer) { return layer == Layer::Channels || layer == Layer::Rivers; }
Point pointOf(const GraphVertex& v) { return {v.x, v.y}; }

bool sameLevel(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

} // namespace

GraphEditor::GraphEditor(const DrainageGraph& graph) : graph_(graph) {
  patch_ = graph.patch_ ? std::make_shared<GraphPatch>(*graph.patch_) : std::make_shared<GraphPatch>();
  patch_->touched.resize(graph.base_->kinds.size());
  graph_.patch_ = patch_;
}

DrainageGraph GraphEditor::run(std::span<const RecordChange> changes) {
  for (const RecordChange& change : changes)
    if (!isSame(change)) take(change);
  regroup(Layer::Channels);
  regroup(Layer::Rivers);
  planCuts();
  for (const NodeId node : relink_)
    if (!graph_.isGone(node)) unlink(node);
  for (const auto& [line, cut] : cuts_) retireLine(line);
  for (const auto& [index, cut] : cuts_)
    if (line(index).layer == Layer::Channels) makePieces(index, cut.splits);
  relink();
  cutRivers();
  return std::move(graph_);
}

bool GraphEditor::isSame(const RecordChange& change) const {
  if (!isLine(change.layer)) {
    const auto node = graph_.recordOf(change.layer, change.fid);
    if (!change.at || !isUsable(*change.at)) return !node;
    return node && node->at.x == change.at->x && node->at.y == change.at->y;
  }
  const auto old = graph_.linesOf(change.layer, change.fid);
  std::vector<const LineInput*> parts;
  for (const LineInput& part : change.lines)
    if (!part.points.empty()) parts.push_back(&part);
  if (old.size() != parts.size()) return false;
  for (std::size_t i = 0; i < old.size(); ++i) {
    const GraphLine& line = graph_.line(old[i]);
    const auto vertices = graph_.vertices(line);
    const bool same = line.part == parts[i]->part && line.reversed == parts[i]->reversed && sameLevel(line.inverts.first, parts[i]->invertUp) &&
                      sameLevel(line.inverts.last, parts[i]->invertDown) && sameLevel(line.size, static_cast<float>(parts[i]->size)) &&
                      sameLevel(line.speed, static_cast<float>(parts[i]->speed)) &&
                      std::ranges::equal(vertices, parts[i]->points, [](const GraphVertex& v, const Point& p) { return v.x == p.x && v.y == p.y; });
    if (!same) return false;
  }
  return true;
}

void GraphEditor::take(const RecordChange& change) {
  if (!isLine(change.layer)) return putPoint(change);
  const auto old = graph_.linesOf(change.layer, change.fid);
  for (const std::uint32_t line : old) takeOutLine(line);
  putInLines(change, old);
}

void GraphEditor::takeOutLine(std::uint32_t index) {
  const GraphLine line = graph_.line(index);
  const auto vertices = graph_.vertices(line);
  seeds_[familyIndex(line.layer)].push_back(vertices.front());
  seeds_[familyIndex(line.layer)].push_back(vertices.back());
  if (line.layer == Layer::Rivers) riverChanged(index);
  else
    for (std::uint32_t e = 0; e < line.edgeCount; ++e) { // what it was cut by may drain elsewhere now
      relink_.insert(graph_.edge({line.firstEdge + e}).from);
      relink_.insert(graph_.edge({line.firstEdge + e}).to);
    }
  const Ends ends = endsOf(index);
  retireLine(index);
  patch_->goneLines.insert(index);
  ends_.erase(index);
  lines_.erase(index);
  for (const NodeId end : {ends.first, ends.last}) dissolve(end);
}

void GraphEditor::putInLines(const RecordChange& change, const std::vector<std::uint32_t>& old) {
  std::vector<std::uint32_t> now;
  LineStore store{patch_->vertices, patch_->chunks, patch_->chunkBoxes, static_cast<std::uint32_t>(graph_.base_->vertices.size())};
  for (LineInput input : change.lines) {
    input.fid = change.fid;
    input.layer = change.layer;
    const auto index = static_cast<std::uint32_t>(graph_.lineCount());
    auto line = appendLine(input, index, store);
    if (!line) continue;
    line->record = !old.empty() ? graph_.line(old.front()).record : !now.empty() ? graph_.line(now.front()).record : index;
    patch_->lines.push_back(*line);
    now.push_back(index);
    lines_.insert(index);
    const auto vertices = graph_.vertices(*line);
    seeds_[familyIndex(line->layer)].push_back(vertices.front());
    seeds_[familyIndex(line->layer)].push_back(vertices.back());
    if (line->layer == Layer::Rivers) riverChanged(index);
  }
  patch_->recordLines[{change.layer, change.fid}] = std::move(now);
}

void GraphEditor::putPoint(const RecordChange& change) {
  auto& slot = patch_->recordNodes;
  const RecordKey key{change.layer, change.fid};
  if (const auto old = graph_.recordOf(change.layer, change.fid)) {
    seeds_[0].push_back(old->at);
    slot[key] = std::nullopt;
    dissolve(old->node);
  }
  if (!change.at || !isUsable(*change.at)) return;
  constexpr NodeId none{std::numeric_limits<std::uint32_t>::max()};
  const GraphVertex at{change.at->x, change.at->y};
  slot[key] = GraphRecord{change.layer, change.fid, none, at};
  seeds_[0].push_back(at);
}

void GraphEditor::dissolve(NodeId node) {
  if (graph_.isGone(node)) return;
  // Lines that end here or are cut here, and what is linked to here, are looked at again.
  for (const auto edges : {graph_.downFrom(node), graph_.upFrom(node)})
    for (const EdgeId id : edges) {
      const Edge& edge = graph_.edge(id);
      if (!edge.isLink()) {
        lines_.insert(edge.line);
        if (!ends_.contains(edge.line)) ends_[edge.line] = endsOf(edge.line);
      }
    }
  std::vector<NodeId> sources;
  for (const EdgeId id : graph_.upFrom(node))
    if (graph_.edge(id).isLink()) sources.push_back(graph_.edge(id).from);
  unlink(node);
  for (const NodeId source : sources) {
    relink_.insert(source);
    unlink(source);
  }
  own(node).records.clear();
  patch_->goneNodes.insert(node.value);
}

template <class VisitEnd, class VisitRecord>
void GraphEditor::anchorsNear(const GraphVertex& at, Layer family, VisitEnd&& visitEnd, VisitRecord&& visitRecord) const {
  const double tolerance = graph_.options().toleranceMetres;
  const Box box = boxAround(pointOf(at), tolerance);
  const auto isNear = [&](const GraphVertex& v) { return distanceMetres(pointOf(at), pointOf(v)) <= tolerance; };
  graph_.chunksNear(box, [&](const GraphChunk& chunk) {
    const GraphLine& l = line(chunk.line);
    if (l.layer != family) return;
    const auto vertices = graph_.vertices(l);
    if (chunk.firstPoint == l.firstPoint && isNear(vertices.front())) visitEnd(End{chunk.line, false});
    if (chunk.firstPoint + chunk.pointCount == l.firstPoint + l.pointCount && isNear(vertices.back())) visitEnd(End{chunk.line, true});
  });
  if (family == Layer::Channels)
    graph_.recordsNear(box, [&](const GraphRecord& record) {
      if (isNear(record.at)) visitRecord(record);
    });
}

void GraphEditor::flood(Layer family, Members& members, std::vector<GraphVertex>& reached) const {
  reached = seeds_[familyIndex(family)];
  std::set<End> ends;
  std::set<RecordKey> records;
  for (std::size_t next = 0; next < reached.size(); ++next) {
    const GraphVertex from = reached[next];
    anchorsNear(
        from, family,
        [&](const End& end) {
          if (!ends.insert(end).second) return;
          members.ends.push_back(end);
          const SnapPoint p = at(end);
          reached.push_back({p.x, p.y});
        },
        [&](const GraphRecord& record) {
          if (!records.emplace(record.layer, record.fid).second) return;
          members.records.push_back(record);
          reached.push_back(record.at);
        });
  }
}

void GraphEditor::regroup(Layer family) {
  if (seeds_[familyIndex(family)].empty()) return;
  Members members;
  std::vector<GraphVertex> reached;
  flood(family, members, reached);

  std::vector<SnapPoint> positions;
  for (const End& end : members.ends) positions.push_back(at(end));
  for (const GraphRecord& record : members.records)
    positions.push_back({record.at.x, record.at.y, std::numeric_limits<double>::quiet_NaN(), true});
  const auto groups = groupPositions(positions, {graph_.options().toleranceMetres, graph_.options().levelMetres});

  std::set<NodeId> old;
  for (const End& end : members.ends) {
    if (!ends_.contains(end.line) && line(end.line).edgeCount > 0) ends_[end.line] = endsOf(end.line);
    if (line(end.line).edgeCount > 0) old.insert(end.last ? ends_[end.line].last : ends_[end.line].first);
  }
  for (const GraphRecord& record : members.records)
    if (record.node.value < graph_.nodeCount()) old.insert(record.node);
  for (const NodeId node : old) dissolve(node);

  std::vector<Members> made(groups.empty() ? 0 : 1 + *std::ranges::max_element(groups));
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (i < members.ends.size()) made[groups[i]].ends.push_back(members.ends[i]);
    else made[groups[i]].records.push_back(members.records[i - members.ends.size()]);
  }
  for (Members& group : made) {
    const NodeId node = makeNode(family, group);
    for (const End& end : group.ends) (end.last ? ends_[end.line].last : ends_[end.line].first) = node;
    for (GraphRecord& record : group.records) {
      record.node = node;
      patch_->recordNodes[{record.layer, record.fid}] = record;
    }
    if (family == Layer::Channels) relink_.insert(node);
    members_[node.value] = std::move(group);
  }
  // Whatever passes by here may be cut anew.
  for (const End& end : members.ends) lines_.insert(end.line);
  for (const GraphVertex& p : reached)
    graph_.chunksNear(boxAround(pointOf(p), graph_.options().toleranceMetres), [&](const GraphChunk& chunk) {
      if (line(chunk.line).layer == family) lines_.insert(chunk.line);
    });
}

NodeId GraphEditor::makeNode(Layer family, const Members& members) {
  GraphPatch::Node node;
  node.kind = family == Layer::Channels ? NodeKind::Junction : NodeKind::RiverNode;
  std::vector<GraphVertex> places;
  for (const End& end : members.ends) places.push_back({at(end).x, at(end).y});
  for (const GraphRecord& record : members.records) {
    places.push_back(record.at);
    node.records.push_back({record.layer, record.fid});
  }
  node.at = *std::ranges::min_element(places, {}, [](const GraphVertex& v) { return std::tuple(v.x, v.y); });
  std::ranges::sort(node.records);
  const GraphRecord* best = nullptr;
  for (const GraphRecord& record : members.records) {
    const auto key = [](const GraphRecord& r) { return std::tuple(-rankOf(kindOf(r.layer)), r.layer, r.fid); };
    if (!best || key(record) < key(*best)) best = &record;
  }
  if (best) node.kind = kindOf(best->layer), node.at = best->at;
  const NodeId id{static_cast<std::uint32_t>(graph_.nodeCount())};
  ++patch_->newNodes;
  patch_->nodes[id.value] = std::move(node);
  return id;
}

void GraphEditor::planCuts() {
  for (const std::uint32_t index : lines_)
    if (!graph_.isLineGone(index)) cuts_[index] = cutOf(index);
  for (const auto& [index, cut] : cuts_) { // before and after: what is cut by a channel drains through it
    const GraphLine& l = line(index);
    if (l.layer != Layer::Channels) continue;
    for (std::uint32_t e = 0; e < l.edgeCount; ++e)
      for (const NodeId node : {graph_.edge({l.firstEdge + e}).from, graph_.edge({l.firstEdge + e}).to}) relink_.insert(node);
    for (const LineSplit& split : cut.splits) relink_.insert(split.node);
    relink_.insert(endsOf(index).first);
    relink_.insert(endsOf(index).last);
  }
}

GraphEditor::Cut GraphEditor::cutOf(std::uint32_t index) const {
  Cut cut;
  const GraphLine& l = line(index);
  const Ends ends = endsOf(index);
  const auto chunks = chunksOf(index);
  for (const std::uint32_t node : nodesAlong(index)) {
    if (node == ends.first.value || node == ends.last.value) continue;
    if (LineSplit best; splitAt({node}, index, chunks, best)) cut.splits.push_back(best);
  }
  sortSplits(cut.splits);
  if (l.layer == Layer::Rivers)
    for (std::uint32_t e = 0; e + 1 < l.edgeCount; ++e) {
      const Edge& edge = graph_.edge({l.firstEdge + e});
      const NodeId inner = l.reversed ? edge.from : edge.to;
      if (!graph_.isGone(inner) && !isLineEnd(inner)) cut.linkMade.push_back({index, std::max(edge.fromChainage, edge.toChainage), inner, 0});
    }
  return cut;
}

std::vector<std::uint32_t> GraphEditor::nodesAlong(std::uint32_t index) const {
  const GraphLine& l = line(index);
  const double tolerance = graph_.options().toleranceMetres;
  std::vector<std::uint32_t> nodes;
  for (const GraphChunk& chunk : chunksOf(index)) {
    const Box box = boxOf(chunk);
    const DegreeLength scale = safeDegreeLength(std::max(std::abs(box.minY), std::abs(box.maxY)));
    const Box around = box.grown(tolerance * 1.01 / scale.lon, tolerance * 1.01 / scale.lat);
    graph_.chunksNear(around, [&](const GraphChunk& other) {
      const GraphLine& o = line(other.line);
      if (o.layer != l.layer) return;
      const auto vertices = graph_.vertices(o);
      if (other.firstPoint == o.firstPoint && around.contains(vertices.front().x, vertices.front().y)) nodes.push_back(endsOf(other.line).first.value);
      if (other.firstPoint + other.pointCount == o.firstPoint + o.pointCount && around.contains(vertices.back().x, vertices.back().y))
        nodes.push_back(endsOf(other.line).last.value);
    });
    if (l.layer == Layer::Channels)
      graph_.recordsNear(around, [&](const GraphRecord& record) { nodes.push_back(record.node.value); });
  }
  std::ranges::sort(nodes);
  nodes.erase(std::ranges::unique(nodes).begin(), nodes.end());
  return nodes;
}

bool GraphEditor::splitAt(NodeId node, std::uint32_t index, std::span<const GraphChunk> chunks, LineSplit& best) const {
  const double tolerance = graph_.options().toleranceMetres;
  const GraphLine& l = line(index);
  const Members members = membersOf(node);
  std::vector<SnapPoint> positions;
  for (const End& end : members.ends) positions.push_back(at(end));
  for (const GraphRecord& record : members.records) positions.push_back({record.at.x, record.at.y, std::numeric_limits<double>::quiet_NaN(), true});
  NodeSpan span;
  for (const SnapPoint& p : positions) span.add(p);
  bool found = false;
  for (const GraphVertex& anchor : anchorsOf(positions, graph_.position(node), tolerance)) {
    const DegreeLength scale = safeDegreeLength(anchor.y);
    const Box box = boxAround(pointOf(anchor), tolerance);
    for (const GraphChunk& chunk : chunks) {
      if (!boxOf(chunk).intersects(box)) continue;
      const ChunkPlace place = placeOnChunk(graph_.vertices(chunk), pointOf(anchor), scale);
      const double along = chunk.startAlong + place.along;
      if (place.distance > tolerance || along <= 0 || along >= l.lengthMetres ||
          !levelsMeet(span.low, span.high, levelAlong(l, along), graph_.options().levelMetres))
        continue;
      if (found && std::tuple(best.distance, best.along) <= std::tuple(place.distance, along)) continue;
      best = {index, along, node, place.distance};
      found = true;
    }
  }
  return found;
}

} // namespace suyuan::network
