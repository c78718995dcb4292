// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/snap.h"

#include "core/network/box_index.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace suyuan::network {

DegreeLength safeDegreeLength(double latitude) noexcept {
  DegreeLength length = degreeLength(latitude);
  length.lon = std::max(length.lon, 1.0);
  length.lat = std::max(length.lat, 1.0);
  return length;
}

Box boxAround(const Point& p, double metres) noexcept {
  const DegreeLength length = safeDegreeLength(p.y);
  Box box;
  box.add(p.x, p.y);
  // One per mille more: the degree's length changes a little within the box.
  return box.grown(metres * 1.001 / length.lon, metres * 1.001 / length.lat);
}

std::vector<std::uint32_t> groupPositions(std::span<const Point> positions, double toleranceMetres) {
  const auto count = static_cast<std::uint32_t>(positions.size());
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const Point& p = positions[a];
    const Point& q = positions[b];
    return p.x != q.x ? p.x < q.x : p.y != q.y ? p.y < q.y : a < b;
  });

  // Most ends coincide exactly; only one of each place goes through the index.
  std::vector<std::uint32_t> place(count);
  std::vector<Point> places;
  std::vector<Box> boxes;
  for (const std::uint32_t i : order) {
    const Point& p = positions[i];
    if (places.empty() || places.back().x != p.x || places.back().y != p.y) {
      places.push_back(p);
      Box& box = boxes.emplace_back();
      box.add(p.x, p.y);
    }
    place[i] = static_cast<std::uint32_t>(places.size() - 1);
  }

  std::vector<std::uint32_t> parent(places.size());
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&](std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  if (toleranceMetres > 0) {
    const BoxIndex index{boxes};
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      index.query(boxAround(places[i], toleranceMetres), [&](std::uint32_t j) {
        if (j > i && distanceMetres(places[i], places[j]) <= toleranceMetres) parent[root(i)] = root(j);
      });
    }
  }

  constexpr std::uint32_t unset = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(places.size(), unset);
  std::vector<std::uint32_t> groups(count);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    std::uint32_t& group = number[root(place[i])];
    if (group == unset) group = next++;
    groups[i] = group;
  }
  return groups;
}

} // namespace suyuan::network
