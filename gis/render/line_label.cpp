// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/line_label.h"

#include <QLineF>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace suyuan::render {

namespace {

/// A line with the length walked at each vertex.
struct Walk {
  const QPolygonF& line;
  std::vector<double> at;

  explicit Walk(const QPolygonF& l) : line(l), at(static_cast<std::size_t>(l.size()), 0.0) {
    for (qsizetype i = 1; i < l.size(); ++i)
      at[static_cast<std::size_t>(i)] = at[static_cast<std::size_t>(i - 1)] + QLineF(l[i - 1], l[i]).length();
  }
  [[nodiscard]] double length() const { return at.back(); }
  [[nodiscard]] QPointF point(double along) const {
    const auto next = std::ranges::upper_bound(at, std::clamp(along, 0.0, length()));
    if (next == at.begin()) return line.front();
    if (next == at.end()) return line.back();
    const auto i = static_cast<std::size_t>(next - at.begin());
    const double piece = at[i] - at[i - 1];
    const double t = piece > 0 ? (along - at[i - 1]) / piece : 0;
    const auto k = static_cast<qsizetype>(i);
    return line[k - 1] + (line[k] - line[k - 1]) * t;
  }
};

} // namespace

std::optional<std::vector<GlyphPlace>> placeAlong(const QPolygonF& line, std::span<const double> widths, double size,
                                                  double spacing, double lift, double middle) {
  if (line.size() < 2 || widths.empty()) return std::nullopt;
  const Walk walk(line);
  const auto lengthOf = [&](bool upright) {
    double sum = 0;
    for (const double width : widths) sum += (upright ? size : width) + spacing;
    return sum;
  };
  double needed = lengthOf(false);
  if (walk.length() < needed * 1.1) return std::nullopt;
  double start = std::clamp(walk.length() * middle - needed / 2, 0.0, walk.length() - needed);

  const QPointF whole = walk.point(start + needed) - walk.point(start);
  const double chord = std::hypot(whole.x(), whole.y());
  if (chord < needed * 0.72) return std::nullopt; // winds too much to be read
  const bool steep = std::fabs(whole.y()) > std::fabs(whole.x()) * 1.2;
  const bool reversed = steep ? whole.y() < 0 : whole.x() < 0;
  if (steep) {
    needed = lengthOf(true);
    if (walk.length() < needed * 1.1) return std::nullopt;
    start = std::clamp(walk.length() * middle - needed / 2, 0.0, walk.length() - needed);
  }

  std::vector<GlyphPlace> places;
  double lastAngle = 0, read = 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const double own = (steep ? size : widths[i]) + spacing;
    const double along = start + (reversed ? needed - read - own / 2 : read + own / 2);
    read += own;
    // The direction is taken over more than the character's own width, so that small bends do not shake it.
    const QPointF before = walk.point(along - size * 0.7), after = walk.point(along + size * 0.7);
    QPointF direction = after - before;
    if (reversed) direction = -direction;
    const double norm = std::hypot(direction.x(), direction.y());
    if (norm < size * 0.4) return std::nullopt;
    double angle = std::atan2(direction.y(), direction.x()) * 180 / std::numbers::pi;
    QPointF normal(direction.y() / norm, -direction.x() / norm); // to the left of the reading direction: above
    if (steep) {
      angle -= 90;
      if (normal.x() < 0) normal = -normal;
    }
    if (angle > 180) angle -= 360;
    if (angle < -180) angle += 360;
    if (std::fabs(angle) > 60) return std::nullopt;
    if (i > 0 && std::fabs(angle - lastAngle) > 32) return std::nullopt;
    lastAngle = angle;
    places.push_back({(before + after) / 2 + normal * lift, angle});
  }
  return places;
}

} // namespace suyuan::render
