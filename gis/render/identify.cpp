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
  std::vector<std::int64_t> fids;
  if (!layer.table) return fids;
  layer.table->index.query(box, [&](std::uint32_t row) {
    if (!isHidden(layer, row) && meets(*layer.table, row, box)) fids.push_back(layer.table->fids[row]);
    return true;
  });
  std::ranges::sort(fids);
  return fids;
}

} // namespace suyuan::render
