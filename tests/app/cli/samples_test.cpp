// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace suyuan::test;

namespace {

std::string surveyIn(const TempFolder& folder) {
  return surveyOf(folder, "经度,纬度,排污口名称,二级分类\n125.31,43.86,一号排口,\n125.33,43.88,雨水排口,城镇雨洪排口\n");
}

} // namespace

TEST_CASE("a laboratory's workbook and its GBK table are taken into the survey and judged") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const std::string rows = "样品编号,采样点,采样日期,pH,COD(mg/L),氨氮(mg/L)\nA1,一号排口,2026-05-12,7.2,35,1.2\nA2,雨水排口,2026-05-12,7.0,120,0.025L\nA3,没有的,2026-05-12,7.0,1,1\n";
  const std::string utf8 = folder.write("lab.csv", "检测报告\n" + rows), plain = folder.write("plain.csv", rows);
  const std::string book = folder / "lab.xlsx";
  REQUIRE(run("ogr2ogr", {"-f", "XLSX", book, plain}).exit == 0);
  const Run first = runSuyuan({"samples", "import", survey, book, "--json"});
  INFO(first.out << first.err);
  CHECK(first.exit == 1);
  CHECK(first.json()["taken"] == 2);
  CHECK(first.json()["refused"][0]["why"] == "outfall-unknown");
  // The same as a table in GBK: everything is there already.
  REQUIRE(run("iconv", {"-f", "UTF-8", "-t", "GBK", "-o", folder / "gbk.csv", utf8}).exit == 0);
  const Run again = runSuyuan({"samples", "import", survey, folder / "gbk.csv", "--json"});
  INFO(again.out << again.err);
  CHECK(again.json()["encoding"] == "GBK");
  CHECK(again.json()["taken"] == 0);
  CHECK(again.json()["already"] == 2);

  const std::string rain = folder.write("rain.csv", "date,mm\n2026-05-10,0\n2026-05-11,0\n2026-05-12,0\n");
  const Run report = runSuyuan({"samples", "report", survey, "--rain", rain, "--json"});
  INFO(report.out << report.err);
  CHECK(report.exit == 1);
  CHECK(report.json()["samples"].size() == 2);
  CHECK(report.json()["dry_flow"] == 1);
  const auto samples = report.json()["samples"];
  const auto storm = std::ranges::find_if(samples, [](const auto& one) { return one["name"] == "雨水排口"; });
  REQUIRE(storm != samples.end());
  CHECK((*storm)["class"] == "劣Ⅴ类");
  CHECK((*storm)["deciding"] == nlohmann::json::array({"化学需氧量"}));
  CHECK((*storm)["weather"] == "dry");
  CHECK(runSuyuan({"samples", "load", survey, "--by", "season", "--json"}).json()["without_flow"] == 2);
  CHECK(runSuyuan({"samples", "load", survey, "--by", "moon"}).exit == 2);
  // Without a rain table nothing is said of dry days.
  CHECK(runSuyuan({"samples", "report", survey, "--json"}).json()["rain_unknown"] == 2);
  CHECK(runSuyuan({"samples", "report", survey, "--outfall", "outfalls:name=一号排口", "--json"}).json()["samples"].size() == 1);
}

TEST_CASE("a sheet that is none leaves the survey as it is, with one sentence") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  for (const std::string& file : {folder.write("empty.csv", ""), folder.write("words.csv", "一,二\n三,四\n"), folder.write("broken.xlsx", "PK no workbook"), folder.write("lab.doc", "x"), folder / "absent.csv"}) {
    const Run refused = runSuyuan({"samples", "import", survey, file});
    INFO(file << refused.err);
    CHECK(refused.exit == 3);
    CHECK(std::ranges::count(refused.err, '\n') == 1);
  }
  CHECK(runSuyuan({"samples", "report", survey, "--rain", folder / "words.csv"}).exit == 3);
  CHECK(runSuyuan({"samples", "report", survey, "--json"}).json()["samples"].empty());
}

TEST_CASE("readings of a kit with a flow by bucket or float are recorded, and rain of the survey tells dry days") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const Run bucket = runSuyuan({"samples", "add", survey, "--outfall", "outfalls:name=雨水排口", "--at", "2026-05-12T02:00:00.000Z", "--ph", "7.1", "--cod", "60", "--bucket", "10", "--fill-times", "4,5,9", "--json"});
  INFO(bucket.out << bucket.err);
  CHECK(bucket.exit == 0);
  CHECK(bucket.json()["flow_m3s"].get<double>() > 0.0018);
  CHECK(bucket.json()["flow_m3s"].get<double>() < 0.0019); // (2.5 + 2 + 1.11) / 3 L/s
  CHECK(bucket.json()["measure_again"] == true);
  const Run floats = runSuyuan({"samples", "add", survey, "--outfall", "outfalls:name=一号排口", "--float", "10", "--float-times", "20,20", "--width", "2", "--depths", "0.3", "--json"});
  INFO(floats.out << floats.err);
  CHECK(floats.exit == 0);
  CHECK(std::abs(floats.json()["flow_m3s"].get<double>() - 0.255) < 1e-9);
  CHECK(floats.json()["measure_again"] == false);
  CHECK(runSuyuan({"samples", "add", survey, "--outfall", "outfalls:name=一号排口", "--ph", "71"}).exit == 3); // refused
  CHECK(runSuyuan({"samples", "add", survey, "--outfall", "outfalls:name=一号排口", "--bucket", "10"}).exit == 2); // no times
  CHECK(runSuyuan({"samples", "report", survey, "--json"}).json()["dry_flow"] == 0);
  const std::string rain = folder.write("rain.csv", "date,mm\n2026-05-10,0\n2026-05-11,0\n");
  CHECK(runSuyuan({"samples", "rain", "import", survey, rain, "--json"}).json()["added"] == 2);
  CHECK(runSuyuan({"samples", "rain", "set", survey, "2026-05-12", "0.4", "--json"}).json()["added"] == 1);
  CHECK(runSuyuan({"samples", "rain", "set", survey, "yesterday", "0"}).exit == 3);
  CHECK(runSuyuan({"samples", "rain", "list", survey, "--json"}).json()["days"].size() == 3);
  CHECK(runSuyuan({"samples", "report", survey, "--json"}).json()["dry_flow"] == 1);
  CHECK(runSuyuan({"samples", "rain", "set", survey, "2026-05-12", "12", "--json"}).json()["changed"] == 1);
  CHECK(runSuyuan({"samples", "report", survey, "--json"}).json()["dry_flow"] == 0);
}
