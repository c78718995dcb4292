// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/clusters.h"

#include "gis/layers/count_grid.h"
#include "gis/render/cluster_symbol.h"
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <utility>

namespace suyuan::render {

namespace {

/// Cells are at least as wide as the style says, and less than twice that.
double cellWidth(const ClusterStyle& style, const MapView& view) noexcept {
  return std::exp2(std::ceil(std::log2(style.cell * view.metresPerPixel) - 1e-9));
}

/// What is known of a cell before it becomes a cluster.
struct Gathering {
  std::uint32_t total = 0, ofEdits = 0;
  double sumX = 0, sumY = 0;
  std::vector<std::uint32_t> byClass, byStatus; ///< of the style; those without one last
  std::uint32_t row = 0;                        ///< the last that was added by itself
};

/// A layer's base and its edits, put together by cell.
class Gatherer {
public:
  /// `box`: whole cells.
  Gatherer(const SceneLayer& base, const SceneLayer* edits, const Box& box, double width)
      : base_(base), box_(box), width_(width), left_(layers::cellOf(box.minX + width / 2, width)),
        bottom_(layers::cellOf(box.minY + width / 2, width)), across_(std::lround((box.maxX - box.minX) / width)),
        gathered_(static_cast<std::size_t>(across_ * std::lround((box.maxY - box.minY) / width))) {
    const layers::CountGrid* grid = base.style->by == ClassifyBy::Grade ? nullptr : layers::countGridFor(*base.table, width);
    if (grid != nullptr) addCounts(*grid);
    else addPoints(base);
    if (edits != nullptr) addPoints(*edits);
  }

  /// Of several points, and those of a single point that is the base's or the edits'.
  [[nodiscard]] std::vector<Cluster> clusters(bool ofEdits, const MapView& view) {
    std::vector<Cluster> made;
    for (std::size_t i = 0; i < gathered_.size(); ++i) {
      Gathering& g = gathered_[i];
      if (g.total == 0 || (g.total == 1 ? (g.ofEdits == 1) != ofEdits : ofEdits)) continue;
      const Box cell = boxOf(i);
      if (g.total == 1 && !ofEdits) g.row = singleRow(cell);
      made.push_back(clusterOf(std::move(g), cell, view));
    }
    return made;
  }

private:
  [[nodiscard]] Gathering* at(double x, double y) {
    const std::int64_t column = std::int64_t{layers::cellOf(x, width_)} - left_, line = std::int64_t{layers::cellOf(y, width_)} - bottom_;
    const std::int64_t i = line * across_ + column;
    if (column < 0 || column >= across_ || line < 0 || i >= static_cast<std::int64_t>(gathered_.size())) return nullptr;
    Gathering& g = gathered_[static_cast<std::size_t>(i)];
    if (g.byClass.empty()) {
      g.byClass.resize(base_.style->classes.size() + 1);
      g.byStatus.resize(base_.style->statuses.size() + 1);
    }
    return &g;
  }

  /// `count` is -1 for what the counts have and the layer does not.
  static void add(Gathering& g, int classIndex, int statusIndex, std::int64_t count, double sumX, double sumY) {
    const auto change = [&](std::vector<std::uint32_t>& counts, int index) {
      std::uint32_t& one = index < 0 ? counts.back() : counts[static_cast<std::size_t>(index)];
      one = static_cast<std::uint32_t>(one + count);
    };
    g.total = static_cast<std::uint32_t>(g.total + count);
    change(g.byClass, classIndex);
    change(g.byStatus, statusIndex);
    g.sumX += sumX;
    g.sumY += sumY;
  }

  void addPoint(const SceneLayer& layer, const ClassMap& classes, std::uint32_t row, int count) {
    const Box place = layer.table->boxOf(row);
    const double x = (place.minX + place.maxX) / 2, y = (place.minY + place.maxY) / 2;
    Gathering* g = at(x, y);
    if (g == nullptr) return;
    add(*g, classes.classAt(*layer.table, row), classes.statusAt(*layer.table, row), count, x * count, y * count);
    g->row = row;
    if (layer.isEdits()) ++g->ofEdits;
  }

  void addPoints(const SceneLayer& layer) {
    const ClassMap classes(*layer.table, *layer.style);
    layer.table->index.query(box_, [&](std::uint32_t row) {
      if (!isHidden(layer, row)) addPoint(layer, classes, row, 1);
      return true;
    });
  }

  /// The counts made beforehand, less what the edits took away.
  void addCounts(const layers::CountGrid& grid) {
    const ClassMap classes(*base_.table, *base_.style);
    const double half = width_ / 2;
    grid.visit({box_.minX + half, box_.minY + half, box_.maxX - half, box_.maxY - half}, [&](const layers::CountedCell& cell) {
      Gathering& g = *at((cell.column + 0.5) * width_, (cell.line + 0.5) * width_);
      for (std::uint32_t i = cell.first; i < cell.last; ++i)
        add(g, classes.classOfWord(grid.counts[i].category), classes.statusOfWord(grid.counts[i].status), grid.counts[i].count, 0, 0);
      g.sumX = cell.sumX;
      g.sumY = cell.sumY;
    });
    for (const std::uint32_t row : base_.hidden) addPoint(base_, classes, row, -1);
  }

  /// The base's only row in the cell.
  [[nodiscard]] std::uint32_t singleRow(const Box& cell) const {
    std::uint32_t found = 0;
    base_.table->index.query(cell, [&](std::uint32_t row) {
      const Box place = base_.table->boxOf(row);
      const bool inside = layers::cellOf((place.minX + place.maxX) / 2, width_) == layers::cellOf(cell.minX + width_ / 2, width_) &&
                          layers::cellOf((place.minY + place.maxY) / 2, width_) == layers::cellOf(cell.minY + width_ / 2, width_);
      if (inside && !isHidden(base_, row)) found = row;
      return !inside || isHidden(base_, row);
    });
    return found;
  }

  [[nodiscard]] Box boxOf(std::size_t i) const {
    const double x = static_cast<double>(left_ + static_cast<std::int64_t>(i) % across_) * width_;
    const double y = static_cast<double>(bottom_ + static_cast<std::int64_t>(i) / across_) * width_;
    return {x, y, x + width_, y + width_};
  }

  static Cluster clusterOf(Gathering&& g, const Box& cell, const MapView& view) {
    Cluster cluster;
    cluster.cell = cell;
    cluster.total = g.total;
    cluster.byClass = std::move(g.byClass);
    const auto severe = std::ranges::find_if(g.byStatus, [](std::uint32_t count) { return count > 0; });
    if (severe < g.byStatus.end() - 1) cluster.status = static_cast<int>(severe - g.byStatus.begin());
    cluster.row = g.row;
    cluster.place = {g.sumX / g.total, g.sumY / g.total};
    if (g.total == 1) return cluster;
    const double room = std::min(clusterRadius(cluster) * view.metresPerPixel, (cell.maxX - cell.minX) / 2);
    cluster.place.x = std::clamp(cluster.place.x, cell.minX + room, cell.maxX - room);
    cluster.place.y = std::clamp(cluster.place.y, cell.minY + room, cell.maxY - room);
    return cluster;
  }

  const SceneLayer& base_;
  Box box_;
  double width_;
  std::int32_t left_, bottom_; ///< of the first cell
  std::int64_t across_;        ///< cells in a line
  std::vector<Gathering> gathered_;
};

} // namespace

bool isClustered(const SceneLayer& layer, const MapView& view) noexcept {
  if (!layer.clusters || !layer.style || !layer.style->clusters || !layer.table || layer.table->kind != GeometryKind::Point) return false;
  const ClusterStyle& style = *layer.style->clusters;
  const double denominator = view.scaleDenominator();
  return denominator * 1.000001 >= style.minScale && scaleShows(style.maxScale, denominator);
}

namespace {

/// A layer's clusters by themselves.
std::vector<Cluster> ownClusters(const MapScene& scene, const SceneLayer& layer, const MapView& view) {
  const SceneLayer *base = nullptr, *edits = nullptr;
  for (const SceneLayer& one : scene.layers)
    if (one.id == layer.id) (one.isEdits() ? edits : base) = &one;
  if (base == nullptr) return {};
  const double width = cellWidth(*base->style->clusters, view);
  // A sign is inside its cell, its mark of the status reaches out a little. Whole cells: what they count must not hang on
  // where the view ends, and a sign may stand beside its points.
  const Box seen = view.box(8);
  const auto edge = [&](double v, int more) { return (layers::cellOf(v, width) + more) * width; };
  const Box box{edge(seen.minX, 0), edge(seen.minY, 0), edge(seen.maxX, 1), edge(seen.maxY, 1)};
  if (!base->table->extent().intersects(box) && (edits == nullptr || !edits->table->extent().intersects(box))) return {};
  return Gatherer(*base, edits, box, width).clusters(layer.isEdits(), view);
}

/// Moves a sign off another one of its cell, no farther than the cell reaches.
void keepOff(Cluster& sign, const Cluster& other, const MapView& view) {
  const double own = clusterRadius(sign) * view.metresPerPixel, apart = own + (clusterRadius(other) + 3) * view.metresPerPixel;
  const double dx = sign.place.x - other.place.x, dy = sign.place.y - other.place.y;
  const auto far = [&](const Point& at) { return std::hypot(at.x - other.place.x, at.y - other.place.y); };
  if (far(sign.place) >= apart) return;
  const double along = dx == 0 && dy == 0 ? 0 : std::atan2(dy, dx);
  const double room = std::min(own, (sign.cell.maxX - sign.cell.minX) / 2);
  Point best = sign.place;
  constexpr int ways = 8;
  for (int way = 0; way < ways && far(best) < apart * 0.999; ++way) { // the way that it lies already first
    const double angle = along + (way % 2 == 0 ? 1 : -1) * ((way + 1) / 2) * (2 * std::numbers::pi / ways);
    const Point at{std::clamp(other.place.x + apart * std::cos(angle), sign.cell.minX + room, sign.cell.maxX - room),
                   std::clamp(other.place.y + apart * std::sin(angle), sign.cell.minY + room, sign.cell.maxY - room)};
    if (far(at) > far(best)) best = at;
  }
  sign.place = best;
}

/// The signs of a layer keep off those of the layers below it: candidates lie where outfalls do.
void keepOffLower(std::vector<Cluster>& signs, const MapScene& scene, const SceneLayer& layer, const MapView& view) {
  for (const SceneLayer& lower : scene.layers) {
    if (lower.id == layer.id) return;
    if (lower.isEdits() || !isShown(lower, view) || !isClustered(lower, view)) continue;
    std::map<std::pair<double, double>, const Cluster*> byCell;
    const std::vector<Cluster> others = ownClusters(scene, lower, view);
    for (const Cluster& other : others)
      if (other.total > 1) byCell[{other.cell.minX, other.cell.minY}] = &other;
    for (Cluster& sign : signs)
      if (const auto other = byCell.find({sign.cell.minX, sign.cell.minY}); sign.total > 1 && other != byCell.end() && other->second->cell.maxX == sign.cell.maxX)
        keepOff(sign, *other->second, view);
  }
}

} // namespace

std::vector<Cluster> clustersOf(const MapScene& scene, const SceneLayer& layer, const MapView& view) {
  std::vector<Cluster> made = ownClusters(scene, layer, view);
  if (!made.empty() && !layer.isEdits()) keepOffLower(made, scene, layer, view);
  return made;
}

std::optional<Cluster> clusterAt(const MapScene& scene, const MapView& view, QPointF position) {
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (!isShown(*layer, view) || !isClustered(*layer, view)) continue;
    for (Cluster& cluster : clustersOf(scene, *layer, view.around(position, 1))) {
      const QPointF middle = view.toScreen(cluster.place.x, cluster.place.y);
      if (cluster.total > 1 && std::hypot(middle.x() - position.x(), middle.y() - position.y()) <= clusterRadius(cluster)) return std::move(cluster);
    }
  }
  return std::nullopt;
}

} // namespace suyuan::render
