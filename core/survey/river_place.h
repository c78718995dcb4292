// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/reader.h"
#include "core/survey/river_course.h"

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::survey {

/// Where a position lies at a river: 桩号, 岸别.
struct RiverPlace {
  Fid river;         ///< the record whose line is nearest
  std::string name;  ///< "" for a river without one
  double along = 0;  ///< metres from the source of the course
  double distance = 0; ///< metres from the line
  bool left = false; ///< on the left bank, looking downstream
  bool flowKnown = false; ///< false: the direction is only the drawn one, so chainage and bank may be the other way round
};

/// Finds a position's place at the nearest river of the survey. The course of each river asked for is kept until the survey
/// changes, so that a pointer moving along a river costs one look into the R-tree. One thread at a time, like its reader.
class RiverPlaceFinder {
public:
  /// No farther from a river than this: a valley's floor at the survey's scale. Beyond it a bank says nothing of an outfall.
  static constexpr double reachMetres = 500;

  explicit RiverPlaceFinder(store::Reader& reader) : reader_(reader) {}
  /// Nothing when no river is within reach or the position is not a longitude and a latitude. Errors: the store's; Cancelled.
  [[nodiscard]] Result<std::optional<RiverPlace>> at(const Point& lonLat, std::stop_token stop = {});

private:
  [[nodiscard]] Result<std::shared_ptr<const RiverCourse>> courseOf(const River& river, std::stop_token stop);

  store::Reader& reader_;
  std::int64_t version_ = -1;
  std::map<std::string, std::shared_ptr<const RiverCourse>> courses_; ///< by name
};

/// Chainage as it is written on plans: 12345 m is K12+345.
[[nodiscard]] std::string chainageText(double metres);

} // namespace suyuan::survey
