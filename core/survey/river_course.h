// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/river.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace suyuan::survey {

/// A river from source to mouth, put together from the lines that carry its name. Lines follow one another where one
/// ends within `joint` of another's beginning; lines that join nothing are courses of their own. The lines' drawn
/// direction is taken as the flow; flowKnown() says whether the records vouch for it.
class RiverCourse {
public:
  static constexpr double joint = 60; ///< metres between the end of a line and the beginning of the next

  explicit RiverCourse(std::span<const River> lines);

  struct Place {
    std::size_t course = 0; ///< 0 for the first connected course, then as the lines came
    double along = 0;       ///< metres from the source of that course; the longest way where arms part and meet
    double distance = 0;    ///< metres from the line
    bool left = false;      ///< on the left bank, looking downstream
  };
  /// Nothing when the river has no line.
  [[nodiscard]] std::optional<Place> place(const Point& position) const;
  [[nodiscard]] bool flowKnown() const noexcept { return flowKnown_; }

private:
  struct Line {
    std::vector<Point> points;
    double length = 0, from = 0; ///< metres; `from`: along at its beginning
    std::size_t course = 0;
  };
  void chain();

  std::vector<Line> lines_;
  bool flowKnown_ = true;
};

} // namespace suyuan::survey
