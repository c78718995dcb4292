// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/river_place.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <vector>

namespace suyuan::survey {

namespace {

constexpr std::size_t keptCourses = 32; // a pointer meets few rivers; a province's longest has some 10^5 vertices

} // namespace

Result<std::optional<RiverPlace>> RiverPlaceFinder::at(const Point& p, std::stop_token stop) {
  if (!(std::abs(p.x) <= 180 && std::abs(p.y) < 90)) return std::optional<RiverPlace>{};
  auto version = reader_.version();
  if (!version) return std::unexpected(std::move(version).error());
  if (*version != version_) courses_.clear();
  version_ = *version;

  const DegreeLength degree = degreeLength(p.y);
  const double dx = reachMetres / degree.lon, dy = reachMetres / degree.lat;
  std::optional<River> nearest;
  double distance = reachMetres;
  auto scanned = reader_.scan(Layer::Rivers, {.box = Box{p.x - dx, p.y - dy, p.x + dx, p.y + dy}}, [&](const Row& row) {
    const auto place = nearestOnLine(row.geometry, p);
    if (place && place->distance <= distance) {
      distance = place->distance;
      nearest = fromRow<River>(row);
    }
    return !stop.stop_requested();
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (!nearest) return std::optional<RiverPlace>{};
  auto course = courseOf(*nearest, stop);
  if (!course) return std::unexpected(std::move(course).error());
  const auto place = (*course)->place(p);
  if (!place) return std::optional<RiverPlace>{};
  return RiverPlace{.river = nearest->fid, .name = nearest->name, .along = place->along, .distance = place->distance, .left = place->left,
                    .flowKnown = (*course)->flowKnown()};
}

Result<std::shared_ptr<const RiverCourse>> RiverPlaceFinder::courseOf(const River& river, std::stop_token stop) {
  if (river.name.empty()) return std::make_shared<const RiverCourse>(std::span(&river, 1));
  if (const auto kept = courses_.find(river.name); kept != courses_.end()) return kept->second;
  std::vector<River> lines;
  auto scanned = reader_.scan(Layer::Rivers, {.equals = {{"name", Value{river.name}}}}, [&](const Row& row) {
    lines.push_back(fromRow<River>(row));
    return !stop.stop_requested();
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (courses_.size() >= keptCourses) courses_.clear();
  return courses_[river.name] = std::make_shared<const RiverCourse>(lines);
}

std::string chainageText(double metres) {
  const auto whole = std::max(0LL, std::llround(metres));
  return std::format("K{}+{:03}", whole / 1000, whole % 1000);
}

} // namespace suyuan::survey
