// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/fault_watch.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace suyuan::gnss {

namespace {

constexpr int halfDayMs = 43'200'000;

double allowanceOf(double accuracy) noexcept { return 3 * (std::isnan(accuracy) ? 10 : accuracy); }

} // namespace

std::string_view keyOf(Health health) noexcept {
  static constexpr std::array<std::string_view, 7> keys{"silent", "lost", "frozen", "jumped", "late", "clock-back", "good"};
  return keys[static_cast<std::size_t>(health)];
}

bool FaultWatch::isTooFast(const Fix& fix, double accuracy) const noexcept {
  std::int64_t elapsed = fix.time - placeTime_;
  if (!fix.dated && elapsed < -halfDayMs) elapsed += 2 * halfDayMs;
  const double seconds = static_cast<double>(std::max<std::int64_t>(elapsed, 0)) / 1000;
  const double metres = distanceMetres({lon_, lat_}, {fix.lon, fix.lat});
  return !(metres <= limits_.fastest * seconds + allowanceOf(accuracy) + allowanceOf(accuracy_));
}

Health FaultWatch::take(const Fix& fix, const RangeErrors& errors, std::int64_t host) noexcept {
  heard_ = host;
  const bool comparable = begun_ && timed_ && fix.timed && dated_ == fix.dated;
  const bool sameTime = comparable && fix.time == time_;
  // Without a date midnight looks like a step back of a day.
  const bool backwards = comparable && fix.time < time_ && (fix.dated || time_ - fix.time < halfDayMs);
  repeats_ = sameTime ? repeats_ + 1 : 0;
  if (!comparable || fix.time < time_) delayKnown_ = false; // another count of time, or midnight without a date
  begun_ = true;
  time_ = fix.time;
  timed_ = fix.timed;
  dated_ = fix.dated;
  if (backwards) {
    // Another log, or a receiver that found its clock wrong: what was known before does not hold for it.
    placed_ = false;
    return health_ = Health::ClockBack;
  }
  if (!fix.valid) return health_ = Health::Lost;
  if (repeats_ + 1 >= limits_.frozenTimes) return health_ = Health::Frozen;
  const double accuracy = accuracyOf(fix, errors).horizontal;
  if (placed_ && isTooFast(fix, accuracy)) {
    const bool near = calm_ > 0 && distanceMetres({leapLon_, leapLat_}, {fix.lon, fix.lat}) <= limits_.fastest * 2 + allowanceOf(accuracy);
    calm_ = near ? calm_ + 1 : 1;
    leapLon_ = fix.lon;
    leapLat_ = fix.lat;
    if (calm_ < limits_.calmFixes) return health_ = Health::Jumped;
  }
  calm_ = 0;
  placed_ = true;
  lon_ = fix.lon;
  lat_ = fix.lat;
  accuracy_ = accuracy;
  placeTime_ = fix.time;
  health_ = Health::Good;
  if (fix.timed) {
    const std::int64_t delay = host - fix.time;
    if (!delayKnown_ || delay < bestDelay_) bestDelay_ = delay;
    delayKnown_ = true;
    if (delay - bestDelay_ > limits_.lateMs) health_ = Health::Late;
  }
  return health_;
}

Health FaultWatch::at(std::int64_t host) const noexcept {
  if (!begun_ || host - heard_ > limits_.silentMs) return Health::Silent;
  return health_;
}

} // namespace suyuan::gnss
