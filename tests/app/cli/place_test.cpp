// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

namespace {

/// The survey with the demo's rivers.
std::string riversIn(const TempFolder& folder) {
  const std::string survey = folder / "survey";
  REQUIRE(runSuyuan({"new", survey, "--division", "220100", "--name", "长春"}).exit == 0);
  const Run taken = runSuyuan({"import", survey, SUYUAN_RESOURCES_DIR "/demo/rivers.gpkg", "--as", "rivers"});
  INFO(taken.err);
  REQUIRE(taken.exit <= 1);
  return survey;
}

} // namespace

TEST_CASE("place gives chainage and bank at a real river by its direction of flow") {
  const TempFolder folder;
  const std::string survey = riversIn(folder);
  const auto at = [&](const char* lon, const char* lat) {
    const Run run = runSuyuan({"place", survey, lon, lat, "--json"});
    INFO(run.out << run.err);
    REQUIRE(run.exit == 0);
    CHECK(run.json()["river"]["name"] == "伊通河");
    CHECK(run.json()["flow_known"] == true);
    return run.json();
  };
  // South of Changchun the 伊通河 runs north; before 农安 it turns north-west.
  const auto west = at("125.3420", "43.607"), east = at("125.3480", "43.607"), below = at("125.2140", "44.2720");
  CHECK(west["bank"] == "左岸");
  CHECK(east["bank"] == "右岸");
  CHECK(below["bank"] == "左岸");
  CHECK(west["distance_m"] > 100);
  CHECK(west["distance_m"] < 400);
  CHECK(west["chainage_m"] > 63'000); // from the source as the crow flies
  CHECK(below["chainage_m"] > west["chainage_m"].get<double>() + 74'000); // likewise between the two
  CHECK(west["chainage"].get<std::string>().starts_with("K"));
}

TEST_CASE("place says so when no river is near, and refuses what is no position") {
  const TempFolder folder;
  const std::string survey = riversIn(folder);
  const Run far = runSuyuan({"place", survey, "110.0", "20.0", "--json"});
  CHECK(far.exit == 1);
  CHECK(far.json()["river"].is_null());
  CHECK(far.err.find("no river within 500 m") != std::string::npos);
  CHECK(runSuyuan({"place", survey, "125.3", "95"}).exit == 2);
  CHECK(runSuyuan({"place", survey, "-200", "43"}).exit == 2);
}
