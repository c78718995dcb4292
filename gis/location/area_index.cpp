// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/area_index.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>

namespace suyuan::location {

AreaIndex::AreaIndex(const Geometry& area) : box_(boxOf(area)) {
  std::vector<Edge> all;
  const auto addPolygon = [&](const Polygon& polygon) {
    for (const auto& ring : polygon.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Edge edge{ring[i - 1].x, ring[i - 1].y, ring[i].x, ring[i].y};
        // Level edges never cross the ray; broken ones cannot be tested.
        if (std::isfinite(edge.x1 + edge.y1 + edge.x2 + edge.y2) && edge.y1 != edge.y2) all.push_back(edge);
      }
  };
  if (const auto* polygon = std::get_if<Polygon>(&area)) addPolygon(*polygon);
  if (const auto* many = std::get_if<MultiPolygon>(&area))
    for (const auto& part : many->parts) addPolygon(part);

  const std::size_t bands = std::clamp<std::size_t>(all.size() / 4, 1, 4096);
  bandStart_.assign(bands + 1, 0);
  const auto eachBand = [&](const Edge& edge, auto&& visit) {
    const auto [low, high] = std::minmax(edge.y1, edge.y2);
    for (std::size_t band = bandOf(low), last = bandOf(high); band <= last; ++band) visit(band);
  };
  for (const auto& edge : all) eachBand(edge, [&](std::size_t band) { ++bandStart_[band + 1]; });
  for (std::size_t band = 0; band < bands; ++band) bandStart_[band + 1] += bandStart_[band];
  edges_.resize(bandStart_.back());
  std::vector<std::uint32_t> next(bandStart_.begin(), bandStart_.end() - 1);
  for (const auto& edge : all) eachBand(edge, [&](std::size_t band) { edges_[next[band]++] = edge; });
}

std::size_t AreaIndex::bandOf(double y) const noexcept {
  const auto bands = bandStart_.size() - 1;
  const double height = box_.maxY - box_.minY;
  if (!(height > 0)) return 0;
  const double band = (y - box_.minY) / height * static_cast<double>(bands);
  return static_cast<std::size_t>(std::clamp(band, 0.0, static_cast<double>(bands - 1)));
}

bool AreaIndex::contains(double x, double y) const noexcept {
  if (!box_.contains(x, y)) return false;
  const std::size_t band = bandOf(y);
  bool inside = false;
  for (std::size_t i = bandStart_[band]; i < bandStart_[band + 1]; ++i) {
    const Edge& e = edges_[i];
    if ((e.y1 > y) != (e.y2 > y) && x < (e.x2 - e.x1) * (y - e.y1) / (e.y2 - e.y1) + e.x1) inside = !inside;
  }
  return inside;
}

} // namespace suyuan::location
