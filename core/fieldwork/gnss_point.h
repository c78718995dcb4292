// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/point_average.h"
#include "core/model/position_fix.h"
#include "core/store/edit.h"

#include <string>

namespace suyuan::fieldwork {

/// A position that a record is to get, and how it came about.
struct GnssPoint {
  Point at;                         ///< lon/lat as the receiver gave them; without a height, which is in `how`
  double accuracyM = gnss::unknown; ///< DRMS
  std::string datum;                ///< 坐标来源: "CGCS2000 GNSS rtk-fixed"
  /// What is stored beside the record. Its geometry is the antenna's place with the height above mean sea level of the ground; its note has the
  /// rest in words of the form key=value, e.g.
  ///   gnss mode=mean quality=single fixes=34/36 sd_e_m=0.52 … accuracy_m=4.5 estimated=yes hdop_max=1.2 satellites_min=9
  ///   from=…Z to=…Z height_msl_m=201.5 antenna_m=1.8
  PositionFix how;
};

/// One fix. `antennaM` is taken off the heights.
[[nodiscard]] GnssPoint pointOf(const gnss::Fix& fix, const gnss::Gate& gate, double antennaM);
/// A mean; its heights have the antenna taken off already. \pre average.kept > 0
[[nodiscard]] GnssPoint pointOf(const gnss::AveragedPoint& average, double antennaM);

/// The outlet lies off: so many metres away at a true bearing, read to the sigmas given.
struct Offset {
  double bearing = 0, metres = 0;
  double bearingSigma = 1, metresSigma = 0.5;
};
[[nodiscard]] GnssPoint movedBy(GnssPoint point, const Offset& offset);

/// The point is taken although the gate says no, for a reason that a person gave.
[[nodiscard]] GnssPoint takenAnyway(GnssPoint point, gnss::GateAnswer answer, const std::string& reason);

/// Stores within an edit how the position of an outfall or a candidate came about. \pre layer is one of the two
[[nodiscard]] Result<Fid> recordPosition(store::Edit& edit, const GnssPoint& point, Layer layer, Fid record, const std::string& team = {});

} // namespace suyuan::fieldwork
