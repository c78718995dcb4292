// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/resample.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace suyuan::backdrop {

namespace {

/// Column and row in the window, counted at pixels' middles; nothing outside the source.
struct Spot {
  double x = 0, y = 0;
};
std::optional<Spot> spotOf(double column, double row, const WindowPlace& place) {
  // A grain of tolerance: a pixel on the very border belongs to the source however its position was rounded.
  constexpr double grain = 1e-6;
  if (!(column >= -grain && row >= -grain && column <= place.sourceSize.width() + grain && row <= place.sourceSize.height() + grain)) return std::nullopt;
  return Spot{(column - place.origin.x()) / place.perPixelX - 0.5, (row - place.origin.y()) / place.perPixelY - 0.5};
}

QRgb mixed(const std::array<QRgb, 4>& p, double fx, double fy) {
  const auto wx = static_cast<std::uint32_t>(fx * 256 + 0.5), wy = static_cast<std::uint32_t>(fy * 256 + 0.5);
  const std::uint32_t w[4]{(256 - wx) * (256 - wy), wx * (256 - wy), (256 - wx) * wy, wx * wy};
  QRgb out = 0;
  for (const int shift : {0, 8, 16, 24}) {
    std::uint32_t sum = 1U << 15;
    for (std::size_t i = 0; i < 4; ++i) sum += ((p[i] >> shift) & 255U) * w[i];
    out |= (sum >> 16) << shift;
  }
  return out;
}

/// Weights of Catmull and Rom for the four neighbours of a part of the way between the middle two.
std::array<double, 4> cubic(double t) {
  return {((-0.5 * t + 1.0) * t - 0.5) * t, (1.5 * t - 2.5) * t * t + 1, ((-1.5 * t + 2.0) * t + 0.5) * t, (0.5 * t - 0.5) * t * t};
}

float heightAt(const Heights& window, const Spot& spot) {
  const auto x0 = static_cast<int>(std::floor(spot.x)), y0 = static_cast<int>(std::floor(spot.y));
  const double fx = spot.x - x0, fy = spot.y - y0;
  const auto value = [&](int x, int y) { return window.at(std::clamp(x, 0, window.width - 1), std::clamp(y, 0, window.height - 1)); };
  const auto wx = cubic(fx), wy = cubic(fy);
  double sum = 0;
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 4; ++x)
      if (const double w = wx[static_cast<std::size_t>(x)] * wy[static_cast<std::size_t>(y)]; w != 0) sum += w * value(x0 - 1 + x, y0 - 1 + y);
  if (!std::isnan(sum)) return static_cast<float>(sum);
  sum = 0;
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 2; ++x)
      if (const double w = (x ? fx : 1 - fx) * (y ? fy : 1 - fy); w > 1e-9) sum += w * value(x0 + x, y0 + y);
  return static_cast<float>(sum);
}

} // namespace

QImage resample(const QImage& window, const WindowPlace& place, const PixelMap& map, QSize size) {
  QImage out(size, QImage::Format_ARGB32_Premultiplied);
  out.fill(Qt::transparent);
  std::vector<double> columns, rows;
  std::vector<const QRgb*> lines;
  for (int y = 0; y < window.height(); ++y) lines.push_back(reinterpret_cast<const QRgb*>(window.constScanLine(y)));
  const int lastX = window.width() - 1, lastY = window.height() - 1;
  for (int y = 0; y < size.height(); ++y) {
    map.row(y, columns, rows);
    auto* line = reinterpret_cast<QRgb*>(out.scanLine(y));
    for (std::size_t x = 0; x < columns.size(); ++x) {
      const auto spot = spotOf(columns[x], rows[x], place);
      if (!spot) continue;
      const double sx = std::clamp(spot->x, 0.0, static_cast<double>(lastX)), sy = std::clamp(spot->y, 0.0, static_cast<double>(lastY));
      const int x0 = static_cast<int>(sx), y0 = static_cast<int>(sy), x1 = std::min(x0 + 1, lastX), y1 = std::min(y0 + 1, lastY);
      const QRgb* above = lines[static_cast<std::size_t>(y0)];
      const QRgb* below = lines[static_cast<std::size_t>(y1)];
      line[x] = mixed({above[x0], above[x1], below[x0], below[x1]}, sx - x0, sy - y0);
    }
  }
  return out;
}

Heights resample(const Heights& window, const WindowPlace& place, const PixelMap& map, QSize size) {
  Heights out{size.width(), size.height(), {}};
  out.values.assign(static_cast<std::size_t>(size.width()) * static_cast<std::size_t>(size.height()), std::numeric_limits<float>::quiet_NaN());
  std::vector<double> columns, rows;
  for (int y = 0; y < size.height(); ++y) {
    map.row(y, columns, rows);
    for (std::size_t x = 0; x < columns.size(); ++x)
      if (const auto spot = spotOf(columns[x], rows[x], place)) out.values[static_cast<std::size_t>(y) * columns.size() + x] = heightAt(window, *spot);
  }
  return out;
}

} // namespace suyuan::backdrop
