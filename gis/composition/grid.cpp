// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/grid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace suyuan::composition {

namespace {

/// The nearest of 1, 2 and 5 times a power of ten, by ratio.
double roundStep(double raw) {
  const double decade = std::pow(10.0, std::floor(std::log10(raw)));
  double best = decade;
  for (const double step : {2 * decade, 5 * decade, 10 * decade})
    if (std::fabs(std::log(step / raw)) < std::fabs(std::log(best / raw))) best = step;
  return best;
}

/// Seconds of arc that people count in.
double roundSeconds(double raw) {
  constexpr std::array<double, 18> steps{1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 18000, 36000, 72000};
  const auto* const found = std::ranges::lower_bound(steps, raw * (1 - 1e-9));
  return found == steps.end() ? steps.back() : *found;
}

/// Calls visit(i) for the whole multiples of `step` within; none for what is not finite, and no more than a page can show.
template <class Visit>
void eachMultiple(double from, double to, double step, const Visit& visit) {
  if (!std::isfinite(from) || !std::isfinite(to) || !(step > 0) || (to - from) / step > 2000) return;
  for (double i = std::ceil(from / step - 1e-9); i * step <= to + step * 1e-9; ++i) visit(i);
}

} // namespace

QString degreesText(double degrees, double stepSeconds) {
  const qint64 seconds = std::llround(std::fabs(degrees) * 3600);
  const auto two = [](qint64 n) { return QStringLiteral("%1").arg(n, 2, 10, QLatin1Char('0')); };
  QString words = QStringLiteral("%1°").arg(seconds / 3600);
  if (stepSeconds < 3600) words += two(seconds / 60 % 60) + QStringLiteral("′");
  if (stepSeconds < 60) words += two(seconds % 60) + QStringLiteral("″");
  return degrees < 0 ? QStringLiteral("−") + words : words;
}

std::vector<GridLine> kilometreGrid(const Box& box, double spacing) {
  std::vector<GridLine> lines;
  if (box.isEmpty() || !(spacing > 0)) return lines;
  const double step = roundStep(spacing);
  const int decimals = step >= 1000 ? 0 : step >= 100 ? 1 : step >= 10 ? 2 : 3;
  const auto label = [&](double metres) { return QString::number(metres / 1000, 'f', decimals); };
  eachMultiple(box.minX, box.maxX, step, [&](double i) { lines.push_back({true, i * step, {{i * step, box.minY}, {i * step, box.maxY}}, label(i * step)}); });
  eachMultiple(box.minY, box.maxY, step, [&](double i) { lines.push_back({false, i * step, {{box.minX, i * step}, {box.maxX, i * step}}, label(i * step)}); });
  return lines;
}

std::vector<GridLine> graticule(const Box& box, const render::GeoBridge& bridge, double spacing) {
  std::vector<GridLine> lines;
  if (box.isEmpty() || !(spacing > 0)) return lines;
  // Meridians and parallels bend: the widest reach is somewhere on the rim.
  constexpr int pieces = 24;
  Box degrees;
  for (int i = 0; i <= pieces; ++i) {
    const double part = static_cast<double>(i) / pieces;
    const double x = box.minX + part * (box.maxX - box.minX), y = box.minY + part * (box.maxY - box.minY);
    for (const Point& at : {Point{x, box.minY}, Point{x, box.maxY}, Point{box.minX, y}, Point{box.maxX, y}})
      if (const auto lonLat = bridge.toLonLat(at)) degrees.add(lonLat->x, lonLat->y);
  }
  if (degrees.isEmpty()) return lines;
  constexpr double metresOfSecond = 30.87; // along a meridian
  const double seconds = roundSeconds(spacing / metresOfSecond), step = seconds / 3600;
  const auto add = [&](bool upright, double value) {
    GridLine line{upright, value, {}, degreesText(value, seconds)};
    // A little farther than the rim, so that the line reaches it.
    const double reach = 0.02 * (upright ? degrees.maxY - degrees.minY : degrees.maxX - degrees.minX);
    const double from = (upright ? degrees.minY : degrees.minX) - reach, to = (upright ? degrees.maxY : degrees.maxX) + reach;
    for (int i = 0; i <= pieces; ++i) {
      const double along = from + (to - from) * i / pieces;
      if (const auto at = bridge.toMap(upright ? Point{value, along} : Point{along, value})) line.line.push_back(*at);
    }
    if (line.line.size() > 1) lines.push_back(std::move(line));
  };
  eachMultiple(degrees.minX, degrees.maxX, step, [&](double i) { add(true, i * step); });
  eachMultiple(degrees.minY, degrees.maxY, step, [&](double i) { add(false, i * step); });
  return lines;
}

std::optional<double> meets(const GridLine& line, const Box& box, bool near) {
  const double edge = line.upright ? (near ? box.minY : box.maxY) : (near ? box.minX : box.maxX);
  const auto across = [&](const Point& p) { return line.upright ? p.y : p.x; };
  const auto along = [&](const Point& p) { return line.upright ? p.x : p.y; };
  for (std::size_t i = 1; i < line.line.size(); ++i) {
    const double a = across(line.line[i - 1]), b = across(line.line[i]);
    if ((a - edge) * (b - edge) > 0 || a == b) continue;
    const double at = along(line.line[i - 1]) + (edge - a) / (b - a) * (along(line.line[i]) - along(line.line[i - 1]));
    if (at >= (line.upright ? box.minX : box.minY) && at <= (line.upright ? box.maxX : box.maxY)) return at;
  }
  return std::nullopt;
}

} // namespace suyuan::composition
