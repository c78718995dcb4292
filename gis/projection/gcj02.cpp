// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/gcj02.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace suyuan::projection {

namespace {

constexpr double pi = std::numbers::pi;

/// The sum of sines that the published formula adds to both components.
double waves(double x) { return (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3; }

double northPart(double x, double y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + waves(x) +
         (20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi)) * 2 / 3 +
         (160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
}

double eastPart(double x, double y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + waves(x) +
         (20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi)) * 2 / 3 +
         (150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
}

bool inChinasBox(const Point& p) { return p.x > 72.004 && p.x < 137.8347 && p.y > 0.8293 && p.y < 55.8271; }

/// Where a GCJ-02 position really is: one step back is good to a metre.
Point unshifted(const Point& p) {
  const Point moved = gcj02Of(p);
  return {p.x - (moved.x - p.x), p.y - (moved.y - p.y), p.z};
}

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

template <class Distance>
std::optional<Gcj02Verdict> judge(std::span<const Point> suspect, const Distance& distance) {
  constexpr double near = 2000;
  std::vector<double> plain, shifted, offsets;
  for (std::size_t i = 0; i < suspect.size(); ++i) {
    const Point& p = suspect[i];
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) continue;
    const double d = distance(i, p);
    if (!(d <= near)) continue;
    plain.push_back(d);
    shifted.push_back(distance(i, unshifted(p)));
    offsets.push_back(gcj02OffsetMetres(p));
  }
  if (plain.size() < 3) return std::nullopt;
  Gcj02Verdict verdict;
  verdict.compared = plain.size();
  std::size_t better = 0;
  for (std::size_t i = 0; i < plain.size(); ++i)
    if (shifted[i] < plain[i] / 2) ++better;
  verdict.plainMetres = median(plain);
  verdict.shiftedMetres = median(shifted);
  verdict.offsetMetres = median(offsets);
  verdict.likely = verdict.offsetMetres > 50 && better * 2 > verdict.compared && verdict.shiftedMetres * 3 < verdict.plainMetres;
  return verdict;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// Polygon rings as lines, so that distances are to outlines.
std::vector<std::vector<Point>> outlines(const Geometry& geometry) {
  std::vector<std::vector<Point>> lines;
  if (const auto* line = std::get_if<LineString>(&geometry)) lines.push_back(line->points);
  if (const auto* many = std::get_if<MultiLineString>(&geometry))
    for (const auto& part : many->parts) lines.push_back(part.points);
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) lines = polygon->rings;
  if (const auto* many = std::get_if<MultiPolygon>(&geometry))
    for (const auto& part : many->parts) lines.insert(lines.end(), part.rings.begin(), part.rings.end());
  return lines;
}

} // namespace

Point gcj02Of(const Point& p) noexcept {
  if (!inChinasBox(p)) return p;
  constexpr double a = 6378245.0, e2 = 0.00669342162296594323; // Krasovsky 1940, which the formula is written on
  const double phi = p.y / 180 * pi;
  const double w = 1 - e2 * std::sin(phi) * std::sin(phi);
  const double root = std::sqrt(w);
  const double dLat = northPart(p.x - 105, p.y - 35) * 180 / (a * (1 - e2) / (w * root) * pi);
  const double dLon = eastPart(p.x - 105, p.y - 35) * 180 / (a / root * std::cos(phi) * pi);
  return {p.x + dLon, p.y + dLat, p.z};
}

double gcj02OffsetMetres(const Point& p) noexcept { return distanceMetres(p, gcj02Of(p)); }

bool namesGcj02(std::string_view source) noexcept {
  const std::string text = lowered(source);
  for (const std::string_view word : {"gcj", "火星", "高德", "腾讯", "datav", "amap", "autonavi", "tencent"})
    if (text.find(word) != std::string::npos) return true;
  return false;
}

std::optional<Gcj02Verdict> compareAsGcj02(std::span<const Point> suspect, std::span<const Point> reference) {
  const std::size_t n = std::min(suspect.size(), reference.size());
  return judge(suspect.first(n), [&](std::size_t i, const Point& p) { return distanceMetres(p, reference[i]); });
}

std::optional<Gcj02Verdict> compareAsGcj02(std::span<const Point> suspect, const Geometry& reference) {
  const auto lines = outlines(reference);
  if (lines.empty()) return std::nullopt;
  return judge(suspect, [&](std::size_t, const Point& p) {
    double best = std::numeric_limits<double>::infinity();
    for (const auto& line : lines)
      if (const auto place = nearestOnLine(line, p)) best = std::min(best, place->distance);
    return best;
  });
}

} // namespace suyuan::projection
