// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/accuracy.h"

#include <cstdint>
#include <string_view>

namespace suyuan::gnss {

/// How the receiver does. The worst that holds is told.
enum class Health : std::uint8_t {
  Silent,  ///< nothing comes at all
  Lost,    ///< it speaks, but has no position
  Frozen,  ///< the same time and place again and again
  Jumped,  ///< farther from the last fix than anyone could have come
  Late,    ///< fixes come later and later after their own time: what is shown is old
  ClockBack, ///< its time ran backwards
  Good,
};
/// silent, lost, frozen, jumped, late, clock-back, good.
[[nodiscard]] std::string_view keyOf(Health health) noexcept;

struct WatchLimits {
  int silentMs = 3000;    ///< without any moment
  int frozenTimes = 3;    ///< moments of one time
  double fastest = 60;    ///< m/s; a car on a dike road, not an aircraft
  int lateMs = 5000;      ///< more delay than there was at best
  int calmFixes = 3;      ///< fixes near each other after a jump until the new place is believed
};

/// Watches the fixes of one receiver. `host` is a clock of the computer that only runs forward (ms); it is never compared with the receiver's
/// time itself, since a laptop's date may be wrong. One thread.
class FaultWatch {
public:
  explicit FaultWatch(WatchLimits limits = {}) noexcept : limits_(limits) {}

  /// A moment came at `host`. A fix that is told Frozen, Jumped or ClockBack is not to be used.
  Health take(const Fix& fix, const RangeErrors& errors, std::int64_t host) noexcept;
  /// Nothing need have come: what holds at `host`.
  [[nodiscard]] Health at(std::int64_t host) const noexcept;
  /// Forgets everything: another source begins.
  void restart() noexcept { *this = FaultWatch(limits_); }

private:
  bool isTooFast(const Fix& fix, double accuracy) const noexcept;

  WatchLimits limits_;
  bool begun_ = false, placed_ = false;
  std::int64_t heard_ = 0;               ///< host time of the last moment
  std::int64_t time_ = 0;                ///< receiver's time of the last moment
  bool timed_ = false, dated_ = false;
  int repeats_ = 0;                      ///< moments of the same time after the first
  double lon_ = 0, lat_ = 0, accuracy_ = 0;
  std::int64_t placeTime_ = 0;
  double leapLon_ = 0, leapLat_ = 0;     ///< where it jumped to
  int calm_ = 0;                         ///< fixes there
  std::int64_t bestDelay_ = 0;
  bool delayKnown_ = false;
  Health health_ = Health::Silent;
};

} // namespace suyuan::gnss
