// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <format>

using namespace suyuan::test;

TEST_CASE("an atlas has an index sheet, a list, a page for each outfall with its number, and a bookmark for each") {
  const TempFolder folder;
  std::string rows = "经度,纬度,排污口名称,行政区划代码\n";
  for (int i = 0; i < 12; ++i) rows += std::format("{},{},第{}号排口,{}\n", 125.30 + i * 0.01, 43.90, i + 1, i < 8 ? 220102 : 220103);
  const std::string survey = surveyOf(folder, rows), out = folder / "atlas.pdf";
  const Run made = runSuyuan({"atlas", survey, "--by", "outfall", "--out", out, "--title", "某市图集", "--lang", "zh", "--json"});
  INFO(made.out << made.err);
  CHECK(made.exit == 0);
  CHECK(made.json()["pages"] == 12);
  CHECK(made.json()["index_pages"] == 2);
  CHECK(run("pdfinfo", {out}).out.contains("Pages:           14"));
  const auto textOf = [&](const char* page) { return run("pdftotext", {"-f", page, "-l", page, "-layout", out, "-"}).out; };
  CHECK(textOf("1").contains("某市图集（接图表）"));
  CHECK(textOf("2").contains("第7号排口"));
  CHECK(textOf("3").contains("第10号排口")); // by name, none has a code
  const Run county = runSuyuan({"atlas", survey, "--by", "county", "--out", out, "--lang", "en", "--json"});
  CHECK(county.json()["pages"] == 2);
  CHECK(textOf("2").contains("Contents"));
  CHECK(runSuyuan({"atlas", survey, "--county", "3301", "--out", out}).exit == 3);
  CHECK(run("pdfinfo", {out}).out.contains("Pages:           4")); // what was there stays
  CHECK(runSuyuan({"atlas", survey, "--out", folder / "atlas.png"}).exit == 2);
}
