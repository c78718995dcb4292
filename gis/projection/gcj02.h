// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace suyuan::projection {

// GCJ-02 (火星坐标) is the shifted datum of Chinese web maps. Its offset is known by a published approximation, good to
// a metre or so. It is computed here to compare and to warn; nothing in Suyuan moves coordinates by it on its own.

/// Where a WGS 84 / CGCS2000 position would stand on a GCJ-02 map. The same position outside China's box.
[[nodiscard]] Point gcj02Of(const Point& lonLat) noexcept;
/// Metres of the shift at a position; 0 outside China's box.
[[nodiscard]] double gcj02OffsetMetres(const Point& lonLat) noexcept;

/// Words of a source (高德, 腾讯, DataV, amap, 火星 …) that mean GCJ-02.
[[nodiscard]] bool namesGcj02(std::string_view source) noexcept;

/// How a set of positions compares with positions of the same things that are known to be right.
struct Gcj02Verdict {
  bool likely = false;        ///< the shift explains the difference: most pairs fit far better with it than without
  std::size_t compared = 0;   ///< pairs that were close enough to compare
  double plainMetres = 0;     ///< median distance as they are
  double shiftedMetres = 0;   ///< median distance if they were GCJ-02
  double offsetMetres = 0;    ///< size of the shift here
};
/// `suspect[i]` and `reference[i]` are the same thing (vertices of one outline, one landmark). Nothing when fewer than
/// three pairs are finite and within 2 km of each other.
[[nodiscard]] std::optional<Gcj02Verdict> compareAsGcj02(std::span<const Point> suspect, std::span<const Point> reference);
/// The same for sets that are not paired: each suspect position against the nearest place of the reference lines
/// (county outlines, banks).
[[nodiscard]] std::optional<Gcj02Verdict> compareAsGcj02(std::span<const Point> suspect, const Geometry& reference);

} // namespace suyuan::projection
