// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/satellites.h"
#include "core/gnss/sentences.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace suyuan::gnss {

/// Everything that one receiver said about one moment. Longitude and latitude are degrees of WGS 84 (or of the network that the corrections
/// come from; CGCS2000 differs from WGS 84 of today by less than a metre, and nothing is converted here), heights metres. NaN, -1 and 0
/// as in sentences.h stand for what was not said.
struct Fix {
  std::int64_t time = 0;    ///< ms since 1970-01-01 UTC when dated, else ms of the day
  bool timed = false;       ///< there is a time at all
  bool dated = false;
  bool valid = false;       ///< the receiver says that it has a position, and there is one
  Quality quality = Quality::None;
  double lon = unknown, lat = unknown;
  double heightMsl = unknown; ///< above the receiver's geoid
  double geoid = unknown;     ///< geoid above ellipsoid
  double hdop = unknown, pdop = unknown, vdop = unknown;
  int mode = 0;             ///< 1 none, 2 plane, 3 space (GSA)
  int satellitesUsed = -1;  ///< as said in GGA or GNS, which may count more than GSA lists
  int satellitesInView = -1;
  double speed = unknown;   ///< m/s
  double course = unknown;  ///< degrees of true north
  double variation = unknown; ///< magnetic declination, degrees, east positive
  double correctionAge = unknown; ///< seconds
  double rangeRms = unknown, semiMajor = unknown, semiMinor = unknown, orientation = unknown; ///< GST: metres, 1 sigma; degrees from north
  double sigmaLat = unknown, sigmaLon = unknown, sigmaHeight = unknown;
  Sky sky;

  [[nodiscard]] double ellipsoidalHeight() const noexcept { return heightMsl + geoid; } ///< NaN when either is
};

/// "RTK fixed" as a stable key: none, single, dgps, pps, rtk-fixed, rtk-float, estimated, manual, simulated, unstated.
[[nodiscard]] std::string_view keyOf(Quality quality) noexcept;

/// "2026-04-07T08:14:12.000Z" of a dated fix, "08:14:12.000Z" of one that is not; empty without a time.
[[nodiscard]] std::string timeText(const Fix& fix);

} // namespace suyuan::gnss
