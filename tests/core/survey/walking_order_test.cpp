// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/river_course.h"
#include "core/survey/walking_order.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using namespace suyuan;
using namespace suyuan::survey;

namespace {

/// Flows east along 44° N from `west` to `east`, in degrees.
River reach(std::int64_t fid, const char* name, double west, double east, bool flowKnown = true) {
  River river;
  river.fid = Fid{fid};
  river.name = name;
  river.geometry = LineString{{{west, 44.0}, {(west + east) / 2, 44.0}, {east, 44.0}}};
  river.flowKnown = flowKnown;
  return river;
}

Outfall outfall(std::int64_t fid, const char* river, double lon, double lat, const char* bank = "") {
  Outfall o;
  o.fid = Fid{fid};
  o.divisionCode = "220102";
  o.riverName = river;
  o.bank = bank;
  o.geometry = Point{lon, lat};
  return o;
}

std::string order(std::vector<Outfall> outfalls, const std::vector<River>& rivers, BankOrder banks = BankOrder::LeftThenRight) {
  (void)sortInWalkingOrder(outfalls, rivers, banks);
  std::string text;
  for (const Outfall& o : outfalls) text += (text.empty() ? "" : " ") + toText(o.fid);
  return text;
}

} // namespace

TEST_CASE("the left bank is walked from source to mouth, then the right one") {
  const std::vector rivers{reach(1, "甲河", 125.0, 125.4)};
  // Looking east the left bank is the northern one; a bank that the record does not say is read off the line.
  const std::vector outfalls{outfall(1, "甲河", 125.30, 43.999), outfall(2, "甲河", 125.10, 44.001), outfall(3, "甲河", 125.20, 43.999),
                             outfall(4, "甲河", 125.35, 44.001), outfall(5, "甲河", 125.05, 43.999, "左岸")};
  CHECK(order(outfalls, rivers) == "5 2 4 3 1");
  CHECK(order(outfalls, rivers, BankOrder::Together) == "5 2 3 1 4");
}

TEST_CASE("a river that lies there in pieces is one way from source to mouth") {
  std::vector rivers{reach(1, "甲河", 125.4, 125.6), reach(2, "甲河", 125.0, 125.2), reach(3, "甲河", 125.2, 125.4)};
  const std::vector outfalls{outfall(1, "甲河", 125.5, 44.001), outfall(2, "甲河", 125.1, 44.001), outfall(3, "甲河", 125.3, 44.001)};
  CHECK(order(outfalls, rivers) == "2 3 1");
  const RiverCourse course(rivers);
  const double whole = course.place({125.6, 44.0})->along;
  CHECK(std::abs(course.place({125.3, 44.0})->along - whole / 2) < 1);
  CHECK(course.place({125.3, 44.01})->left);
  CHECK_FALSE(course.place({125.3, 43.99})->left);
  // A piece of the same name elsewhere is a course of its own, after the first.
  rivers.push_back(reach(4, "甲河", 127.0, 127.2));
  CHECK(RiverCourse(rivers).place({127.1, 44.0})->course == 1);
}

TEST_CASE("a circle in the lines ends") {
  River round;
  round.fid = Fid{1};
  round.name = "环河";
  round.geometry = LineString{{{125, 44}, {125.1, 44}, {125.1, 44.1}, {125, 44}}};
  CHECK(RiverCourse(std::vector{round}).place({125.05, 44.0}).has_value());
  CHECK_FALSE(RiverCourse({}).place({125, 44}).has_value());
}

TEST_CASE("chainages order a river when all its outfalls have one") {
  const std::vector rivers{reach(1, "甲河", 125.0, 125.4)};
  std::vector outfalls{outfall(1, "甲河", 125.1, 44.001, "左岸"), outfall(2, "甲河", 125.2, 44.001, "左岸"), outfall(3, "甲河", 125.3, 44.001, "右岸")};
  outfalls[0].chainage = 900;
  outfalls[1].chainage = 100;
  CHECK(order(outfalls, rivers) == "1 2 3"); // one is missing: the line decides
  outfalls[2].chainage = 50;
  CHECK(order(outfalls, rivers) == "2 1 3");
  CHECK(order(outfalls, {}) == "2 1 3");
}

TEST_CASE("counties come first, greater rivers before smaller, and what nothing places comes last") {
  std::vector rivers{reach(1, "甲河", 125.0, 125.4), reach(2, "乙江", 125.0, 125.4)};
  rivers[0].grade = 4;
  rivers[1].grade = 1;
  std::vector outfalls{outfall(1, "甲河", 125.1, 44.001), outfall(2, "乙江", 125.2, 44.001), outfall(3, "", 125.0, 44.0),
                       outfall(4, "甲河", 125.1, 44.001), outfall(5, "丙河", 125.1, 44.001), outfall(6, "甲河", 126.5, 44.001)};
  outfalls[3].divisionCode = "220101";
  CHECK(order(outfalls, rivers) == "4 2 1 3 5 6");
  const WalkingNotes notes = sortInWalkingOrder(outfalls, rivers, BankOrder::LeftThenRight);
  CHECK(notes.notPlaced == std::vector{Fid{3}, Fid{5}, Fid{6}}); // 6 is 90 km from its river
  CHECK(notes.flowUnknown.empty());
}

TEST_CASE("a direction that nobody vouched for is said") {
  std::vector outfalls{outfall(1, "甲河", 125.1, 44.001)};
  const WalkingNotes notes = sortInWalkingOrder(outfalls, std::vector{reach(1, "甲河", 125.0, 125.4, false)}, BankOrder::LeftThenRight);
  CHECK(notes.flowUnknown == std::vector<std::string>{"甲河"});
}
