// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/pixel_map.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace suyuan::backdrop {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Point applied(const GeoTransform& g, double x, double y) noexcept { return {g[0] + x * g[1] + y * g[2], g[3] + x * g[4] + y * g[5]}; }

} // namespace

std::optional<GeoTransform> inverseOf(const GeoTransform& g) noexcept {
  const double det = g[1] * g[5] - g[2] * g[4];
  if (!(std::abs(det) > 1e-300) || !std::isfinite(det)) return std::nullopt;
  return GeoTransform{(g[2] * g[3] - g[0] * g[5]) / det, g[5] / det, -g[2] / det, (g[0] * g[4] - g[1] * g[3]) / det, -g[4] / det, g[1] / det};
}

Result<projection::Transformer*> transformerBetween(const std::string& from, const std::string& to) {
  thread_local std::map<std::pair<std::string, std::string>, projection::Transformer> made;
  if (const auto found = made.find({from, to}); found != made.end()) return &found->second;
  auto source = projection::Crs::parse(from);
  if (!source) return std::unexpected(std::move(source).error());
  auto target = projection::Crs::parse(to);
  if (!target) return std::unexpected(std::move(target).error());
  auto transformer = projection::Transformer::make(*source, *target);
  if (!transformer) return std::unexpected(std::move(transformer).error());
  if (made.size() > 32) made.clear(); // nobody works in so many systems at once
  return &made.emplace(std::pair(from, to), std::move(*transformer)).first->second;
}

PixelMap::PixelMap(projection::Transformer& toSource, const GeoTransform& sourceToCoordinates, const Box& mapBox, QSize size) : size_(size) {
  const auto inverse = inverseOf(sourceToCoordinates);
  if (!inverse || size.isEmpty() || mapBox.isEmpty()) return;
  for (const int step : {32, 8, 2, 1}) {
    makeNodes(toSource, *inverse, mapBox, step);
    if (step == 1 || worstOfMiddles(toSource, *inverse, mapBox) < 0.1) break;
  }
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (std::isfinite(columns_[i])) touched_.add(columns_[i], rows_[i]);
  double sum = 0;
  int count = 0;
  for (int y = 0; y < down_; ++y)
    for (int x = 0; x + 1 < across_; ++x) {
      const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(across_) + static_cast<std::size_t>(x);
      const double wide = std::hypot(columns_[at + 1] - columns_[at], rows_[at + 1] - rows_[at]) / step_;
      if (!std::isfinite(wide)) continue;
      sum += wide;
      ++count;
    }
  if (count > 0) scale_ = sum / count;
}

void PixelMap::makeNodes(projection::Transformer& toSource, const GeoTransform& inverse, const Box& mapBox, int step) {
  step_ = step;
  across_ = (size_.width() + step - 1) / step + 1;
  down_ = (size_.height() + step - 1) / step + 1;
  const double perColumn = (mapBox.maxX - mapBox.minX) / size_.width(), perRow = (mapBox.maxY - mapBox.minY) / size_.height();
  columns_.clear();
  rows_.clear();
  for (int y = 0; y < down_; ++y)
    for (int x = 0; x < across_; ++x) {
      columns_.push_back(mapBox.minX + x * step * perColumn);
      rows_.push_back(mapBox.maxY - y * step * perRow);
    }
  toSource.transform(columns_, rows_);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Point p = applied(inverse, columns_[i], rows_[i]);
    columns_[i] = p.x;
    rows_[i] = p.y;
  }
}

/// How far, in source pixels, the middle of a cell is from where it should be.
double PixelMap::worstOfMiddles(projection::Transformer& toSource, const GeoTransform& inverse, const Box& mapBox) const {
  const double perColumn = (mapBox.maxX - mapBox.minX) / size_.width(), perRow = (mapBox.maxY - mapBox.minY) / size_.height();
  std::vector<double> x, y;
  for (int r = 0; r + 1 < down_; ++r)
    for (int c = 0; c + 1 < across_; ++c) {
      x.push_back(mapBox.minX + (c + 0.5) * step_ * perColumn);
      y.push_back(mapBox.maxY - (r + 0.5) * step_ * perRow);
    }
  toSource.transform(x, y);
  double worst = 0;
  std::size_t i = 0;
  for (int r = 0; r + 1 < down_; ++r)
    for (int c = 0; c + 1 < across_; ++c, ++i) {
      const std::size_t at = static_cast<std::size_t>(r) * static_cast<std::size_t>(across_) + static_cast<std::size_t>(c), below = at + static_cast<std::size_t>(across_);
      const Point exact = applied(inverse, x[i], y[i]);
      const double column = (columns_[at] + columns_[at + 1] + columns_[below] + columns_[below + 1]) / 4;
      const double row = (rows_[at] + rows_[at + 1] + rows_[below] + rows_[below + 1]) / 4;
      const double off = std::hypot(exact.x - column, exact.y - row);
      // A cell that only partly has a place is followed pixel by pixel.
      if (std::isfinite(exact.x) != std::isfinite(column)) return std::numeric_limits<double>::infinity();
      if (std::isfinite(off)) worst = std::max(worst, off);
    }
  return worst;
}

void PixelMap::row(int y, std::vector<double>& columns, std::vector<double>& rows) const {
  const auto width = static_cast<std::size_t>(size_.width());
  columns.assign(width, nan);
  rows.assign(width, nan);
  if (columns_.empty()) return;
  const double at = (y + 0.5) / step_;
  const int node = std::min(static_cast<int>(at), down_ - 2);
  const double down = at - node;
  const auto mixed = [&](const std::vector<double>& values, int x) {
    const std::size_t above = static_cast<std::size_t>(node) * static_cast<std::size_t>(across_) + static_cast<std::size_t>(x);
    return values[above] * (1 - down) + values[above + static_cast<std::size_t>(across_)] * down;
  };
  for (int cell = 0; cell + 1 < across_; ++cell) {
    const double c0 = mixed(columns_, cell), c1 = mixed(columns_, cell + 1), r0 = mixed(rows_, cell), r1 = mixed(rows_, cell + 1);
    const int to = std::min((cell + 1) * step_, size_.width());
    for (int x = cell * step_; x < to; ++x) {
      const double part = (x + 0.5) / step_ - cell;
      columns[static_cast<std::size_t>(x)] = c0 + (c1 - c0) * part;
      rows[static_cast<std::size_t>(x)] = r0 + (r1 - r0) * part;
    }
  }
}

} // namespace suyuan::backdrop
