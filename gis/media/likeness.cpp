// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace suyuan::media {

namespace {

constexpr int greySide = 32, keptSide = 8;
constexpr double leastDeviation = 2; // of 255

using Cosines = std::array<std::array<double, greySide>, keptSide>;

const Cosines& cosines() {
  static const Cosines made = [] {
    Cosines table{};
    for (int u = 0; u < keptSide; ++u)
      for (int x = 0; x < greySide; ++x) table[static_cast<std::size_t>(u)][static_cast<std::size_t>(x)] = std::cos((2 * x + 1) * (u + 1) * std::numbers::pi / (2 * greySide));
    return table;
  }();
  return made;
}

} // namespace

std::optional<Likeness> likenessOf(const QImage& picture) {
  if (picture.isNull()) return std::nullopt;
  const QImage grey = picture.convertToFormat(QImage::Format_RGB32).scaled(greySide, greySide, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  std::array<std::array<double, greySide>, greySide> light{};
  double sum = 0, squares = 0;
  for (int y = 0; y < greySide; ++y)
    for (int x = 0; x < greySide; ++x) {
      const QRgb at = grey.pixel(x, y);
      const double value = 0.299 * qRed(at) + 0.587 * qGreen(at) + 0.114 * qBlue(at);
      light[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = value;
      sum += value;
      squares += value * value;
    }
  constexpr double points = greySide * greySide;
  if (squares / points - (sum / points) * (sum / points) < leastDeviation * leastDeviation) return std::nullopt;
  const Cosines& c = cosines();
  std::array<std::array<double, greySide>, keptSide> rows{}; // along x first
  for (std::size_t u = 0; u < keptSide; ++u)
    for (std::size_t y = 0; y < greySide; ++y)
      for (std::size_t x = 0; x < greySide; ++x) rows[u][y] += c[u][x] * light[y][x];
  std::array<double, keptSide * keptSide> kept{};
  for (std::size_t v = 0; v < keptSide; ++v)
    for (std::size_t u = 0; u < keptSide; ++u)
      for (std::size_t y = 0; y < greySide; ++y) kept[v * keptSide + u] += c[v][y] * rows[u][y];
  auto sorted = kept;
  std::ranges::sort(sorted);
  const double median = (sorted[kept.size() / 2 - 1] + sorted[kept.size() / 2]) / 2;
  Likeness bits = 0;
  for (std::size_t i = 0; i < kept.size(); ++i)
    if (kept[i] > median) bits |= Likeness{1} << i;
  return bits;
}

} // namespace suyuan::media
