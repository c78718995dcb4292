// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/snapping.h"

#include "gis/render/rows_near.h"
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace suyuan::render {

namespace {

struct Aim {
  double distance = std::numeric_limits<double>::infinity(); ///< map units
  SnapKind kind = SnapKind::Edge;
  bool river = false;
  double x = 0, y = 0;
  const SceneLayer* layer = nullptr;
  std::uint32_t row = 0;

  void take(const Aim& other) {
    if (other.distance < distance || (other.distance == distance && (other.kind < kind || (other.kind == kind && other.river && !river)))) *this = other;
  }
};

/// The nearest vertex within `reach`, and the nearest place on an edge when no vertex is.
struct Search {
  double px, py;
  double reach; ///< map units
  Aim vertex, edge;

  void look(const SceneLayer& layer, std::uint32_t row) {
    const layers::FeatureTable& t = *layer.table;
    const bool river = layer.id == layerName(Layer::Rivers);
    if (t.isPoints()) return takeVertex({0, SnapKind::Point, false, t.x[row], t.y[row], &layer, row});
    const GeometryKind kind = t.kindOf(row);
    for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part) {
      const std::size_t first = t.partStart[part], end = t.partStart[part + 1];
      for (std::size_t i = first; i < end; ++i) {
        const double dx = t.x[i] - px, dy = t.y[i] - py;
        if (dx * dx + dy * dy <= reach * reach) {
          const bool atEnd = kind == GeometryKind::Line && (i == first || i + 1 == end);
          takeVertex({0, kind == GeometryKind::Point ? SnapKind::Point : atEnd ? SnapKind::End : SnapKind::Vertex, river, t.x[i], t.y[i], &layer, row});
        }
        if (kind == GeometryKind::Point || i == first || vertex.layer != nullptr) continue;
        const double ax = t.x[i - 1], ay = t.y[i - 1], ux = t.x[i] - ax, uy = t.y[i] - ay, norm = ux * ux + uy * uy;
        const double along = norm > 0 ? std::clamp(((px - ax) * ux + (py - ay) * uy) / norm, 0.0, 1.0) : 0.0;
        const double x = ax + along * ux, y = ay + along * uy, distance = std::hypot(x - px, y - py);
        if (distance <= reach) edge.take({distance, SnapKind::Edge, river, x, y, &layer, row});
      }
    }
  }

private:
  void takeVertex(Aim one) {
    one.distance = std::hypot(one.x - px, one.y - py);
    if (one.distance > reach) return;
    vertex.take(one);
    reach = vertex.distance; // no edge counts any more, and no vertex further away
  }
};

} // namespace

std::optional<Snap> snapAt(const MapScene& scene, const MapView& view, QPointF position, const SnapOptions& options) {
  const Point at = view.toMap(position);
  Search search{at.x, at.y, options.tolerance * view.metresPerPixel, {}, {}};
  for (const SceneLayer& layer : scene.layers) {
    if (!isShown(layer, view)) continue;
    if (!options.layers.empty() && std::ranges::find(options.layers, layer.id) == options.layers.end()) continue;
    const bool exceptHere = layer.id == options.exceptLayer;
    rowsNear(scene, layer, view, position, options.tolerance, [&](std::uint32_t row, double ofBox) {
      if (ofBox > search.reach) return false;
      if (!exceptHere || layer.table->fids[row] != options.exceptFid) search.look(layer, row);
      return true;
    });
  }
  const Aim& best = search.vertex.layer != nullptr ? search.vertex : search.edge;
  if (best.layer == nullptr) return std::nullopt;
  const layers::FeatureTable& table = *best.layer->table;
  const std::string_view name = table.label.at(best.row);
  return Snap{best.kind, {best.x, best.y}, best.layer->id, best.layer->title, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
              table.fids[best.row], best.distance / view.metresPerPixel};
}

} // namespace suyuan::render
