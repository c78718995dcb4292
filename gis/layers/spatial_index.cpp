// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace suyuan::layers {

namespace {

/// Position along a Hilbert curve of order 16; neighbours on the curve are neighbours on the ground.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) noexcept {
  std::uint32_t d = 0;
  for (std::uint32_t s = 1U << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) ? 1U : 0U;
    const std::uint32_t ry = (y & s) ? 1U : 0U;
    d += s * s * ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = 0xFFFFU - (x & 0xFFFFU);
        y = 0xFFFFU - (y & 0xFFFFU);
      }
      std::swap(x, y);
    }
  }
  return d;
}

/// Sorts keys with their rows by the key's four bytes.
void radixSort(std::vector<std::uint32_t>& keys, std::vector<std::uint32_t>& rows) {
  std::vector<std::uint32_t> otherKeys(keys.size()), otherRows(rows.size());
  for (int shift = 0; shift < 32; shift += 8) {
    std::size_t counts[257] = {};
    for (const std::uint32_t k : keys) ++counts[((k >> shift) & 255U) + 1];
    for (int i = 0; i < 256; ++i) counts[i + 1] += counts[i];
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::size_t to = counts[(keys[i] >> shift) & 255U]++;
      otherKeys[to] = keys[i];
      otherRows[to] = rows[i];
    }
    keys.swap(otherKeys);
    rows.swap(otherRows);
  }
}

float below(double v) noexcept {
  const float f = static_cast<float>(v);
  return static_cast<double>(f) <= v ? f : std::nextafterf(f, -std::numeric_limits<float>::infinity());
}

float above(double v) noexcept {
  const float f = static_cast<float>(v);
  return static_cast<double>(f) >= v ? f : std::nextafterf(f, std::numeric_limits<float>::infinity());
}

} // namespace

SpatialIndex::Node SpatialIndex::toNode(const Box& box) const noexcept {
  return {below(box.minX - extent_.minX), below(box.minY - extent_.minY), above(box.maxX - extent_.minX),
          above(box.maxY - extent_.minY)};
}

std::optional<SpatialIndex> SpatialIndex::from(Parts parts, std::size_t rows) {
  const bool none = parts.nodes.empty();
  if (none ? parts.count != 0 || !parts.rows.empty() || !parts.levelEnd.empty() : parts.levelEnd.empty() || parts.levelEnd.back() != parts.nodes.size())
    return std::nullopt;
  std::size_t start = 0, expected = parts.count; // each level has a node for each sixteen of the one below
  for (const std::size_t end : parts.levelEnd) {
    if (end < start || end - start != expected) return std::nullopt;
    expected = (end - start + fanOut - 1) / fanOut;
    start = end;
  }
  if (!none && parts.levelEnd.back() - (parts.levelEnd.size() > 1 ? parts.levelEnd[parts.levelEnd.size() - 2] : 0) != 1) return std::nullopt; // the root
  if (parts.rows.size() != parts.count || std::ranges::any_of(parts.rows, [&](std::uint32_t row) { return row >= rows; })) return std::nullopt;
  SpatialIndex made;
  made.extent_ = parts.extent;
  made.count_ = parts.count;
  made.nodes_ = std::move(parts.nodes);
  made.rows_ = std::move(parts.rows);
  made.levelEnd_ = std::move(parts.levelEnd);
  return made;
}

SpatialIndex::SpatialIndex(std::span<const Box> boxes) {
  for (const Box& b : boxes) extent_.add(b);
  build(boxes.size(), [&](std::size_t i) -> const Box& { return boxes[i]; });
}

SpatialIndex::SpatialIndex(std::span<const double> x, std::span<const double> y) {
  for (std::size_t i = 0; i < x.size(); ++i) extent_.add(x[i], y[i]);
  build(x.size(), [&](std::size_t i) { return Box{x[i], y[i], x[i], y[i]}; });
}

template <class BoxAt>
void SpatialIndex::build(std::size_t count, const BoxAt& boxAt) {
  if (extent_.isEmpty()) return;
  const double width = std::max(extent_.maxX - extent_.minX, 1e-9);
  const double height = std::max(extent_.maxY - extent_.minY, 1e-9);
  std::vector<std::uint32_t> keys;
  keys.reserve(count);
  rows_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Box box = boxAt(i);
    if (box.isEmpty()) continue;
    const double u = ((box.minX + box.maxX) / 2 - extent_.minX) / width * 65535;
    const double v = ((box.minY + box.maxY) / 2 - extent_.minY) / height * 65535;
    keys.push_back(hilbert(static_cast<std::uint32_t>(u), static_cast<std::uint32_t>(v)));
    rows_.push_back(static_cast<std::uint32_t>(i));
  }
  count_ = rows_.size();
  radixSort(keys, rows_);
  nodes_.reserve(count_ + count_ / (fanOut - 1) + 8);
  for (const std::uint32_t row : rows_) nodes_.push_back(toNode(boxAt(row)));
  levelEnd_.push_back(nodes_.size());
  std::size_t start = 0;
  while (nodes_.size() - start > 1) {
    const std::size_t end = nodes_.size();
    for (std::size_t i = start; i < end; i += fanOut) {
      Node n = nodes_[i];
      for (std::size_t j = i + 1; j < std::min<std::size_t>(i + fanOut, end); ++j) {
        const Node& c = nodes_[j];
        n = {std::min(n.minX, c.minX), std::min(n.minY, c.minY), std::max(n.maxX, c.maxX), std::max(n.maxY, c.maxY)};
      }
      nodes_.push_back(n);
    }
    start = end;
    levelEnd_.push_back(nodes_.size());
  }
}

void SpatialIndex::nearest(double x, double y, double reach,
                           const std::function<bool(std::uint32_t, double)>& visit) const {
  if (nodes_.empty()) return;
  const double px = x - extent_.minX;
  const double py = y - extent_.minY;
  struct Place {
    double distance;
    std::size_t node;
    std::size_t level;
    bool operator<(const Place& o) const { return distance > o.distance; }
  };
  const auto distanceTo = [&](std::size_t node) {
    const Node& n = nodes_[node];
    const double dx = std::max({static_cast<double>(n.minX) - px, px - static_cast<double>(n.maxX), 0.0});
    const double dy = std::max({static_cast<double>(n.minY) - py, py - static_cast<double>(n.maxY), 0.0});
    return std::hypot(dx, dy);
  };
  std::priority_queue<Place> open;
  open.push({distanceTo(nodes_.size() - 1), nodes_.size() - 1, levelEnd_.size() - 1});
  while (!open.empty()) {
    const Place at = open.top();
    open.pop();
    if (at.distance > reach) return;
    if (at.level == 0) {
      if (!visit(rows_[at.node], at.distance)) return;
      continue;
    }
    const std::size_t levelStart = levelEnd_[at.level - 1];
    const std::size_t childStart = at.level == 1 ? 0 : levelEnd_[at.level - 2];
    const std::size_t first = childStart + (at.node - levelStart) * fanOut;
    for (std::size_t i = first; i < std::min<std::size_t>(first + fanOut, levelStart); ++i)
      open.push({distanceTo(i), i, at.level - 1});
  }
}

} // namespace suyuan::layers
