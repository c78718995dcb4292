// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/accuracy.h"
#include "core/model/geometry.h"

#include <array>
#include <cstdint>
#include <vector>

namespace suyuan::gnss {

struct AverageRule {
  Gate gate;
  int leastFixes = 20;       ///< that stay after outliers are taken out
  double standardErrorM = 0.5; ///< of the mean; both must be reached
  double timeoutS = 120;     ///< by the fixes' own time
  double antennaHeightM = 0; ///< of the antenna above the point, taken off the height
  double outlierFactor = 3.5; ///< times the robust deviation (1.4826 × median deviation) from the median place
};

enum class AverageState : std::uint8_t { Running, Done, TimedOut };

struct AveragedPoint {
  int taken = 0;      ///< fixes that passed the gate
  int kept = 0;       ///< of them, those that the mean is made of
  int refused = 0;    ///< fixes that did not pass
  double lon = unknown, lat = unknown;
  double heightMsl = unknown, ellipsoidalHeight = unknown; ///< of the point itself, antenna height taken off; NaN when none had it
  double deviationEast = unknown, deviationNorth = unknown, deviationUp = unknown; ///< standard deviations of one fix, metres; from two fixes on
  double standardError = unknown; ///< of the mean, horizontal; fixes that follow each other closely err alike, which is counted in
  double accuracy = unknown;  ///< what the point is good to (DRMS): the fixes' median accuracy, since an error that all share does not average
                              ///< out, and not below the standard error
  bool accuracyEstimated = false;
  Quality worst = Quality::None; ///< the weakest quality among the kept ones
  double hdop = unknown;        ///< the largest
  int leastSatellites = -1;     ///< the smallest
  std::int64_t from = 0, to = 0; ///< ms since 1970, of the fixes taken; 0 while no date is known
  double seconds = 0;
};

/// The mean of fixes that stand on one point. Only fixes that pass the gate count; the rest is told by reason. One thread.
class PointAverage {
public:
  explicit PointAverage(AverageRule rule) : rule_(rule) {}

  GateAnswer add(const Fix& fix);
  [[nodiscard]] AverageState state() const noexcept { return state_; }
  [[nodiscard]] const AveragedPoint& result() const noexcept { return result_; }
  [[nodiscard]] int refused(GateAnswer reason) const noexcept { return refusedBy_[static_cast<std::size_t>(reason)]; }

private:
  struct Sample {
    double east = 0, north = 0, mslHeight = 0, ellipsoidalHeight = 0, accuracy = 0, hdop = 0;
    bool estimated = false;
    Quality quality = Quality::None;
    int satellites = -1;
  };
  void compute();

  AverageRule rule_;
  AverageState state_ = AverageState::Running;
  AveragedPoint result_;
  std::vector<Sample> samples_;
  Point origin_;
  std::array<int, 7> refusedBy_{};
  std::int64_t last_ = 0; ///< time of the last fix, and whether it was dated
  bool begun_ = false, dated_ = false;
};

} // namespace suyuan::gnss
