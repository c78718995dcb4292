// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/segment_grid.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>

namespace suyuan::location {

namespace {

std::int64_t cellIndex(double degrees, double cell) noexcept {
  return static_cast<std::int64_t>(std::floor(degrees / cell));
}

} // namespace

std::uint64_t SegmentGrid::cellOf(std::int64_t column, std::int64_t row) const noexcept {
  return static_cast<std::uint64_t>(row + 100000) << 32 | static_cast<std::uint32_t>(column + 100000);
}

void SegmentGrid::add(std::uint32_t owner, std::span<const Point> line) {
  if (!any_ || owner != lastOwner_) lastAlong_ = 0;
  any_ = true;
  lastOwner_ = owner;
  bool joined = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point &a = line[i - 1], &b = line[i];
    if (!std::isfinite(a.x + a.y + b.x + b.y) || std::abs(a.x) > 360 || std::abs(a.y) > 90 || std::abs(b.x) > 360 ||
        std::abs(b.y) > 90) {
      joined = false;
      continue;
    }
    segments_.push_back({a.x, a.y, b.x, b.y, lastAlong_, owner, joined});
    lastAlong_ += distanceMetres(a, b);
    joined = true;
  }
}

void SegmentGrid::build() {
  entries_.clear();
  const auto put = [&](std::size_t i, double x1, double y1, double x2, double y2) {
    const auto [lowX, highX] = std::minmax(x1, x2);
    const auto [lowY, highY] = std::minmax(y1, y2);
    for (auto row = cellIndex(lowY, cellDegrees); row <= cellIndex(highY, cellDegrees); ++row)
      for (auto column = cellIndex(lowX, cellDegrees); column <= cellIndex(highX, cellDegrees); ++column)
        entries_.push_back({cellOf(column, row), static_cast<std::uint32_t>(i)});
  };
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const auto& s = segments_[i];
    // A long segment is entered piece by piece, so that it does not fill its whole box.
    const double span = std::max(std::abs(s.x2 - s.x1), std::abs(s.y2 - s.y1));
    const int pieces = std::max(1, static_cast<int>(std::ceil(span / cellDegrees)));
    for (int p = 0; p < pieces; ++p) {
      const double from = static_cast<double>(p) / pieces, to = static_cast<double>(p + 1) / pieces;
      put(i, s.x1 + from * (s.x2 - s.x1), s.y1 + from * (s.y2 - s.y1), s.x1 + to * (s.x2 - s.x1),
          s.y1 + to * (s.y2 - s.y1));
    }
  }
  std::ranges::sort(entries_, {}, [](const Entry& e) { return std::pair(e.cell, e.segment); });
  const auto same = std::ranges::unique(
      entries_, [](const Entry& a, const Entry& b) { return a.cell == b.cell && a.segment == b.segment; });
  entries_.erase(same.begin(), same.end());
}

double SegmentGrid::sideOf(std::size_t segment, double t, double x, double y, double lonMetres,
                           double latMetres) const noexcept {
  const auto direction = [&](const Segment& s) {
    const double dx = (s.x2 - s.x1) * lonMetres, dy = (s.y2 - s.y1) * latMetres;
    const double length = std::hypot(dx, dy);
    return length > 0 ? std::pair(dx / length, dy / length) : std::pair(0.0, 0.0);
  };
  const auto& s = segments_[segment];
  auto [dx, dy] = direction(s);
  // At a vertex the two segments may disagree; the direction between them decides.
  if (t <= 0 && s.joinsPrevious) {
    const auto [px, py] = direction(segments_[segment - 1]);
    dx += px, dy += py;
  } else if (t >= 1 && segment + 1 < segments_.size() && segments_[segment + 1].joinsPrevious) {
    const auto [nx, ny] = direction(segments_[segment + 1]);
    dx += nx, dy += ny;
  }
  const double px = (x - (s.x1 + t * (s.x2 - s.x1))) * lonMetres, py = (y - (s.y1 + t * (s.y2 - s.y1))) * latMetres;
  return dx * py - dy * px;
}

std::optional<NearestSegment> SegmentGrid::nearest(double x, double y, double reachMetres) const {
  if (entries_.empty()) return std::nullopt;
  const auto [lonMetres, latMetres] = degreeLength(y);
  const auto column = cellIndex(x, cellDegrees), row = cellIndex(y, cellDegrees);
  const double rowMetres = cellDegrees * latMetres, columnMetres = cellDegrees * lonMetres;
  if (!(columnMetres > 1)) return std::nullopt; // at a pole

  double best = reachMetres * reachMetres, bestT = 0;
  std::size_t bestSegment = segments_.size();
  // Cells of one row lie side by side in entries_: a search for each row, the nearest row first, and only as far out as
  // could still be nearer.
  const auto lookAlong = [&](std::int64_t r) {
    const double reach = std::sqrt(best);
    const auto width = static_cast<std::int64_t>(std::ceil(reach / columnMetres));
    const auto last = cellOf(column + width, r);
    for (auto it = std::ranges::lower_bound(entries_, cellOf(column - width, r), {}, &Entry::cell);
         it != entries_.end() && it->cell <= last; ++it) {
      const auto& s = segments_[it->segment];
      const double dx = (s.x2 - s.x1) * lonMetres, dy = (s.y2 - s.y1) * latMetres;
      const double px = (x - s.x1) * lonMetres, py = (y - s.y1) * latMetres;
      const double square = dx * dx + dy * dy;
      const double t = square > 0 ? std::clamp((px * dx + py * dy) / square, 0.0, 1.0) : 0.0;
      const double ex = px - t * dx, ey = py - t * dy, d = ex * ex + ey * ey;
      if (d < best || (d == best && it->segment < bestSegment)) best = d, bestT = t, bestSegment = it->segment;
    }
  };
  lookAlong(row);
  for (std::int64_t away = 1;; ++away) {
    // Whatever a row holds is at least away-1 rows off.
    const double nearestPossible = static_cast<double>(away - 1) * rowMetres;
    if (nearestPossible * nearestPossible > best) break;
    lookAlong(row - away);
    lookAlong(row + away);
  }
  if (bestSegment == segments_.size()) return std::nullopt;
  const auto& s = segments_[bestSegment];
  return NearestSegment{
      .owner = s.owner,
      .distance = std::sqrt(best),
      .along = s.along + bestT * std::hypot((s.x2 - s.x1) * lonMetres, (s.y2 - s.y1) * latMetres),
      .side = sideOf(bestSegment, bestT, x, y, lonMetres, latMetres),
  };
}

} // namespace suyuan::location
