// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/geometry_functions.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace suyuan::network {

/// degreeLength, kept away from zero near the poles so that it may be divided by.
[[nodiscard]] DegreeLength safeDegreeLength(double latitude) noexcept;

/// Box of all positions within `metres` of p.
[[nodiscard]] Box boxAround(const Point& p, double metres) noexcept;

/// An end of a line, or a point record, that may share its place with others.
struct SnapPoint {
  double x = 0, y = 0;                                      ///< lon/lat, degrees
  double level = std::numeric_limits<double>::quiet_NaN();  ///< invert, m; NaN or 0 (what tables write) not known
  bool record = false;                                      ///< a well, outfall or unit: whatever level comes to it is joined
  friend bool operator==(const SnapPoint& a, const SnapPoint& b) noexcept {
    return a.x == b.x && a.y == b.y && a.record == b.record && (a.level == b.level || (std::isnan(a.level) && std::isnan(b.level)));
  }
};

struct SnapLimits {
  double toleranceMetres = 1.0;
  double levelMetres = 5.0; ///< lines farther apart in level pass over one another, unless a record stands there
};

/// Levels off the earth are no levels.
[[nodiscard]] inline bool isLevelKnown(double level) noexcept { return level != 0 && level > -12'000 && level < 12'000; }
/// False when both the span of levels and the other level are known and farther apart than the limit.
[[nodiscard]] inline bool levelsMeet(double low, double high, double level, double limit) noexcept {
  return low > high || !isLevelKnown(level) || (level >= low - limit && level <= high + limit);
}

/// Cell of a fixed grid over the earth whose diagonal is shorter than `metres`: the same for the same position always.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> gridCell(const SnapPoint& p, double metres) noexcept;

/// Groups positions that are one place: within tolerance of one another, nearest first, while a group is no wider than two
/// tolerances, so that a long row of close ends is not drawn into one. Returns each position's group; groups are numbered
/// in the order in which they first appear. Which positions are grouped depends on nothing but the positions that a row of
/// steps within tolerance leads to, not on their order. Memory and time grow with n log n, however crowded.
[[nodiscard]] std::vector<std::uint32_t> groupPositions(std::span<const SnapPoint> positions, const SnapLimits& limits);

} // namespace suyuan::network
