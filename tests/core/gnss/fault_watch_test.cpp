// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/fault_watch.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::gnss;

namespace {

constexpr std::int64_t start = 1'780'000'000'000;

Fix at(double second, double lat = 44.0) {
  Fix fix;
  fix.time = start + static_cast<std::int64_t>(second * 1000);
  fix.timed = fix.dated = fix.valid = true;
  fix.quality = Quality::Single;
  fix.hdop = 1;
  fix.lon = 125;
  fix.lat = lat;
  return fix;
}

} // namespace

TEST_CASE("a walk is good, and silence is noticed without a sentence") {
  FaultWatch watch;
  CHECK(watch.at(0) == Health::Silent);
  for (int s = 0; s < 60; ++s) CHECK(watch.take(at(s, 44 + s * 1e-5), {}, s * 1000) == Health::Good);
  CHECK(watch.at(61'000) == Health::Good);
  CHECK(watch.at(63'000) == Health::Silent);
}

TEST_CASE("a receiver without a position is lost and found again") {
  FaultWatch watch;
  CHECK(watch.take(at(0), {}, 0) == Health::Good);
  Fix none = at(1);
  none.valid = false;
  CHECK(watch.take(none, {}, 1000) == Health::Lost);
  CHECK(watch.at(1500) == Health::Lost);
  CHECK(watch.take(at(2), {}, 2000) == Health::Good);
}

TEST_CASE("the same time again and again is frozen; standing still is not") {
  FaultWatch watch;
  for (int s = 0; s < 10; ++s) CHECK(watch.take(at(s), {}, s * 1000) == Health::Good);
  CHECK(watch.take(at(9), {}, 10'000) == Health::Good);
  CHECK(watch.take(at(9), {}, 11'000) == Health::Frozen);
  CHECK(watch.take(at(9), {}, 12'000) == Health::Frozen);
  CHECK(watch.take(at(13), {}, 13'000) == Health::Good);
}

TEST_CASE("a leap that nobody can make is a jump until the new place is confirmed") {
  FaultWatch watch;
  for (int s = 0; s < 5; ++s) CHECK(watch.take(at(s), {}, s * 1000) == Health::Good);
  CHECK(watch.take(at(5, 44.01), {}, 5000) == Health::Jumped); // a kilometre in a second
  CHECK(watch.take(at(6), {}, 6000) == Health::Good);          // back: it was one bad fix
  CHECK(watch.take(at(7, 44.01), {}, 7000) == Health::Jumped);
  CHECK(watch.take(at(8, 44.01), {}, 8000) == Health::Jumped);
  CHECK(watch.take(at(9, 44.01), {}, 9000) == Health::Good); // it stays there: the old place was the wrong one
  CHECK(watch.take(at(109, 44.05), {}, 109'000) == Health::Good); // 4.4 km in 100 s is a car
}

TEST_CASE("jumps here and there are never believed") {
  FaultWatch watch;
  CHECK(watch.take(at(0), {}, 0) == Health::Good);
  for (int s = 1; s < 8; ++s) CHECK(watch.take(at(s, s % 2 ? 45 : 43), {}, s * 1000) == Health::Jumped);
}

TEST_CASE("fixes that come ever later are late, whatever the laptop's date is") {
  FaultWatch watch;
  for (int s = 0; s < 10; ++s) CHECK(watch.take(at(s), {}, 500 + s * 1000) == Health::Good);
  CHECK(watch.take(at(10), {}, 18'000) == Health::Late); // seven and a half seconds in a buffer
  CHECK(watch.take(at(20), {}, 20'600) == Health::Good);
}

TEST_CASE("time that runs backwards is told, and midnight without a date is not") {
  FaultWatch watch;
  CHECK(watch.take(at(100), {}, 0) == Health::Good);
  CHECK(watch.take(at(50), {}, 1000) == Health::ClockBack);
  CHECK(watch.take(at(51), {}, 2000) == Health::Good);
  FaultWatch undated;
  Fix before = at(0), after = at(0);
  before.dated = after.dated = false;
  before.time = 86'399'000;
  after.time = 0;
  CHECK(undated.take(before, {}, 0) == Health::Good);
  CHECK(undated.take(after, {}, 1000) == Health::Good);
}
