// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <span>
#include <vector>

namespace suyuan::fieldwork {

/// A line of lon/lat positions that knows the distance of each vertex from its beginning, metres.
class MeasuredLine {
public:
  /// \pre two points or more
  explicit MeasuredLine(std::vector<Point> points) : points_(std::move(points)), along_(points_.size(), 0) {
    for (std::size_t i = 1; i < points_.size(); ++i) along_[i] = along_[i - 1] + distanceMetres(points_[i - 1], points_[i]);
  }

  [[nodiscard]] std::span<const Point> points() const noexcept { return points_; }
  [[nodiscard]] std::span<const double> along() const noexcept { return along_; }
  [[nodiscard]] double length() const noexcept { return along_.back(); }

  /// Position at a distance, ends clamped.
  [[nodiscard]] Point at(double along) const noexcept {
    if (along <= 0) return points_.front();
    if (along >= length()) return points_.back();
    const auto i = static_cast<std::size_t>(std::ranges::upper_bound(along_, along) - along_.begin());
    const double step = along_[i] - along_[i - 1], t = step > 0 ? (along - along_[i - 1]) / step : 0;
    const Point &a = points_[i - 1], &b = points_[i];
    return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
  }

  /// The part between two distances. \pre from < to
  [[nodiscard]] std::vector<Point> part(double from, double to) const {
    std::vector<Point> part{at(from)};
    for (auto i = static_cast<std::size_t>(std::ranges::upper_bound(along_, from + 1e-6) - along_.begin()); i < points_.size() && along_[i] < to - 1e-6; ++i)
      part.push_back(points_[i]);
    part.push_back(at(to));
    return part;
  }

private:
  std::vector<Point> points_;
  std::vector<double> along_;
};

} // namespace suyuan::fieldwork
