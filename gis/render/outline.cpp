// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/outline.h"

#include "gis/layers/place_key.h"

#include <cmath>
#include <unordered_set>

namespace suyuan::render {

namespace {

/// Adds points to a screen line, leaving out those that do not show.
class LineMaker {
public:
  LineMaker(const MapView& view, double tolerance) : view_(view), tolerance_(tolerance) {}

  void start(QPolygonF& out) { out_ = &out; }
  void add(double mapX, double mapY, bool keep) {
    const QPointF p = view_.toScreen(mapX, mapY);
    if (!keep && !out_->isEmpty()) {
      const QPointF last = out_->back();
      if (std::fabs(p.x() - last.x()) < tolerance_ && std::fabs(p.y() - last.y()) < tolerance_) return;
    }
    out_->push_back(p);
  }

private:
  const MapView& view_;
  double tolerance_;
  QPolygonF* out_ = nullptr;
};

} // namespace

QPolygonF screenLine(const layers::FeatureTable& table, std::size_t part, const MapView& view, double tolerance) {
  QPolygonF line;
  LineMaker maker(view, tolerance);
  maker.start(line);
  const std::size_t first = table.partStart[part], end = table.partStart[part + 1];
  // Vertices on one side outside the view in a row change nothing in it: only the first and last of such a run stay.
  const Box seen = view.box(60);
  const auto side = [&](std::size_t i) {
    return (table.x[i] < seen.minX ? 1 : 0) | (table.x[i] > seen.maxX ? 2 : 0) | (table.y[i] < seen.minY ? 4 : 0) |
           (table.y[i] > seen.maxY ? 8 : 0);
  };
  for (std::size_t i = first; i < end; ++i) {
    const bool edge = i == first || i + 1 == end;
    if (!edge && (side(i) & side(i - 1) & side(i + 1))) continue;
    maker.add(table.x[i], table.y[i], edge);
  }
  return line;
}

QPainterPath screenPath(const layers::FeatureTable& table, std::size_t row, const MapView& view, double tolerance,
                        bool closed) {
  QPainterPath path;
  path.setFillRule(Qt::OddEvenFill);
  for (std::size_t part = table.featureStart[row]; part < table.featureStart[row + 1]; ++part) {
    path.addPolygon(screenLine(table, part, view, tolerance));
    if (closed) path.closeSubpath();
  }
  return path;
}

std::vector<QPolygonF> sharedEdges(const layers::FeatureTable& table, std::span<const std::uint32_t> rows,
                                   const MapView& view, double tolerance) {
  std::vector<QPolygonF> lines;
  std::unordered_set<std::uint64_t> seen;
  const Box box = view.box(40);
  LineMaker maker(view, tolerance);
  for (const std::uint32_t row : rows) {
    for (std::size_t part = table.featureStart[row]; part < table.featureStart[row + 1]; ++part) {
      bool open = false;
      for (std::size_t i = table.partStart[part]; i + 1 < table.partStart[part + 1]; ++i) {
        const double ax = table.x[i], ay = table.y[i], bx = table.x[i + 1], by = table.y[i + 1];
        const Box segment{std::min(ax, bx), std::min(ay, by), std::max(ax, bx), std::max(ay, by)};
        // The sum does not mind the direction in which the neighbour runs along the edge.
        if (!segment.intersects(box) || !seen.insert(layers::placeKey(ax, ay) + layers::placeKey(bx, by)).second) {
          if (open) lines.back().push_back(view.toScreen(ax, ay));
          open = false;
          continue;
        }
        if (!open) {
          lines.emplace_back();
          maker.start(lines.back());
          maker.add(ax, ay, true);
          open = true;
        }
        maker.add(bx, by, i + 2 == table.partStart[part + 1]);
      }
    }
  }
  return lines;
}

} // namespace suyuan::render
