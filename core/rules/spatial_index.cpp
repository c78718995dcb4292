// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/spatial_index.h"

#include "core/model/geometry_functions.h"

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace suyuan::rules {

namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using TreeValue = std::pair<TreeBox, std::uint32_t>;
using Tree = bg::index::rtree<TreeValue, bg::index::quadratic<16>>;

constexpr std::size_t pieceLength = 16; ///< segments in a piece of a line
constexpr std::size_t edgesPerBand = 8;

TreeBox treeBox(const Box& box) { return {{box.minX, box.minY}, {box.maxX, box.maxY}}; }

struct Edge {
  double ax, ay, bx, by;
};

template <class Visit>
void eachRun(const Geometry& geometry, Visit&& visit) {
  if (const auto* line = std::get_if<LineString>(&geometry)) visit(std::span<const Point>(line->points));
  else if (const auto* lines = std::get_if<MultiLineString>(&geometry))
    for (const auto& part : lines->parts) visit(std::span<const Point>(part.points));
  else if (const auto* polygon = std::get_if<Polygon>(&geometry))
    for (const auto& ring : polygon->rings) visit(std::span<const Point>(ring));
  else if (const auto* polygons = std::get_if<MultiPolygon>(&geometry))
    for (const auto& part : polygons->parts)
      for (const auto& ring : part.rings) visit(std::span<const Point>(ring));
}

bool finite(const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); }

struct Offset {
  double x, y;
};
/// From `at` to the nearest point of a segment, metres in the plane around `at`.
Offset toSegment(const Edge& e, const Point& at, const DegreeLength& unit) {
  const double ax = (e.ax - at.x) * unit.lon, ay = (e.ay - at.y) * unit.lat;
  const double dx = (e.bx - e.ax) * unit.lon, dy = (e.by - e.ay) * unit.lat;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
  return {ax + t * dx, ay + t * dy};
}

double segmentDistance(const Edge& e, const Point& at, const DegreeLength& unit) {
  const Offset to = toSegment(e, at, unit);
  return std::hypot(to.x, to.y);
}

constexpr double doubt = 1 + 1e-9; ///< squares farther apart than this are not asked for their roots

/// Calls use(value) for each of the tree that meets the shape; unlike the tree's iterators this takes no memory.
template <class Shape, class Use>
void eachMeeting(const Tree& tree, const Shape& shape, Use&& use) {
  tree.query(bg::index::intersects(shape), boost::make_function_output_iterator([&](const TreeValue& value) { use(value.second); }));
}

} // namespace

struct AreaIndex::Impl {
  struct Area {
    Box box;
    std::vector<Edge> edges;
    std::vector<std::uint32_t> bandStart; ///< into bandEdges, one more than bands
    std::vector<std::uint32_t> bandEdges; ///< indexes of edges
    [[nodiscard]] std::size_t bands() const { return bandStart.empty() ? 0 : bandStart.size() - 1; }
    [[nodiscard]] std::size_t band(double y) const {
      const double height = box.maxY - box.minY;
      if (!(height > 0)) return 0;
      const double at = (y - box.minY) / height * static_cast<double>(bands());
      return std::min(static_cast<std::size_t>(std::max(at, 0.0)), bands() - 1);
    }
  };
  std::vector<Area> areas;
  Tree tree;
};

AreaIndex::AreaIndex(std::span<const Geometry* const> geometries) : impl_(std::make_unique<Impl>()) {
  std::vector<TreeValue> values;
  impl_->areas.resize(geometries.size());
  for (std::uint32_t i = 0; i < geometries.size(); ++i) {
    Impl::Area& area = impl_->areas[i];
    const Geometry& geometry = *geometries[i];
    if (!std::holds_alternative<Polygon>(geometry) && !std::holds_alternative<MultiPolygon>(geometry)) continue;
    eachRun(geometry, [&](std::span<const Point> ring) {
      for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
        if (!finite(ring[k]) || !finite(ring[k + 1])) continue;
        area.edges.push_back({ring[k].x, ring[k].y, ring[k + 1].x, ring[k + 1].y});
        area.box.add(ring[k].x, ring[k].y);
        area.box.add(ring[k + 1].x, ring[k + 1].y);
      }
    });
    if (area.edges.empty()) continue;
    values.emplace_back(treeBox(area.box), i);
    const std::size_t bands = std::max<std::size_t>(1, area.edges.size() / edgesPerBand);
    area.bandStart.assign(bands + 1, 0);
    const auto eachBand = [&](const Edge& e, auto&& use) {
      for (std::size_t b = area.band(std::min(e.ay, e.by)), last = area.band(std::max(e.ay, e.by)); b <= last; ++b) use(b);
    };
    for (const Edge& e : area.edges) eachBand(e, [&](std::size_t b) { ++area.bandStart[b + 1]; });
    for (std::size_t b = 0; b < bands; ++b) area.bandStart[b + 1] += area.bandStart[b];
    area.bandEdges.resize(area.bandStart.back());
    std::vector<std::uint32_t> next(area.bandStart.begin(), area.bandStart.end() - 1);
    for (std::uint32_t e = 0; e < area.edges.size(); ++e)
      eachBand(area.edges[e], [&](std::size_t b) { area.bandEdges[next[b]++] = e; });
  }
  impl_->tree = Tree(values.begin(), values.end());
}

AreaIndex::AreaIndex(AreaIndex&&) noexcept = default;
AreaIndex::~AreaIndex() = default;

void AreaIndex::containing(const Point& at, std::vector<std::uint32_t>& out) const {
  out.clear();
  if (!finite(at) || impl_->tree.empty()) return;
  eachMeeting(impl_->tree, TreePoint(at.x, at.y), [&](std::uint32_t area) {
    if (contains(area, at)) out.push_back(area);
  });
  std::ranges::sort(out);
}

bool AreaIndex::contains(std::uint32_t index, const Point& p) const noexcept {
  const Impl::Area& area = impl_->areas[index];
  if (area.bands() == 0 || !area.box.contains(p.x, p.y)) return false;
  const std::size_t band = area.band(p.y);
  bool inside = false;
  for (std::uint32_t k = area.bandStart[band]; k < area.bandStart[band + 1]; ++k) {
    const Edge& e = area.edges[area.bandEdges[k]];
    if ((e.ay > p.y) != (e.by > p.y) && p.x < (e.bx - e.ax) * (p.y - e.ay) / (e.by - e.ay) + e.ax) inside = !inside;
  }
  return inside;
}

double AreaIndex::borderDistance(std::uint32_t index, const Point& at) const noexcept {
  double best = std::numeric_limits<double>::infinity();
  const DegreeLength unit = degreeLength(at.y);
  for (const Edge& e : impl_->areas[index].edges) best = std::min(best, segmentDistance(e, at, unit));
  return best;
}

struct LineIndex::Impl {
  struct Piece {
    std::uint32_t owner, begin, end; ///< edges [begin, end)
  };
  std::vector<Edge> edges;
  std::vector<Piece> pieces;
  Tree tree;
};

LineIndex::LineIndex(std::span<const Geometry* const> geometries) : impl_(std::make_unique<Impl>()) {
  std::vector<TreeValue> values;
  for (std::uint32_t owner = 0; owner < geometries.size(); ++owner)
    eachRun(*geometries[owner], [&](std::span<const Point> run) {
      for (std::size_t begin = 0; begin + 1 < run.size(); begin += pieceLength) {
        Box box;
        const auto first = static_cast<std::uint32_t>(impl_->edges.size());
        for (std::size_t k = begin; k < begin + pieceLength && k + 1 < run.size(); ++k) {
          if (!finite(run[k]) || !finite(run[k + 1])) continue;
          impl_->edges.push_back({run[k].x, run[k].y, run[k + 1].x, run[k + 1].y});
          box.add(run[k].x, run[k].y);
          box.add(run[k + 1].x, run[k + 1].y);
        }
        if (box.isEmpty()) continue;
        values.emplace_back(treeBox(box), static_cast<std::uint32_t>(impl_->pieces.size()));
        impl_->pieces.push_back({owner, first, static_cast<std::uint32_t>(impl_->edges.size())});
      }
    });
  impl_->tree = Tree(values.begin(), values.end());
}

LineIndex::LineIndex(LineIndex&&) noexcept = default;
LineIndex::~LineIndex() = default;

void LineIndex::visit(const Point& at, double within, std::optional<Nearest>* best, AcceptFunction accept,
                      const void* context) const {
  if (!finite(at)) return;
  const DegreeLength unit = degreeLength(at.y);
  const double byX = unit.lon > 1 ? within / unit.lon : 180, byY = within / unit.lat;
  const TreeBox box({at.x - byX, at.y - byY}, {at.x + byX, at.y + byY});
  double enough = within * within * doubt;
  eachMeeting(impl_->tree, box, [&](std::uint32_t found) {
    const Impl::Piece& piece = impl_->pieces[found];
    if (!accept(context, piece.owner)) return;
    for (std::uint32_t k = piece.begin; k < piece.end; ++k) {
      const Offset to = toSegment(impl_->edges[k], at, unit);
      if (to.x * to.x + to.y * to.y > enough) continue;
      const double distance = std::hypot(to.x, to.y);
      if (distance > within || (*best && distance >= (*best)->distance)) continue;
      *best = Nearest{piece.owner, distance};
      enough = distance * distance * doubt;
    }
  });
}

std::vector<std::optional<NearPair>> nearestNeighbours(std::span<const Point> points, std::span<const std::uint32_t> groups,
                                                       double metres) {
  constexpr int lookedAtPerCell = 32;
  std::vector<std::optional<NearPair>> nearest(points.size());
  if (!(metres > 0)) return nearest;
  struct Cell {
    std::uint32_t group;
    std::int64_t row, column;
    std::uint32_t point;
  };
  // Rows of one height; columns are as wide as the distance at the row's own latitude, a little wider than needed.
  const double rowHeight = metres / degreeLength(0).lat;
  const auto rowOf = [&](double y) { return static_cast<std::int64_t>(std::floor(y / rowHeight)); };
  const auto columnOf = [&](double x, std::int64_t row) {
    const double lat = std::min(std::abs(static_cast<double>(row) * rowHeight) + 2 * rowHeight, 89.0);
    return static_cast<std::int64_t>(std::floor(x / (metres / degreeLength(lat).lon)));
  };
  std::vector<Cell> cells;
  cells.reserve(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i) {
    if (!finite(points[i]) || std::abs(points[i].x) > 360 || std::abs(points[i].y) > 90) continue;
    const std::int64_t row = rowOf(points[i].y);
    cells.push_back({groups[i], row, columnOf(points[i].x, row), i});
  }
  const auto before = [](const Cell& a, const Cell& b) {
    return std::tie(a.group, a.row, a.column, a.point) < std::tie(b.group, b.row, b.column, b.point);
  };
  std::ranges::sort(cells, before);
  for (const Cell& cell : cells) {
    const Point& at = points[cell.point];
    auto& best = nearest[cell.point];
    for (std::int64_t row = cell.row - 1; row <= cell.row + 1; ++row) {
      const std::int64_t column = columnOf(at.x, row);
      const Cell from{cell.group, row, column - 1, 0};
      int looked = 0;
      for (auto it = std::lower_bound(cells.begin(), cells.end(), from, before);
           it != cells.end() && it->group == cell.group && it->row == row && it->column <= column + 1 && looked < 3 * lookedAtPerCell; ++it, ++looked) {
        if (it->point == cell.point) continue;
        const double distance = distanceMetres(at, points[it->point]);
        if (distance <= metres && (!best || distance < best->distance)) best = NearPair{it->point, distance};
      }
    }
  }
  return nearest;
}

} // namespace suyuan::rules
