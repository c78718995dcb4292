// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/accuracy.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace suyuan::gnss;
using Catch::Matchers::WithinAbs;

namespace {

Fix single() {
  Fix fix;
  fix.valid = true;
  fix.quality = Quality::Single;
  fix.lon = 125, fix.lat = 44;
  fix.hdop = 1.2;
  fix.satellitesUsed = 9;
  return fix;
}

} // namespace

TEST_CASE("accuracy is the receiver's own word where it gives one") {
  Fix fix = single();
  fix.sigmaLat = 0.3, fix.sigmaLon = 0.4, fix.sigmaHeight = 0.9;
  const Accuracy own = accuracyOf(fix, {});
  CHECK_THAT(own.horizontal, WithinAbs(0.5, 1e-12));
  CHECK(own.vertical == 0.9);
  CHECK_FALSE(own.estimated);
  fix.sigmaLat = fix.sigmaLon = unknown;
  fix.semiMajor = 4, fix.semiMinor = 3, fix.orientation = 30;
  CHECK_THAT(accuracyOf(fix, {}).horizontal, WithinAbs(5, 1e-12));
}

TEST_CASE("without it accuracy is estimated from HDOP by quality, and marked so") {
  Fix fix = single();
  const RangeErrors errors{.single = 5, .dgps = 1.5, .rtkFloat = 0.4, .rtkFixed = 0.02};
  CHECK(accuracyOf(fix, errors).estimated);
  CHECK_THAT(accuracyOf(fix, errors).horizontal, WithinAbs(6, 1e-12));
  fix.quality = Quality::Dgps;
  CHECK_THAT(accuracyOf(fix, errors).horizontal, WithinAbs(1.8, 1e-12));
  fix.quality = Quality::RtkFixed;
  CHECK_THAT(accuracyOf(fix, errors).horizontal, WithinAbs(0.024, 1e-12));
  for (const Quality quality : {Quality::Unstated, Quality::Estimated, Quality::Manual, Quality::Simulated}) {
    fix.quality = quality;
    CHECK(std::isnan(accuracyOf(fix, errors).horizontal));
  }
  fix.quality = Quality::Single;
  for (const double none : {0.0, 99.9, unknown}) {
    fix.hdop = none;
    CHECK(std::isnan(accuracyOf(fix, errors).horizontal));
  }
  fix.hdop = 1;
  fix.valid = false;
  CHECK(std::isnan(accuracyOf(fix, errors).horizontal));
}

TEST_CASE("the gate says why a fix may not make a point") {
  const Gate gate{.accuracyM = 10, .hdop = 4, .satellites = 5};
  Fix fix = single();
  CHECK(passes(fix, gate) == GateAnswer::Passes);
  fix.satellitesUsed = 4;
  CHECK(passes(fix, gate) == GateAnswer::FewSatellites);
  fix.satellitesUsed = -1; // not told
  CHECK(passes(fix, gate) == GateAnswer::Passes);
  fix.hdop = 2.5;
  CHECK(passes(fix, gate) == GateAnswer::AccuracyPoor);
  fix.sigmaLat = fix.sigmaLon = 1;
  fix.hdop = 4.5;
  CHECK(passes(fix, gate) == GateAnswer::HdopPoor);
  fix = single();
  fix.quality = Quality::Unstated;
  CHECK(passes(fix, gate) == GateAnswer::AccuracyUnknown);
  fix.quality = Quality::Simulated;
  CHECK(passes(fix, gate) == GateAnswer::NotMeasured);
  fix.valid = false;
  CHECK(passes(fix, gate) == GateAnswer::NoFix);
}
