// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/network_crossings.h"

#include "core/network/line_making.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace suyuan::network {

namespace {

/// A segment of a channel and where it stands on its line.
struct Segment {
  std::uint32_t line;
  GraphVertex a, b;
  double along; ///< of a, m
};

/// Where two segments cross, as parts of each; nothing when they do not, or lie upon each other.
std::optional<std::pair<double, double>> crossing(const Segment& s, const Segment& t) {
  const double sx = s.b.x - s.a.x, sy = s.b.y - s.a.y, tx = t.b.x - t.a.x, ty = t.b.y - t.a.y;
  const double cross = sx * ty - sy * tx;
  if (cross == 0) return {};
  const double dx = t.a.x - s.a.x, dy = t.a.y - s.a.y;
  const double u = (dx * ty - dy * tx) / cross, v = (dx * sy - dy * sx) / cross;
  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return {};
  return std::pair{u, v};
}

/// True when a node that both lines run through lies at the place.
bool isJoined(const DrainageGraph& graph, std::uint32_t a, std::uint32_t b, const Point& at) {
  const double near = 2 * graph.options().toleranceMetres;
  const auto nodesNear = [&](std::uint32_t line, auto&& visit) {
    const GraphLine& l = graph.line(line);
    for (std::uint32_t e = 0; e < l.edgeCount; ++e)
      for (const NodeId n : {graph.edge({l.firstEdge + e}).from, graph.edge({l.firstEdge + e}).to})
        if (distanceMetres(graph.position(n), at) <= near) visit(n);
  };
  bool joined = false;
  nodesNear(a, [&](NodeId n) { nodesNear(b, [&](NodeId m) { joined = joined || n == m; }); });
  return joined;
}

} // namespace

void findCrossings(const DrainageGraph& graph, const IssueOptions& options, const std::stop_token& stop, std::vector<NetworkIssue>& issues) {
  std::vector<Segment> segments;
  std::vector<Box> boxes;
  for (std::uint32_t i = 0; i < graph.lineCount(); ++i) {
    if (graph.isLineGone(i) || graph.line(i).layer != Layer::Channels) continue;
    const auto vertices = graph.vertices(graph.line(i));
    double along = 0;
    for (std::size_t v = 0; v + 1 < vertices.size(); ++v) {
      segments.push_back({i, vertices[v], vertices[v + 1], along});
      boxes.emplace_back().add(vertices[v].x, vertices[v].y);
      boxes.back().add(vertices[v + 1].x, vertices[v + 1].y);
      along += distanceMetres({vertices[v].x, vertices[v].y}, {vertices[v + 1].x, vertices[v + 1].y});
    }
  }
  const BoxIndex index{boxes};
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    if ((i & 0xFFF) == 0 && stop.stop_requested()) return;
    index.query(boxes[i], [&](std::uint32_t j) {
      if (j <= i || segments[i].line == segments[j].line) return;
      const Segment &s = segments[i], &t = segments[j];
      const auto parts = crossing(s, t);
      if (!parts) return;
      const Point at{s.a.x + parts->first * (s.b.x - s.a.x), s.a.y + parts->first * (s.b.y - s.a.y)};
      const GraphLine &a = graph.line(s.line), &b = graph.line(t.line);
      const double alongA = s.along + distanceMetres({s.a.x, s.a.y}, at), alongB = t.along + distanceMetres({t.a.x, t.a.y}, at);
      const double levelA = levelAlong(a, alongA), levelB = levelAlong(b, alongB);
      if (std::abs(levelA - levelB) > options.clearanceMetres || isJoined(graph, s.line, t.line, at)) return;
      const bool again = !issues.empty() && issues.back().kind == NetworkIssueKind::CrossingWithoutJoint && issues.back().fid == a.fid &&
                         issues.back().channels.back() == b.fid && distanceMetres(issues.back().at, at) < graph.options().toleranceMetres;
      if (!again) issues.push_back({.kind = NetworkIssueKind::CrossingWithoutJoint, .fid = a.fid, .at = at, .nearest = NodeRecord{b.layer, b.fid}, .nearestAt = at, .channels = {a.fid, b.fid}});
    });
  }
}

} // namespace suyuan::network
