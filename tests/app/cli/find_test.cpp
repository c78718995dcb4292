// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace suyuan::test;

namespace {

/// Two outfalls on the 伊通河, imported.
std::string surveyIn(const TempFolder& folder) {
  return surveyOf(folder, "经度,纬度,排污口名称,排污口编码(国家级)\n"
                          "125.31,43.86,长春市南关区伊通河右岸1号排口,AB-220102-0001-QT-00\n"
                          "125.33,43.88,长春市南关区伊通河右岸2号排口,AB-220102-0012-QT-00\n");
}

} // namespace

TEST_CASE("find answers by name, code and pinyin, as JSON and for people") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const Run byName = runSuyuan({"find", survey, "右岸2号", "--json"});
  REQUIRE(byName.exit == 0);
  const auto hit = byName.json()["hits"][0];
  CHECK(hit["layer"] == "outfalls");
  CHECK(hit["code"] == "AB-220102-0012-QT-00");
  CHECK(hit["match"] == "name-holds");
  CHECK(hit["fid"].is_string());
  CHECK(hit["box"][0].get<double>() > 125.32);
  CHECK(runSuyuan({"find", survey, "ab-220102-0001", "--json"}).json()["hits"].size() == 1);
  CHECK(runSuyuan({"find", survey, "ythya2h", "--json"}).json()["hits"].size() == 0); // digits are no pinyin
  CHECK(runSuyuan({"find", survey, "ythya", "--json"}).json()["hits"].size() == 2);
  const Run limited = runSuyuan({"find", survey, "伊通河右岸", "--limit", "1", "--near", "125.33", "43.88", "--json"});
  REQUIRE(limited.json()["hits"].size() == 1);
  CHECK(limited.json()["more"] == true);
  CHECK(limited.json()["hits"][0]["code"] == "AB-220102-0012-QT-00");
  const Run division = runSuyuan({"find", survey, "南关区", "--layer", "divisions"});
  CHECK(division.exit == 0);
  CHECK(division.out.starts_with("divisions\t南关区\t220102\t县级\t长春市"));
}

TEST_CASE("find says so when there is nothing, and a wrong call is refused") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const Run nothing = runSuyuan({"find", survey, "没有这个"});
  CHECK(nothing.exit == 1);
  CHECK(nothing.err.find("Nothing was found") != std::string::npos);
  CHECK(runSuyuan({"find", survey, "x", "--layer", "photos"}).exit == 2);
  CHECK(runSuyuan({"find", survey, "x", "--limit", "0"}).exit == 2);
  CHECK(runSuyuan({"find", survey}).exit == 2);
  CHECK(runSuyuan({"find", folder / "none", "x", "--json"}).json()["error"]["key"] == "survey-missing");
}
