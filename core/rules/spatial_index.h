// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// Polygons prepared for many point questions: an R-tree over their boxes, and each one's edges sorted into bands of
/// latitude, so that a question looks at some edges only. Read-only once made. lon/lat degrees.
class AreaIndex {
public:
  explicit AreaIndex(std::span<const Geometry* const> areas);
  AreaIndex(AreaIndex&&) noexcept;
  ~AreaIndex();

  /// Indexes of the areas that hold the point, ascending.
  void containing(const Point& at, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] bool contains(std::uint32_t area, const Point& at) const noexcept;
  /// Metres to the border of an area, from inside or outside; infinity for an area without edges.
  [[nodiscard]] double borderDistance(std::uint32_t area, const Point& at) const noexcept;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Lines and borders of many owners (rivers, lakes), cut into short pieces under an R-tree.
class LineIndex {
public:
  explicit LineIndex(std::span<const Geometry* const> lines);
  LineIndex(LineIndex&&) noexcept;
  ~LineIndex();

  struct Nearest {
    std::uint32_t owner = 0;
    double distance = 0; ///< metres
  };
  /// Nearest owner that `accept` takes, looked for up to `within` metres.
  template <class Accept>
  [[nodiscard]] std::optional<Nearest> nearest(const Point& at, double within, Accept&& accept) const {
    std::optional<Nearest> best;
    visit(at, within, &best, [](const void* context, std::uint32_t owner) {
      return (*static_cast<const std::remove_reference_t<Accept>*>(context))(owner);
    }, &accept);
    return best;
  }

private:
  struct Impl;
  using AcceptFunction = bool (*)(const void*, std::uint32_t);
  void visit(const Point& at, double within, std::optional<Nearest>* best, AcceptFunction accept, const void* context) const;
  std::unique_ptr<Impl> impl_;
};

/// Pairs of points nearer than a distance, by sorted cells.
struct NearPair {
  std::uint32_t other = 0;
  double distance = 0; ///< metres
};
/// For each point its nearest other point of the same group within `metres`; points that are not finite have none. The
/// number of points looked at per cell is bounded, so that a heap of points on one spot stays cheap.
[[nodiscard]] std::vector<std::optional<NearPair>> nearestNeighbours(std::span<const Point> points,
                                                                     std::span<const std::uint32_t> groups, double metres);

} // namespace suyuan::rules
