// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

TEST_CASE("the list of responsible bodies says what is missing and is written as a workbook") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, "经度,纬度,排污口名称,行政区划代码,溯源状态,责任主体,溯源方法\n125.3050,43.9000,一号排口,220102,未溯源,,\n125.31,43.9,二号排口,220102,无法溯源,南关区人民政府,技术溯源\n");
  const std::string out = folder / "bodies.xlsx";
  const Run listed = runSuyuan({"responsibility", survey, "--out", out, "--json"});
  INFO(listed.out << listed.err);
  CHECK(listed.exit == 1);
  CHECK(listed.json()["outfalls"] == 2);
  CHECK(listed.json()["incomplete"] == 1);
  CHECK(listed.json()["rows"][0]["gaps"] == nlohmann::json::array({"not-traced", "no-body"}));
  CHECK(listed.json()["rows"][1]["basis"] == "government");
  CHECK(run("ogrinfo", {"-al", out}).out.contains("南关区人民政府"));
  CHECK(runSuyuan({"responsibility", survey, "--missing", "--json"}).json()["rows"].size() == 1);
  CHECK(runSuyuan({"responsibility", survey, "--county", "2203", "--json"}).json()["outfalls"] == 0);
  CHECK(runSuyuan({"responsibility", survey, "--out", folder / "bodies.pdf"}).exit == 3);
}
