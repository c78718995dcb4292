// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

using namespace suyuan::test;

namespace {

/// A survey of two outfalls: one is good but for its bank.
std::string faulty(const TempFolder& folder) {
  return surveyOf(folder, "source_id,name,bank,status,division_code,lon,lat\n"
                          "1,长春市南关区某街雨洪排口,中岸,已确认,220102,125.31234,43.81234\n"
                          "2,长春市南关区某街东100m雨洪排口,左岸,疑似,220102,125.32234,43.82234\n");
}

} // namespace

TEST_CASE("a check is narrowed by rules and by a condition, and a wrong condition is told") {
  const TempFolder folder;
  const std::string survey = faulty(folder);
  const Run words = runSuyuan({"check", survey, "--json", "--rules", "field.word,name.unit"});
  REQUIRE(words.exit == 1);
  CHECK(words.json()["findings"].size() == 2);
  const Run suspected = runSuyuan({"check", survey, "--json", "--rules", "field.word,name.unit", "--where", "status = '疑似'"});
  CHECK(suspected.json()["checked"] == 1);
  REQUIRE(suspected.json()["findings"].size() == 1);
  CHECK(suspected.json()["findings"][0]["rule"] == "name.unit");
  const Run wrong = runSuyuan({"check", survey, "--json", "--where", "colour = 'red'"});
  CHECK(wrong.exit == 3);
  CHECK(wrong.json()["error"]["key"] == "filter-invalid");
  CHECK(runSuyuan({"check", survey, "--by-county", "--json"}).json()["counties"][0]["county"] == "220102");
}

TEST_CASE("a finding is explained, set aside with a reason, taken up, and fixed") {
  const TempFolder folder;
  const std::string survey = faulty(folder);
  const auto finding = runSuyuan({"check", survey, "--json", "--rules", "field.word"}).json()["findings"][0];
  const std::string what = "field.word@" + finding["fid"].get<std::string>();
  const auto card = runSuyuan({"check", survey, "--json", "--explain", what}).json()["cards"];
  REQUIRE(card.size() == 1);
  CHECK(card[0]["citation"] == "platform dictionary");
  CHECK(card[0]["values"][0]["value"] == "中岸");
  CHECK_FALSE(card[0]["last"]["author"].get<std::string>().empty());
  CHECK(runSuyuan({"check", survey, "--ignore", what}).exit == 2); // a reason is wanted
  const Run ignored = runSuyuan({"check", survey, "--json", "--rules", "field.word", "--ignore", what, "--reason", "local word"});
  CHECK(ignored.exit == 0);
  CHECK(ignored.json()["ignored"][0]["ignored"]["reason"] == "local word");
  CHECK(runSuyuan({"check", survey, "--json", "--rules", "field.word", "--take-up", what}).json()["findings"].size() == 1);
  CHECK(runSuyuan({"check", survey, "--json", "--rules", "name.unit", "--fix"}).json()["fixed"] == 1);
  CHECK(runSuyuan({"check", survey, "--json", "--rules", "name.unit"}).exit == 0);
}

TEST_CASE("the rule book is listed and explained, and a pack's test file is run") {
  const auto list = runSuyuan({"rules", "list", "--json"}).json();
  CHECK(list["rules"].size() > 160);
  std::set<std::string> groups;
  for (const auto& rule : list["rules"]) groups.insert(rule["group"]);
  CHECK(groups.size() >= 20);
  const auto rule = runSuyuan({"rules", "explain", "handle.storm-closed", "--json"}).json();
  CHECK(rule["when"].get<std::string>().find("handle_type") != std::string::npos);
  CHECK(runSuyuan({"rules", "explain", "no.rule"}).exit == 2);
  CHECK(runSuyuan({"rules", "functions"}).out.find("distance_to_river") != std::string::npos);
  const std::string tests = std::string(SUYUAN_RESOURCES_DIR) + "/rules/tests/hubei.json";
  CHECK(runSuyuan({"rules", "test", tests}).exit == 0);
  // A pack of one's own, beside its tests.
  const TempFolder folder;
  (void)folder.write("own.json", R"({"format": "suyuan-rules/province/1", "version": "1", "title": "x", "citation": "x", "province": "220000",
    "rules": [{"id": "own.team", "severity": "info", "when": "team is empty", "title": {"zh": "甲", "en": "a"}, "message": {"zh": "甲", "en": "a"},
               "advice": {"zh": "甲", "en": "a"}, "citation": "x", "confidence": "P"}]})");
  const std::string own = folder.write("own_tests.json", R"({"format": "suyuan-rules/tests/1", "title": "x", "pack": "own", "world": {},
    "tests": [{"rule": "own.team", "fires": {"outfalls": {"name": "甲"}}, "silent": {"outfalls": {"team": "一队"}}}]})");
  CHECK(runSuyuan({"rules", "test", own, "--json"}).exit == 0);
  const std::string wrong = folder.write("wrong_tests.json", R"({"format": "suyuan-rules/tests/1", "title": "x", "pack": "own", "world": {},
    "tests": [{"rule": "own.team", "fires": {"outfalls": {"team": "一队"}}}]})");
  const Run failing = runSuyuan({"rules", "test", wrong, "--json"});
  CHECK(failing.exit == 1);
  CHECK(failing.json()["failures"][0]["line"] == 2);
}
