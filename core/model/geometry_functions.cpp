// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"

#include <algorithm>
#include <numbers>

namespace suyuan {

namespace {

// CGCS2000: a = 6378137 m, 1/f = 298.257222101
constexpr double semiMajor = 6378137.0;
constexpr double flattening = 1.0 / 298.257222101;
constexpr double eccentricity2 = flattening * (2.0 - flattening);

/// Calls visit(span of points, isRing) for each run of positions of a geometry.
template <class Visit>
void eachRun(const Geometry& geometry, Visit&& visit) {
  struct Walker {
    Visit& visit;
    void operator()(std::monostate) const {}
    void operator()(const Point& p) const { visit(std::span<const Point>(&p, 1), false); }
    void operator()(const LineString& l) const { visit(std::span<const Point>(l.points), false); }
    void operator()(const Polygon& p) const {
      for (const auto& ring : p.rings) visit(std::span<const Point>(ring), true);
    }
    void operator()(const MultiPoint& m) const {
      for (const auto& p : m.parts) (*this)(p);
    }
    void operator()(const MultiLineString& m) const {
      for (const auto& l : m.parts) (*this)(l);
    }
    void operator()(const MultiPolygon& m) const {
      for (const auto& p : m.parts) (*this)(p);
    }
  };
  std::visit(Walker{visit}, geometry);
}

double ringArea(std::span<const Point> ring) noexcept {
  if (ring.size() < 4) return 0;
  const DegreeLength unit = degreeLength(ring.front().y);
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const double ax = (ring[i].x - ring[0].x) * unit.lon, ay = (ring[i].y - ring[0].y) * unit.lat;
    const double bx = (ring[i + 1].x - ring[0].x) * unit.lon, by = (ring[i + 1].y - ring[0].y) * unit.lat;
    twice += ax * by - bx * ay;
  }
  return std::abs(twice) / 2;
}

double polygonArea(const Polygon& polygon) noexcept {
  double area = 0;
  for (std::size_t i = 0; i < polygon.rings.size(); ++i)
    area += (i == 0 ? 1 : -1) * ringArea(polygon.rings[i]);
  return std::max(area, 0.0);
}

bool ringContains(std::span<const Point> ring, const Point& p) noexcept {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point &a = ring[i], &b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

bool polygonContains(const Polygon& polygon, const Point& p) noexcept {
  bool inside = false;
  for (const auto& ring : polygon.rings)
    if (!ring.empty() && ringContains(ring, p)) inside = !inside;
  return inside;
}

} // namespace

DegreeLength degreeLength(double latitude) noexcept {
  const double phi = latitude * std::numbers::pi / 180.0;
  const double s = std::sin(phi);
  const double w2 = 1.0 - eccentricity2 * s * s;
  const double w = std::sqrt(w2);
  constexpr double perDegree = std::numbers::pi / 180.0;
  return {semiMajor / w * std::cos(phi) * perDegree, semiMajor * (1 - eccentricity2) / (w2 * w) * perDegree};
}

double distanceMetres(const Point& a, const Point& b) noexcept {
  const DegreeLength unit = degreeLength((a.y + b.y) / 2);
  return std::hypot((b.x - a.x) * unit.lon, (b.y - a.y) * unit.lat);
}

double lengthMetres(std::span<const Point> line) noexcept {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distanceMetres(line[i - 1], line[i]);
  return length;
}

double lengthMetres(const Geometry& geometry) noexcept {
  double length = 0;
  if (std::holds_alternative<LineString>(geometry) || std::holds_alternative<MultiLineString>(geometry))
    eachRun(geometry, [&](std::span<const Point> run, bool) { length += lengthMetres(run); });
  return length;
}

double areaSquareMetres(const Geometry& geometry) noexcept {
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) return polygonArea(*polygon);
  double area = 0;
  if (const auto* multi = std::get_if<MultiPolygon>(&geometry))
    for (const auto& part : multi->parts) area += polygonArea(part);
  return area;
}

Box boxOf(const Geometry& geometry) noexcept {
  Box box;
  eachRun(geometry, [&](std::span<const Point> run, bool) {
    for (const Point& p : run)
      if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p.x, p.y);
  });
  return box;
}

std::optional<PlaceOnLine> nearestOnLine(std::span<const Point> line, const Point& position) noexcept {
  if (line.size() < 2) return std::nullopt;
  const DegreeLength unit = degreeLength(position.y);
  std::optional<PlaceOnLine> best;
  double along = 0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const double ax = (line[i].x - position.x) * unit.lon, ay = (line[i].y - position.y) * unit.lat;
    const double bx = (line[i + 1].x - position.x) * unit.lon, by = (line[i + 1].y - position.y) * unit.lat;
    const double dx = bx - ax, dy = by - ay;
    const double length2 = dx * dx + dy * dy;
    const double t = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
    const double px = ax + t * dx, py = ay + t * dy;
    const double distance = std::hypot(px, py);
    const double length = std::sqrt(length2);
    if (!best || distance < best->distance) {
      const Point at{line[i].x + t * (line[i + 1].x - line[i].x), line[i].y + t * (line[i + 1].y - line[i].y)};
      // The position is the origin here: it is left of a→b when the cross product of (b-a) and (0-a) is positive.
      best = PlaceOnLine{at, distance, along + t * length, i, dx * -ay - dy * -ax > 0};
    }
    along += length;
  }
  return best;
}

std::optional<PlaceOnLine> nearestOnLine(const Geometry& geometry, const Point& position) noexcept {
  std::optional<PlaceOnLine> best;
  double before = 0;
  eachRun(geometry, [&](std::span<const Point> run, bool) {
    auto here = nearestOnLine(run, position);
    if (here && (!best || here->distance < best->distance)) {
      here->along += before;
      best = here;
    }
    before += lengthMetres(run);
  });
  return best;
}

bool contains(const Geometry& area, const Point& position) noexcept {
  if (const auto* polygon = std::get_if<Polygon>(&area)) return polygonContains(*polygon, position);
  if (const auto* multi = std::get_if<MultiPolygon>(&area))
    return std::ranges::any_of(multi->parts, [&](const Polygon& p) { return polygonContains(p, position); });
  return false;
}

Point pointAlong(std::span<const Point> line, double along) noexcept {
  if (along <= 0 || line.size() < 2) return line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double length = distanceMetres(line[i - 1], line[i]);
    if (along <= length && length > 0) {
      const double t = along / length;
      return {line[i - 1].x + t * (line[i].x - line[i - 1].x), line[i - 1].y + t * (line[i].y - line[i - 1].y)};
    }
    along -= length;
  }
  return line.back();
}

namespace {

/// Middle of the widest piece that a level line through the box's middle cuts from the polygon.
std::optional<Point> insidePolygon(const Polygon& polygon) {
  if (polygon.rings.empty() || polygon.rings.front().empty()) return std::nullopt;
  Box box;
  for (const Point& p : polygon.rings.front())
    if (std::isfinite(p.x) && std::isfinite(p.y)) box.add(p.x, p.y);
  if (box.isEmpty()) return std::nullopt;
  std::vector<double> cuts;
  const double y = (box.minY + box.maxY) / 2;
  for (const auto& ring : polygon.rings)
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const Point &a = ring[i], &b = ring[i + 1];
      if ((a.y > y) != (b.y > y)) cuts.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
    }
  std::ranges::sort(cuts);
  double widest = -1;
  Point best{(box.minX + box.maxX) / 2, y};
  for (std::size_t i = 0; i + 1 < cuts.size(); i += 2)
    if (cuts[i + 1] - cuts[i] > widest) {
      widest = cuts[i + 1] - cuts[i];
      best.x = (cuts[i] + cuts[i + 1]) / 2;
    }
  return best;
}

} // namespace

std::optional<Point> anchorOf(const Geometry& geometry) noexcept {
  if (const auto* point = std::get_if<Point>(&geometry)) return *point;
  if (const auto* points = std::get_if<MultiPoint>(&geometry))
    return points->parts.empty() ? std::nullopt : std::optional(points->parts.front());
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) return insidePolygon(*polygon);
  if (const auto* multi = std::get_if<MultiPolygon>(&geometry)) {
    const auto largest = std::ranges::max_element(multi->parts, {}, polygonArea);
    return largest == multi->parts.end() ? std::nullopt : insidePolygon(*largest);
  }
  std::span<const Point> longest;
  double length = -1;
  eachRun(geometry, [&](std::span<const Point> run, bool) {
    if (run.empty()) return;
    if (const double l = lengthMetres(run); l > length) {
      length = l;
      longest = run;
    }
  });
  if (longest.empty()) return std::nullopt;
  return pointAlong(longest, length / 2);
}

bool isFinite(const Geometry& geometry) noexcept {
  bool finite = true;
  eachRun(geometry, [&](std::span<const Point> run, bool) {
    for (const Point& p : run) finite = finite && std::isfinite(p.x) && std::isfinite(p.y);
  });
  return finite;
}

} // namespace suyuan
