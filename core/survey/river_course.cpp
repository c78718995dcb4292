// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/river_course.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <numeric>

namespace suyuan::survey {

RiverCourse::RiverCourse(std::span<const River> rivers) {
  for (const River& river : rivers) {
    const auto take = [&](const LineString& line) {
      if (line.points.size() < 2) return;
      lines_.push_back({line.points, lengthMetres(line.points), 0, 0});
    };
    if (const auto* line = std::get_if<LineString>(&river.geometry)) take(*line);
    else if (const auto* many = std::get_if<MultiLineString>(&river.geometry)) std::ranges::for_each(many->parts, take);
    flowKnown_ = flowKnown_ && river.flowKnown.value_or(false);
  }
  chain();
}

void RiverCourse::chain() {
  const std::size_t n = lines_.size();
  // Which lines follow a line: begin sorted by latitude, so that a river of thousands of pieces stays quick.
  std::vector<std::size_t> byLatitude(n);
  std::iota(byLatitude.begin(), byLatitude.end(), 0U);
  std::ranges::sort(byLatitude, {}, [&](std::size_t i) { return lines_[i].points.front().y; });
  std::vector<std::vector<std::size_t>> next(n);
  std::vector<std::size_t> before(n, 0), root(n);
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < n; ++i) {
    const Point& end = lines_[i].points.back();
    const double reach = joint / degreeLength(end.y).lat;
    auto it = std::ranges::lower_bound(byLatitude, end.y - reach, {}, [&](std::size_t k) { return lines_[k].points.front().y; });
    for (; it != byLatitude.end() && lines_[*it].points.front().y <= end.y + reach; ++it) {
      if (*it == i || distanceMetres(lines_[*it].points.front(), end) > joint) continue;
      next[i].push_back(*it);
      ++before[*it];
      const std::size_t a = find(i), b = find(*it);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  // Longest way from the sources, in the order of the flow; what goes round in a circle keeps its own beginning.
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < n; ++i)
    if (before[i] == 0) ready.push_back(i);
  for (std::size_t r = 0; r < ready.size(); ++r)
    for (const std::size_t k : next[ready[r]]) {
      lines_[k].from = std::max(lines_[k].from, lines_[ready[r]].from + lines_[ready[r]].length);
      if (--before[k] == 0) ready.push_back(k);
    }
  std::vector<std::size_t> number(n, n);
  std::size_t courses = 0;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t& course = number[find(i)];
    if (course == n) course = courses++;
    lines_[i].course = course;
  }
}

std::optional<RiverCourse::Place> RiverCourse::place(const Point& position) const {
  std::optional<Place> best;
  for (const Line& line : lines_) {
    const auto at = nearestOnLine(std::span<const Point>(line.points), position);
    if (!at || (best && at->distance >= best->distance)) continue;
    best = Place{line.course, line.from + at->along, at->distance, at->leftSide};
  }
  return best;
}

} // namespace suyuan::survey
