// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/point_average.h"

#include "core/model/geometry_functions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::gnss;
using Catch::Matchers::WithinAbs;

namespace {

const Point truth{125.3245, 43.8868};

Fix fixAt(int second, double eastM, double northM, double height = 200) {
  const DegreeLength degree = degreeLength(truth.y);
  Fix fix;
  fix.time = 1'780'000'000'000 + second * 1000;
  fix.timed = fix.dated = fix.valid = true;
  fix.quality = Quality::Single;
  fix.hdop = 0.9;
  fix.satellitesUsed = 12;
  fix.lon = truth.x + eastM / degree.lon;
  fix.lat = truth.y + northM / degree.lat;
  fix.heightMsl = height;
  fix.geoid = 10;
  return fix;
}

double errorOf(const AveragedPoint& p) { return distanceMetres(truth, {p.lon, p.lat}); }

} // namespace

TEST_CASE("a mean stops when there are enough fixes and its error is small enough") {
  std::mt19937 random(3);
  std::normal_distribution<double> noise(0, 1.5);
  PointAverage average({.leastFixes = 30, .standardErrorM = 0.5, .timeoutS = 600, .antennaHeightM = 1.8});
  int second = 0;
  while (average.state() == AverageState::Running) CHECK(average.add(fixAt(second++, noise(random), noise(random), 200 + noise(random))) == GateAnswer::Passes);
  CHECK(average.state() == AverageState::Done);
  const AveragedPoint& p = average.result();
  CHECK(p.taken >= 30);
  CHECK(p.standardError <= 0.5);
  CHECK(errorOf(p) < 1.2);
  CHECK_THAT(p.deviationEast, WithinAbs(1.5, 0.6));
  CHECK_THAT(p.heightMsl, WithinAbs(200 - 1.8, 1));
  CHECK_THAT(p.ellipsoidalHeight, WithinAbs(p.heightMsl + 10, 1e-6));
  CHECK_THAT(p.accuracy, WithinAbs(4.5, 1e-9)); // HDOP 0.9 by 5 m: what all fixes share does not average out
  CHECK(p.accuracyEstimated);
  CHECK(p.leastSatellites == 12);
  CHECK(p.to - p.from == (second - 1) * 1000);
  // What comes afterwards changes nothing.
  (void)average.add(fixAt(second, 500, 500));
  CHECK(average.result().taken == p.taken);
}

TEST_CASE("outliers that pass the gate do not move the mean") {
  std::mt19937 random(5);
  std::normal_distribution<double> noise(0, 0.5);
  PointAverage average({.leastFixes = 1000});
  for (int s = 0; s < 100; ++s) {
    const bool bad = s % 5 == 0;
    (void)average.add(bad ? fixAt(s, 40, -25) : fixAt(s, noise(random), noise(random)));
  }
  const AveragedPoint& p = average.result();
  CHECK(p.taken == 100);
  CHECK(p.kept <= 80);
  CHECK(p.kept >= 70);
  CHECK(errorOf(p) < 0.2);
}

TEST_CASE("fixes that do not pass the gate are counted by reason and not averaged") {
  PointAverage average({.leastFixes = 3});
  Fix lost = fixAt(0, 0, 0);
  lost.valid = false;
  CHECK(average.add(lost) == GateAnswer::NoFix);
  Fix poor = fixAt(1, 300, 0);
  poor.hdop = 3;
  CHECK(average.add(poor) == GateAnswer::AccuracyPoor);
  CHECK(average.result().refused == 2);
  CHECK(average.refused(GateAnswer::AccuracyPoor) == 1);
  CHECK(average.result().taken == 0);
  CHECK(std::isnan(average.result().lon));
  CHECK(average.add(fixAt(2, 0, 0)) == GateAnswer::Passes);
  CHECK_THAT(errorOf(average.result()), WithinAbs(0, 1e-6));
}

TEST_CASE("a point that does not settle times out with what there is") {
  PointAverage average({.leastFixes = 20, .standardErrorM = 0.01, .timeoutS = 30});
  for (int s = 0; s <= 31; ++s) (void)average.add(fixAt(s, s % 2 ? 2 : -2, 0));
  CHECK(average.state() == AverageState::TimedOut);
  CHECK(average.result().taken == 31);
  PointAverage never({.timeoutS = 30});
  Fix lost = fixAt(0, 0, 0);
  lost.valid = false;
  (void)never.add(lost);
  lost.time += 30'000;
  (void)never.add(lost);
  CHECK(never.state() == AverageState::TimedOut);
}

TEST_CASE("a receiver that learns the date meanwhile does not time out by it") {
  PointAverage average({.leastFixes = 1000, .timeoutS = 60});
  for (int s = 0; s < 10; ++s) {
    Fix fix = fixAt(s, 0.1 * s, 0);
    if (s < 5) fix.dated = false, fix.time %= 86'400'000;
    (void)average.add(fix);
  }
  CHECK(average.state() == AverageState::Running);
  CHECK(average.result().seconds == 8);
  CHECK(average.result().from == fixAt(5, 0, 0).time);
}

TEST_CASE("a slow drift is not taken for many independent fixes") {
  PointAverage drifting({.leastFixes = 1000}), scattered({.leastFixes = 1000});
  std::mt19937 random(11);
  std::vector<int> order(60);
  for (int s = 0; s < 60; ++s) order[static_cast<std::size_t>(s)] = s;
  std::ranges::shuffle(order, random);
  for (int s = 0; s < 60; ++s) {
    (void)drifting.add(fixAt(s, 0.1 * s, 0));
    (void)scattered.add(fixAt(s, 0.1 * order[static_cast<std::size_t>(s)], 0));
  }
  CHECK_THAT(drifting.result().deviationEast, WithinAbs(scattered.result().deviationEast, 1e-6));
  CHECK(drifting.result().standardError > 3 * scattered.result().standardError);
}

TEST_CASE("the weakest of the kept fixes names the point's quality") {
  PointAverage average({.leastFixes = 1000});
  for (int s = 0; s < 10; ++s) {
    Fix fix = fixAt(s, 0.01 * s, 0);
    fix.quality = s == 4 ? Quality::RtkFloat : Quality::RtkFixed;
    (void)average.add(fix);
  }
  CHECK(average.result().worst == Quality::RtkFloat);
}

TEST_CASE("a mean over the date line stays there") {
  PointAverage average({.leastFixes = 1000});
  for (int s = 0; s < 4; ++s) {
    Fix fix = fixAt(s, 0, 0);
    fix.lon = s % 2 ? 179.999999 : -179.999999;
    (void)average.add(fix);
  }
  CHECK(std::abs(average.result().lon) > 179.9999);
}
