// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace suyuan::location {

/// Nearest place on many lines.
struct NearestSegment {
  std::uint32_t owner = 0; ///< as given to add()
  double distance = 0;     ///< metres
  double along = 0;        ///< metres from the owner's first vertex
  double side = 0;         ///< > 0: left of the line's direction; < 0: right; 0: on it
};

/// Line segments in a grid of cells, for nearest-line questions. lon/lat degrees. Fill, then build(), then ask; asking is
/// thread-safe.
class SegmentGrid {
public:
  /// Parts of one owner are added one after the other; `along` runs on over them.
  void add(std::uint32_t owner, std::span<const Point> line);
  void build();
  /// Nothing within `reachMetres`.
  [[nodiscard]] std::optional<NearestSegment> nearest(double x, double y, double reachMetres) const;
  [[nodiscard]] std::size_t size() const noexcept { return segments_.size(); }

private:
  struct Segment {
    double x1, y1, x2, y2;
    double along; ///< of the first vertex
    std::uint32_t owner;
    bool joinsPrevious; ///< goes on from the segment before it
  };
  struct Entry {
    std::uint64_t cell;
    std::uint32_t segment;
  };
  [[nodiscard]] std::uint64_t cellOf(std::int64_t column, std::int64_t row) const noexcept;
  [[nodiscard]] double sideOf(std::size_t segment, double t, double x, double y, double lonMetres,
                              double latMetres) const noexcept;

  static constexpr double cellDegrees = 0.02; ///< some 2 km: the reach of a question is a few cells
  std::vector<Segment> segments_;
  std::vector<Entry> entries_; ///< sorted by cell
  std::uint32_t lastOwner_ = 0;
  double lastAlong_ = 0;
  bool any_ = false;
};

} // namespace suyuan::location
