// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/identify.h"

#include "gis/render/rows_near.h"
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <limits>

namespace suyuan::render {

namespace {

double toSegment(double px, double py, double ax, double ay, double bx, double by) noexcept {
  const double dx = bx - ax, dy = by - ay;
  const double norm = dx * dx + dy * dy;
  const double t = norm > 0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / norm, 0.0, 1.0) : 0.0;
  return std::hypot(px - ax - t * dx, py - ay - t * dy);
}

/// Map units from a position to a feature; 0 inside a polygon.
double distanceTo(const layers::FeatureTable& t, std::size_t row, double px, double py) noexcept {
  if (t.isPoints()) return std::hypot(t.x[row] - px, t.y[row] - py);
  double best = std::numeric_limits<double>::infinity();
  bool inside = false;
  const GeometryKind kind = t.kindOf(row);
  for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part) {
    for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i) {
      if (kind == GeometryKind::Point) {
        best = std::min(best, std::hypot(t.x[i] - px, t.y[i] - py));
        continue;
      }
      if (i == t.partStart[part]) continue;
      const double ax = t.x[i - 1], ay = t.y[i - 1], bx = t.x[i], by = t.y[i];
      best = std::min(best, toSegment(px, py, ax, ay, bx, by));
      if ((ay > py) != (by > py) && px < ax + (py - ay) / (by - ay) * (bx - ax)) inside = !inside;
    }
  }
  return kind == GeometryKind::Polygon && inside ? 0 : best;
}

struct Near {
  double distance; ///< map units
  std::int64_t fid;
  auto operator<=>(const Near&) const = default;
};

/// The nearest few, so that a city's thousands of outfalls under one pixel cost no more than a handful.
class Nearest {
public:
  explicit Nearest(std::size_t most) : most_(most) {}
  /// What lies further cannot get in.
  [[nodiscard]] double reach() const noexcept {
    return heap_.size() < most_ ? std::numeric_limits<double>::infinity() : most_ == 0 ? -1.0 : heap_.front().distance;
  }
  void add(Near one) {
    heap_.push_back(one);
    std::ranges::push_heap(heap_);
    if (heap_.size() <= most_) return;
    std::ranges::pop_heap(heap_);
    heap_.pop_back();
  }
  [[nodiscard]] std::vector<Near> sorted() {
    std::ranges::sort(heap_);
    return std::move(heap_);
  }

private:
  std::size_t most_;
  std::vector<Near> heap_; ///< the furthest first
};

bool segmentMeets(const Box& box, double ax, double ay, double bx, double by) noexcept {
  if (box.contains(ax, ay) || box.contains(bx, by)) return true;
  double enter = 0, leave = 1;
  const auto edge = [&](double p, double q) {
    if (p == 0) return q >= 0;
    const double t = q / p;
    if (p < 0) enter = std::max(enter, t);
    else leave = std::min(leave, t);
    return enter <= leave;
  };
  return edge(ax - bx, ax - box.minX) && edge(bx - ax, box.maxX - ax) && edge(ay - by, ay - box.minY) && edge(by - ay, box.maxY - ay);
}

bool meets(const layers::FeatureTable& t, std::size_t row, const Box& box) noexcept {
  if (t.isPoints()) return box.contains(t.x[row], t.y[row]);
  const GeometryKind kind = t.kindOf(row);
  for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part)
    for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i) {
      if (kind == GeometryKind::Point ? box.contains(t.x[i], t.y[i])
                                      : i > t.partStart[part] && segmentMeets(box, t.x[i - 1], t.y[i - 1], t.x[i], t.y[i]))
        return true;
    }
  return kind == GeometryKind::Polygon && distanceTo(t, row, (box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2) == 0;
}

bool holds(std::span<const Point> outline, double x, double y) noexcept {
  bool inside = false;
  for (std::size_t i = 0, before = outline.size() - 1; i < outline.size(); before = i++) {
    const Point &a = outline[before], &b = outline[i];
    if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

/// Whether two pieces of line have a point in common; such as lie on one line count when one end is on the other piece.
bool cross(const Point& a, const Point& b, double cx, double cy, double dx, double dy) noexcept {
  const auto side = [](const Point& from, const Point& to, double x, double y) { return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x); };
  const double c = side(a, b, cx, cy), d = side(a, b, dx, dy);
  const double e = side({cx, cy}, {dx, dy}, a.x, a.y), f = side({cx, cy}, {dx, dy}, b.x, b.y);
  if (c == 0 && d == 0) return Box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}.intersects({std::min(cx, dx), std::min(cy, dy), std::max(cx, dx), std::max(cy, dy)});
  return (c > 0) != (d > 0) && (e > 0) != (f > 0);
}

bool meets(const layers::FeatureTable& t, std::size_t row, std::span<const Point> outline) noexcept {
  if (t.isPoints()) return holds(outline, t.x[row], t.y[row]);
  const GeometryKind kind = t.kindOf(row);
  for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part)
    for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i) {
      if (holds(outline, t.x[i], t.y[i])) return true;
      if (kind == GeometryKind::Point || i == t.partStart[part]) continue;
      for (std::size_t k = 0, before = outline.size() - 1; k < outline.size(); before = k++)
        if (cross(outline[before], outline[k], t.x[i - 1], t.y[i - 1], t.x[i], t.y[i])) return true;
    }
  return kind == GeometryKind::Polygon && distanceTo(t, row, outline.front().x, outline.front().y) == 0;
}

/// fids of the rows in the box that the test takes, ascending.
template <class Test>
std::vector<std::int64_t> fidsIn(const SceneLayer& layer, const Box& box, const Test& test) {
  std::vector<std::int64_t> fids;
  if (!layer.table) return fids;
  layer.table->index.query(box, [&](std::uint32_t row) {
    if (!isHidden(layer, row) && test(row)) fids.push_back(layer.table->fids[row]);
    return true;
  });
  std::ranges::sort(fids);
  return fids;
}

} // namespace

std::vector<Identified> identify(const MapScene& scene, const MapView& view, QPointF position, double tolerance,
                                 std::size_t limit) {
  std::vector<Identified> found;
  const Point at = view.toMap(position);
  const double reach = tolerance * view.metresPerPixel;
  for (std::size_t n = scene.layers.size(); n-- > 0;) {
    const SceneLayer& layer = scene.layers[n];
    if (!isShown(layer, view)) continue;
    const layers::FeatureTable& table = *layer.table;
    Nearest here(limit - found.size());
    rowsNear(scene, layer, view, position, tolerance, [&](std::uint32_t row, double ofBox) {
      if (ofBox > here.reach()) return false; // none of the others is nearer
      const double distance = distanceTo(table, row, at.x, at.y);
      if (distance <= reach) here.add({distance, table.fids[row]});
      return true;
    });
    for (const Near& one : here.sorted()) found.push_back({layer.id, one.fid, one.distance / view.metresPerPixel});
    if (found.size() >= limit) break;
  }
  return found;
}

std::vector<std::int64_t> recordsIn(const SceneLayer& layer, const Box& box) {
  return fidsIn(layer, box, [&](std::uint32_t row) { return meets(*layer.table, row, box); });
}

std::vector<std::int64_t> recordsIn(const SceneLayer& layer, std::span<const Point> outline) {
  if (outline.size() < 3) return {};
  Box box;
  for (const Point& corner : outline) box.add(corner.x, corner.y);
  return fidsIn(layer, box, [&](std::uint32_t row) { return meets(*layer.table, row, outline); });
}

} // namespace suyuan::render
