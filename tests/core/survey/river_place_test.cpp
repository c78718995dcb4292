// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"
#include "core/survey/river_place.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;
using Catch::Approx;

namespace {

Fid addRiver(store::SurveyFile& survey, const char* name, std::vector<Point> points, std::optional<bool> flowKnown = true) {
  River river;
  river.name = name;
  river.geometry = LineString{std::move(points)};
  river.flowKnown = flowKnown;
  Fid fid;
  must(survey.edit("river", [&](store::Edit& edit) -> Result<> {
    fid = must(edit.insert(river));
    return {};
  }));
  return fid;
}

} // namespace

TEST_CASE("chainage is written as on plans") {
  CHECK(chainageText(12345) == "K12+345");
  CHECK(chainageText(0) == "K0+000");
  CHECK(chainageText(999.6) == "K1+000");
  CHECK(chainageText(7.2) == "K0+007");
}

TEST_CASE("chainage goes on from one line of a river to the next, and the banks are the flow's") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addRiver(survey, "伊通河", {{125.00, 44.0}, {125.10, 44.0}}); // flows east
  const Fid second = addRiver(survey, "伊通河", {{125.10, 44.0}, {125.20, 44.0}});
  addRiver(survey, "饮马河", {{125.00, 44.1}, {125.20, 44.1}});
  RiverPlaceFinder finder(survey.reader());
  const auto north = must(finder.at({125.15, 44.001}));
  REQUIRE(north);
  CHECK(north->name == "伊通河");
  CHECK(north->river == second);
  CHECK(north->left);
  CHECK(north->flowKnown);
  CHECK(north->along == Approx(distanceMetres({125.0, 44.0}, {125.15, 44.0})).epsilon(1e-3));
  CHECK(north->distance == Approx(distanceMetres({125.15, 44.0}, {125.15, 44.001})).epsilon(1e-3));
  CHECK_FALSE(must(finder.at({125.15, 43.999}))->left);
  CHECK(must(finder.at({125.15, 44.099}))->name == "饮马河");
}

TEST_CASE("no river is named beyond reach, nor for a position that is none") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addRiver(survey, "伊通河", {{125.00, 44.0}, {125.10, 44.0}});
  RiverPlaceFinder finder(survey.reader());
  const double degree = degreeLength(44.0).lat;
  CHECK(must(finder.at({125.05, 44.0 + (RiverPlaceFinder::reachMetres - 10) / degree})));
  CHECK_FALSE(must(finder.at({125.05, 44.0 + (RiverPlaceFinder::reachMetres + 10) / degree})));
  CHECK_FALSE(must(finder.at({std::numeric_limits<double>::quiet_NaN(), 44.0})));
  CHECK_FALSE(must(finder.at({125.05, 1e9})));
}

TEST_CASE("an edit of the river shows in the next answer, and an unconfirmed direction is said") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid river = addRiver(survey, "伊通河", {{125.00, 44.0}, {125.10, 44.0}});
  RiverPlaceFinder finder(survey.reader());
  CHECK(must(finder.at({125.02, 44.001}))->left);
  must(survey.edit("turned", [&](store::Edit& edit) { return edit.setGeometry(Layer::Rivers, river, LineString{{{125.10, 44.0}, {125.00, 44.0}}}); }));
  const auto turned = must(finder.at({125.02, 44.001}));
  CHECK_FALSE(turned->left);
  CHECK(turned->along == Approx(distanceMetres({125.10, 44.0}, {125.02, 44.0})).epsilon(1e-3));
  addRiver(survey, "", {{126.00, 44.0}, {126.10, 44.0}}, std::nullopt);
  const auto unnamed = must(finder.at({126.05, 44.001}));
  REQUIRE(unnamed);
  CHECK(unnamed->name.empty());
  CHECK_FALSE(unnamed->flowKnown);
}

TEST_CASE("a search for the place ends when it is stopped") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  addRiver(survey, "伊通河", {{125.00, 44.0}, {125.10, 44.0}});
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = RiverPlaceFinder(survey.reader()).at({125.05, 44.0}, stop.get_token());
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Cancelled);
}
