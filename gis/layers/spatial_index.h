// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace suyuan::layers {

/// Packed R-tree over boxes, ordered along a Hilbert curve: built once, then read by any number of threads.
/// Boxes are kept as floats relative to the whole box, rounded outwards: a query never misses, and may name a row whose
/// box ends a few centimetres outside; who needs it exact tests again.
class SpatialIndex {
public:
  SpatialIndex() = default;
  /// Rows are 0 … boxes.size()-1. Empty boxes are never found.
  explicit SpatialIndex(std::span<const Box> boxes);
  /// The same over points, without a box for each.
  SpatialIndex(std::span<const double> x, std::span<const double> y);

  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  [[nodiscard]] const Box& extent() const noexcept { return extent_; }

  /// Calls visit(row) for each row whose box meets `box`, in tree order; visit returns false to stop.
  template <class Visit>
  void query(const Box& box, Visit&& visit) const;

  /// Rows by growing distance of their boxes from (x, y), up to `reach` map units; visit(row, distance) returns
  /// false to stop. The distance is the box's, so never more than the feature's own.
  void nearest(double x, double y, double reach, const std::function<bool(std::uint32_t, double)>& visit) const;

  struct Node {
    float minX, minY, maxX, maxY;
  };
  /// The index as plain numbers, to keep it in a file.
  struct Parts {
    Box extent;
    std::size_t count = 0;
    std::vector<Node> nodes;
    std::vector<std::uint32_t> rows;
    std::vector<std::size_t> levelEnd;
  };
  [[nodiscard]] Parts parts() const { return {extent_, count_, nodes_, rows_, levelEnd_}; }
  /// Nothing when the parts do not fit together, or name a row at or beyond `rows`.
  [[nodiscard]] static std::optional<SpatialIndex> from(Parts parts, std::size_t rows);

private:
  static constexpr std::uint32_t fanOut = 16;

  template <class BoxAt>
  void build(std::size_t count, const BoxAt& boxAt);
  [[nodiscard]] Node toNode(const Box& box) const noexcept;

  Box extent_;
  std::size_t count_ = 0;             ///< rows with a box
  std::vector<Node> nodes_;           ///< leaves first, root last
  std::vector<std::uint32_t> rows_;   ///< row of each leaf
  std::vector<std::size_t> levelEnd_; ///< end of each level in nodes_
};

template <class Visit>
void SpatialIndex::query(const Box& box, Visit&& visit) const {
  if (nodes_.empty() || !extent_.intersects(box)) return;
  const Node wanted = toNode(box);
  struct Place {
    std::size_t node;
    std::size_t level;
  };
  std::vector<Place> open{{nodes_.size() - 1, levelEnd_.size() - 1}};
  while (!open.empty()) {
    const Place at = open.back();
    open.pop_back();
    const Node& n = nodes_[at.node];
    if (n.minX > wanted.maxX || n.maxX < wanted.minX || n.minY > wanted.maxY || n.maxY < wanted.minY) continue;
    if (at.level == 0) {
      if (!visit(rows_[at.node])) return;
      continue;
    }
    const std::size_t levelStart = levelEnd_[at.level - 1];
    const std::size_t childStart = at.level == 1 ? 0 : levelEnd_[at.level - 2];
    const std::size_t first = childStart + (at.node - levelStart) * fanOut;
    const std::size_t last = std::min<std::size_t>(first + fanOut, levelStart);
    for (std::size_t i = last; i-- > first;) open.push_back({i, at.level - 1});
  }
}

} // namespace suyuan::layers
