// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/fix.h"

#include <cstdint>

namespace suyuan::gnss {

/// User equivalent range error, metres, 1 sigma: what a DOP of 1 is taken to stand for when a receiver does not tell its own
/// error. Rough by nature; an estimate made with it is marked so. The office's figures are in the rule book (fieldwork.json).
struct RangeErrors {
  double single = 5.0;
  double dgps = 1.5;
  double rtkFloat = 0.4;
  double rtkFixed = 0.02;
};

/// Metres, 1 sigma: horizontal is the root mean square of the distance from the true place (DRMS, about 65 % lie within), vertical of
/// the height. NaN unknown.
struct Accuracy {
  double horizontal = unknown;
  double vertical = unknown;
  bool estimated = false; ///< from DOP and RangeErrors, not the receiver's own word
};

/// From GST (the sigmas, else its ellipse), else from DOP; unknown for a fix that is not valid, or of a kind that has no figure.
[[nodiscard]] Accuracy accuracyOf(const Fix& fix, const RangeErrors& errors) noexcept;

/// What a fix must keep to before a point is made of it.
struct Gate {
  double accuracyM = 10;
  double hdop = 4;
  int satellites = 5;
  RangeErrors errors;
};

enum class GateAnswer : std::uint8_t {
  Passes,
  NoFix,           ///< no position
  NotMeasured,     ///< estimated, typed in or simulated by the receiver
  AccuracyUnknown, ///< neither GST nor a DOP with a known quality
  AccuracyPoor,
  HdopPoor,
  FewSatellites,
};
[[nodiscard]] GateAnswer passes(const Fix& fix, const Gate& gate) noexcept;
/// passes, no-fix, not-measured, accuracy-unknown, accuracy-poor, hdop-poor, few-satellites.
[[nodiscard]] std::string_view keyOf(GateAnswer answer) noexcept;

} // namespace suyuan::gnss
