// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace suyuan::location {

/// Even-odd test against one area, its edges sorted into horizontal bands so that a test looks at a few of them only.
/// lon/lat degrees. Read-only once made.
class AreaIndex {
public:
  explicit AreaIndex(const Geometry& area);

  [[nodiscard]] bool contains(double x, double y) const noexcept;
  [[nodiscard]] const Box& box() const noexcept { return box_; }

private:
  struct Edge {
    double x1, y1, x2, y2;
  };
  [[nodiscard]] std::size_t bandOf(double y) const noexcept;

  Box box_;
  std::vector<Edge> edges_;               ///< by band; an edge stands in every band that it crosses
  std::vector<std::uint32_t> bandStart_;  ///< first edge of each band, and the end
};

} // namespace suyuan::location
