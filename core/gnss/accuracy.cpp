// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/accuracy.h"

#include <array>
#include <cmath>

namespace suyuan::gnss {

namespace {

double rangeErrorOf(Quality quality, const RangeErrors& errors) noexcept {
  switch (quality) {
  case Quality::Single: return errors.single;
  case Quality::Pps: return errors.single; // a military signal does better; nobody here has one
  case Quality::Dgps: return errors.dgps;
  case Quality::RtkFloat: return errors.rtkFloat;
  case Quality::RtkFixed: return errors.rtkFixed;
  default: return unknown;
  }
}

/// DRMS of GST. The ellipse has it too: the sum of the squares does not depend on its bearing.
double saidHorizontal(const Fix& fix) noexcept {
  const double sigmas = std::hypot(fix.sigmaLat, fix.sigmaLon);
  if (sigmas > 0) return sigmas;
  const double axes = std::hypot(fix.semiMajor, fix.semiMinor);
  return axes > 0 ? axes : unknown;
}

} // namespace

Accuracy accuracyOf(const Fix& fix, const RangeErrors& errors) noexcept {
  if (!fix.valid) return {};
  Accuracy accuracy{.horizontal = saidHorizontal(fix), .vertical = fix.sigmaHeight > 0 ? fix.sigmaHeight : unknown};
  const double range = rangeErrorOf(fix.quality, errors);
  if (std::isnan(accuracy.horizontal)) {
    accuracy.estimated = true;
    // Receivers write 0 or 99.9 for "none".
    if (fix.hdop > 0 && fix.hdop < 50) accuracy.horizontal = fix.hdop * range;
    if (fix.vdop > 0 && fix.vdop < 50) accuracy.vertical = fix.vdop * range;
  }
  return accuracy;
}

GateAnswer passes(const Fix& fix, const Gate& gate) noexcept {
  if (!fix.valid) return GateAnswer::NoFix;
  if (fix.quality == Quality::Estimated || fix.quality == Quality::Manual || fix.quality == Quality::Simulated) return GateAnswer::NotMeasured;
  const Accuracy accuracy = accuracyOf(fix, gate.errors);
  if (std::isnan(accuracy.horizontal)) return GateAnswer::AccuracyUnknown;
  if (accuracy.horizontal > gate.accuracyM) return GateAnswer::AccuracyPoor;
  if (fix.hdop > gate.hdop) return GateAnswer::HdopPoor;
  if (fix.satellitesUsed >= 0 && fix.satellitesUsed < gate.satellites) return GateAnswer::FewSatellites;
  return GateAnswer::Passes;
}

std::string_view keyOf(GateAnswer answer) noexcept {
  static constexpr std::array<std::string_view, 7> keys{"passes", "no-fix", "not-measured", "accuracy-unknown", "accuracy-poor", "hdop-poor", "few-satellites"};
  return keys[static_cast<std::size_t>(answer)];
}

} // namespace suyuan::gnss
