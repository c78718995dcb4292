// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/line_editing.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>

namespace suyuan {

namespace {

/// Degrees, a tenth of a millimetre: a vertex that was put on an edge lies this near to it after rounding.
constexpr double onEdge = 1e-9;

struct Run {
  std::vector<Point>* points = nullptr;
  bool ring = false;
};

std::vector<Run> editableRuns(Geometry& geometry) {
  std::vector<Run> runs;
  const auto rings = [&](Polygon& polygon) {
    for (auto& ring : polygon.rings) runs.push_back({&ring, true});
  };
  if (auto* line = std::get_if<LineString>(&geometry)) runs.push_back({&line->points, false});
  else if (auto* lines = std::get_if<MultiLineString>(&geometry))
    for (auto& part : lines->parts) runs.push_back({&part.points, false});
  else if (auto* polygon = std::get_if<Polygon>(&geometry)) rings(*polygon);
  else if (auto* polygons = std::get_if<MultiPolygon>(&geometry))
    for (auto& part : polygons->parts) rings(part);
  return runs;
}

/// Nothing in `points` when there is no such vertex.
Run runWith(Geometry& geometry, VertexPlace place) {
  const auto runs = editableRuns(geometry);
  return place.run < runs.size() && place.vertex < runs[place.run].points->size() ? runs[place.run] : Run{};
}

bool samePlace(const Point& a, const Point& b) noexcept { return a.x == b.x && a.y == b.y; }

std::vector<LineString> linesOf(const Geometry& geometry) {
  if (const auto* line = std::get_if<LineString>(&geometry)) return {*line};
  if (const auto* lines = std::get_if<MultiLineString>(&geometry)) return lines->parts;
  return {};
}

Geometry asGeometry(std::vector<LineString> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  return MultiLineString{std::move(parts)};
}

/// A place on a run: `along` counts vertices and the fraction of the edge after.
struct Crossing {
  double onLine = 0, onDrawn = 0;
  Point at;
};

double fractionOn(const Point& a, const Point& b, const Point& p) noexcept {
  const double dx = b.x - a.x, dy = b.y - a.y, norm = dx * dx + dy * dy;
  return norm > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / norm, 0.0, 1.0) : 0.0;
}

bool touches(const Point& a, const Point& b, const Point& p) noexcept {
  const double t = fractionOn(a, b, p);
  return std::hypot(a.x + t * (b.x - a.x) - p.x, a.y + t * (b.y - a.y) - p.y) <= onEdge;
}

/// Where the edges a→b and c→d meet; a vertex that lies on the other edge is the place itself.
std::optional<Crossing> meeting(const Point& a, const Point& b, const Point& c, const Point& d) noexcept {
  for (const auto& [vertex, onDrawn] : {std::pair(c, 0.0), std::pair(d, 1.0)})
    if (touches(a, b, vertex)) return Crossing{fractionOn(a, b, vertex), onDrawn, vertex};
  for (const auto& [vertex, onLine] : {std::pair(a, 0.0), std::pair(b, 1.0)})
    if (touches(c, d, vertex)) return Crossing{onLine, fractionOn(c, d, vertex), vertex};
  const double ux = b.x - a.x, uy = b.y - a.y, vx = d.x - c.x, vy = d.y - c.y;
  const double cross = ux * vy - uy * vx;
  if (cross == 0) return std::nullopt;
  const double t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross, u = ((c.x - a.x) * uy - (c.y - a.y) * ux) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1) return std::nullopt;
  return Crossing{t, u, {a.x + t * ux, a.y + t * uy}};
}

/// In the order of the drawn line, each place once.
std::vector<Crossing> crossingsOf(std::span<const Point> line, std::span<const Point> drawn) {
  std::vector<Crossing> all;
  for (std::size_t j = 0; j + 1 < drawn.size(); ++j)
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
      if (auto met = meeting(line[i], line[i + 1], drawn[j], drawn[j + 1])) {
        met->onLine += static_cast<double>(i);
        met->onDrawn += static_cast<double>(j);
        all.push_back(*met);
      }
  std::ranges::stable_sort(all, {}, &Crossing::onDrawn);
  const auto near = [](const Crossing& a, const Crossing& b) { return std::hypot(a.at.x - b.at.x, a.at.y - b.at.y) <= onEdge; };
  const auto doubled = std::ranges::unique(all, near);
  all.erase(doubled.begin(), doubled.end());
  return all;
}

bool isNear(const Point& a, const Point& b) noexcept { return std::hypot(a.x - b.x, a.y - b.y) <= onEdge; }

void append(std::vector<Point>& to, const Point& p) {
  if (to.empty() || !isNear(to.back(), p)) to.push_back(p);
}

/// The line's own vertices strictly between two places on it, in the order from → to.
void appendLinePart(std::vector<Point>& to, std::span<const Point> line, double from, double until) {
  if (from <= until) {
    for (std::size_t i = 0; i < line.size(); ++i)
      if (static_cast<double>(i) > from && static_cast<double>(i) < until) append(to, line[i]);
    return;
  }
  for (std::size_t i = line.size(); i-- > 0;)
    if (static_cast<double>(i) < from && static_cast<double>(i) > until) append(to, line[i]);
}

/// A crossing at a vertex of the line is that vertex, with its height.
Point placeOf(std::span<const Point> line, const Crossing& crossing) {
  const auto nearest = static_cast<std::size_t>(std::lround(crossing.onLine));
  return nearest < line.size() && isNear(line[nearest], crossing.at) ? line[nearest] : crossing.at;
}

double areaOfRing(const std::vector<Point>& ring) { return areaSquareMetres(Geometry{Polygon{{ring}}}); }

std::vector<Point> drawnBetween(std::span<const Point> line, std::span<const Point> drawn, const Crossing& first, const Crossing& last) {
  std::vector<Point> between;
  append(between, placeOf(line, first));
  appendLinePart(between, drawn, first.onDrawn, last.onDrawn);
  append(between, placeOf(line, last));
  return between;
}

std::vector<Point> reshapedLine(std::span<const Point> line, std::vector<Point> between, Crossing first, Crossing last) {
  if (first.onLine > last.onLine) {
    std::swap(first, last);
    std::ranges::reverse(between);
  }
  std::vector<Point> now;
  appendLinePart(now, line, -1, first.onLine);
  for (const Point& p : between) append(now, p);
  appendLinePart(now, line, last.onLine, static_cast<double>(line.size()));
  return now;
}

/// Either way around the ring is possible; the larger area stays.
std::vector<Point> reshapedRing(std::span<const Point> ring, std::vector<Point> between, Crossing first, Crossing last) {
  if (first.onLine > last.onLine) {
    std::swap(first, last);
    std::ranges::reverse(between);
  }
  std::vector<Point> outer = reshapedLine(ring, between, first, last); // the ring's beginning stays
  if (!outer.empty() && !samePlace(outer.front(), outer.back())) outer.push_back(outer.front());
  std::vector<Point> inner; // the ring's part between the crossings stays
  append(inner, between.front());
  appendLinePart(inner, ring, first.onLine, last.onLine);
  for (std::size_t i = between.size(); i-- > 0;) append(inner, between[i]);
  if (!samePlace(inner.front(), inner.back())) inner.push_back(inner.front());
  return areaOfRing(outer) >= areaOfRing(inner) ? outer : inner;
}

/// The one crossing is at an end of both lines: the drawn one goes on from there.
std::vector<Point> lengthened(std::span<const Point> line, std::span<const Point> drawn) {
  std::vector<Point> more(drawn.begin(), drawn.end());
  std::vector<Point> now(line.begin(), line.end());
  const bool atStart = isNear(drawn.front(), line.front()) || isNear(drawn.back(), line.front());
  const Point& end = atStart ? line.front() : line.back();
  if (!isNear(more.front(), end)) std::ranges::reverse(more);
  if (!isNear(more.front(), end)) return {};
  more.erase(more.begin());
  if (atStart) now.insert(now.begin(), more.rbegin(), more.rend());
  else now.insert(now.end(), more.begin(), more.end());
  return now;
}

} // namespace

std::vector<std::span<const Point>> runsOf(const Geometry& geometry) {
  std::vector<std::span<const Point>> runs;
  const auto rings = [&](const Polygon& polygon) {
    for (const auto& ring : polygon.rings) runs.emplace_back(ring);
  };
  if (const auto* line = std::get_if<LineString>(&geometry)) runs.emplace_back(line->points);
  else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    for (const auto& part : lines->parts) runs.emplace_back(part.points);
  else if (const auto* polygon = std::get_if<Polygon>(&geometry)) rings(*polygon);
  else if (const auto* polygons = std::get_if<MultiPolygon>(&geometry))
    for (const auto& part : polygons->parts) rings(part);
  return runs;
}

std::optional<Geometry> withMovedVertex(Geometry geometry, VertexPlace place, const Point& to) {
  const Run run = runWith(geometry, place);
  if (run.points == nullptr) return std::nullopt;
  auto& points = *run.points;
  const bool closing = run.ring && samePlace(points.front(), points.back()) && (place.vertex == 0 || place.vertex + 1 == points.size());
  points[place.vertex] = to;
  if (closing) points.front() = points.back() = to;
  return geometry;
}

std::optional<Geometry> withNewVertex(Geometry geometry, VertexPlace after, const Point& at) {
  const Run run = runWith(geometry, after);
  if (run.points == nullptr || after.vertex + 1 >= run.points->size()) return std::nullopt;
  run.points->insert(run.points->begin() + static_cast<std::ptrdiff_t>(after.vertex) + 1, at);
  return geometry;
}

std::optional<Geometry> withoutVertex(Geometry geometry, VertexPlace place) {
  const Run run = runWith(geometry, place);
  if (run.points == nullptr || run.points->size() <= (run.ring ? 4U : 2U)) return std::nullopt;
  auto& points = *run.points;
  if (run.ring && samePlace(points.front(), points.back()) && (place.vertex == 0 || place.vertex + 1 == points.size())) {
    points.pop_back();
    points.front() = points.back(); // closed where its last own vertex is
    return geometry;
  }
  points.erase(points.begin() + static_cast<std::ptrdiff_t>(place.vertex));
  return geometry;
}

Geometry reversed(Geometry geometry) {
  for (const Run& run : editableRuns(geometry))
    if (!run.ring) std::ranges::reverse(*run.points);
  if (auto* lines = std::get_if<MultiLineString>(&geometry)) std::ranges::reverse(lines->parts);
  return geometry;
}

std::optional<std::pair<Geometry, Geometry>> splitAt(const Geometry& line, const Point& at) {
  std::vector<LineString> first, second = linesOf(line);
  std::size_t nearest = 0;
  std::optional<PlaceOnLine> cut;
  for (std::size_t i = 0; i < second.size(); ++i)
    if (const auto here = nearestOnLine(second[i].points, at); here && (!cut || here->distance < cut->distance)) {
      cut = here;
      nearest = i;
    }
  if (!cut) return std::nullopt;
  const std::vector<Point> whole = second[nearest].points;
  Point place = isNear(cut->at, at) ? at : cut->at; // a place that lies on the line is taken to the last bit
  std::size_t before = cut->segment + 1, after = before; // the first piece's own vertices end, the second's begin
  for (const std::size_t vertex : {cut->segment, cut->segment + 1})
    if (isNear(whole[vertex], place)) {
      place = whole[vertex];
      before = vertex;
      after = vertex + 1;
      break;
    }
  if (before == 0 || after >= whole.size()) return std::nullopt;
  LineString head{{whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(before)}};
  head.points.push_back(place);
  LineString tail{{place}};
  tail.points.insert(tail.points.end(), whole.begin() + static_cast<std::ptrdiff_t>(after), whole.end());
  first.assign(second.begin(), second.begin() + static_cast<std::ptrdiff_t>(nearest));
  first.push_back(std::move(head));
  second.erase(second.begin(), second.begin() + static_cast<std::ptrdiff_t>(nearest));
  second.front() = std::move(tail);
  return std::pair(asGeometry(std::move(first)), asGeometry(std::move(second)));
}

std::optional<JoinedLine> joined(std::span<const Geometry> lines, std::size_t leading, double joint) {
  if (leading >= lines.size()) return std::nullopt;
  // A multi-line's parts follow one another: it is a chain of its own before it is joined to others.
  std::vector<std::vector<Point>> chains;
  for (const Geometry& line : lines) {
    std::vector<LineString> parts = linesOf(line);
    if (parts.empty() || std::ranges::any_of(parts, [](const LineString& part) { return part.points.size() < 2; })) return std::nullopt;
    std::vector<Point> chain = std::move(parts.front().points);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const auto& next = parts[i].points;
      if (!(distanceMetres(chain.back(), next.front()) <= joint)) return std::nullopt;
      chain.insert(chain.end(), next.begin() + (samePlace(chain.back(), next.front()) ? 1 : 0), next.end());
    }
    chains.push_back(std::move(chain));
  }
  JoinedLine result{.line = {chains[leading]}, .order = {leading}, .turned = std::vector<bool>(lines.size(), false)};
  std::vector<bool> used(lines.size(), false);
  used[leading] = true;
  auto& points = result.line.points;
  while (result.order.size() < lines.size()) {
    struct Next {
      double gap;
      std::size_t line;
      bool atStart, turn;
    };
    std::optional<Next> best;
    for (std::size_t i = 0; i < chains.size(); ++i) {
      if (used[i]) continue;
      for (const Next& way : {Next{distanceMetres(points.back(), chains[i].front()), i, false, false},
                              Next{distanceMetres(points.front(), chains[i].back()), i, true, false},
                              Next{distanceMetres(points.back(), chains[i].back()), i, false, true},
                              Next{distanceMetres(points.front(), chains[i].front()), i, true, true}})
        if (way.gap <= joint && (!best || way.gap < best->gap)) best = way;
    }
    if (!best) return std::nullopt;
    std::vector<Point> next = chains[best->line];
    if (best->turn) std::ranges::reverse(next);
    if (best->atStart) {
      if (samePlace(next.back(), points.front())) next.pop_back();
      points.insert(points.begin(), next.begin(), next.end());
      result.order.insert(result.order.begin(), best->line);
    } else {
      points.insert(points.end(), next.begin() + (samePlace(points.back(), next.front()) ? 1 : 0), next.end());
      result.order.push_back(best->line);
    }
    result.turned[best->line] = best->turn;
    used[best->line] = true;
  }
  return result;
}

std::optional<Geometry> reshaped(Geometry geometry, std::span<const Point> drawn) {
  if (drawn.size() < 2) return std::nullopt;
  Run met;
  std::vector<Crossing> crossings;
  for (const Run& run : editableRuns(geometry))
    if (auto here = crossingsOf(*run.points, drawn); here.size() > crossings.size()) {
      crossings = std::move(here);
      met = run;
    }
  if (met.points == nullptr) return std::nullopt;
  auto& points = *met.points;
  if (crossings.size() == 1) {
    if (met.ring || !(isNear(crossings.front().at, points.front()) || isNear(crossings.front().at, points.back()))) return std::nullopt;
    std::vector<Point> longer = lengthened(points, drawn);
    if (longer.empty()) return std::nullopt;
    points = std::move(longer);
    return geometry;
  }
  const Crossing &first = crossings.front(), &last = crossings.back();
  if (isNear(first.at, last.at)) return std::nullopt; // it comes back to where it left
  std::vector<Point> between = drawnBetween(points, drawn, first, last);
  points = met.ring ? reshapedRing(points, std::move(between), first, last) : reshapedLine(points, std::move(between), first, last);
  return geometry;
}

} // namespace suyuan
