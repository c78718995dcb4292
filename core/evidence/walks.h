// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry_functions.h"
#include "core/model/utc_time.h"
#include "core/store/reader.h"

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::evidence {

/// Where teams walked and when. A stored track has no times of its points, so that a walk is all of it from its start to its end: who
/// was on a walk was somewhere along it. A value; any number of threads may ask it.
class Walks {
public:
  /// Tracks with a line and both times. `between`, when both are set, leaves out walks of other times. Errors: the reader's.
  [[nodiscard]] static Result<Walks> read(store::Reader& reader);
  [[nodiscard]] static Result<Walks> read(store::Reader& reader, UtcMillis from, UtcMillis to);

  /// How far the nearest walk of that time was.
  struct Nearest {
    int walks = 0; ///< of that time and team
    double metres = std::numeric_limits<double>::infinity();
    std::string_view team;
  };
  /// Walks of the team, of any team for an empty one, that lasted at the time or ended or began within the slack. A walk nearer than
  /// `enough` ends the search.
  [[nodiscard]] Nearest nearest(std::string_view team, UtcMillis time, std::chrono::milliseconds slack, const Point& at, double enough) const;
  [[nodiscard]] bool isEmpty() const noexcept { return walks_.empty(); }

private:
  struct Piece { ///< some segments of a walk, with their box
    Box box;
    std::uint32_t first = 0, points = 0;
  };
  struct Walk {
    UtcMillis from, to;
    std::string team;
    std::uint32_t firstPiece = 0, pieces = 0;
  };
  void add(std::string team, UtcMillis from, UtcMillis to, const Geometry& line);
  void addLine(std::span<const Point> line);
  [[nodiscard]] double distance(const Walk& walk, const Point& at, double enough) const;

  std::vector<Walk> walks_; ///< ascending by their start
  std::chrono::milliseconds longest_{0};
  std::vector<Piece> pieces_;
  std::vector<Point> points_;
};

} // namespace suyuan::evidence
