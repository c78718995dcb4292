// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/export_layers.h"
#include "gis/exchange/import_file.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace suyuan;
using namespace suyuan::exchange;
using test::run;
using test::TestSurvey;

namespace {

std::string longName() {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "长";
  return text; // 300 bytes of UTF-8, 200 of GBK
}

void fill(TestSurvey& t) {
  const auto done = t.survey->edit("test", [](store::Edit& edit) -> Result<> {
    Outfall a;
    a.geometry = Point{125.3, 43.9};
    a.name = longName();
    a.flow = 12.25;
    a.finishDate = "2025-03-01";
    a.surveyLevel = 2;
    a.note = "含\"引号\",逗号";
    SUYUAN_TRY(edit.insert(a));
    Outfall b;
    b.geometry = Point{125.4, 43.8};
    b.name = "𠮷口";
    SUYUAN_TRY(edit.insert(b));
    Outfall c;
    c.name = "无坐标";
    SUYUAN_TRY(edit.insert(c));
    return {};
  });
  REQUIRE(done);
}

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream all;
  all << in.rdbuf();
  return all.str();
}

} // namespace

TEST_CASE("a shapefile opens elsewhere with names, CRS and text, cut on a character") {
  TestSurvey t;
  fill(t);
  const auto out = t.folder / "排污口.shp";
  const auto report = test::exportLayers(t.survey->reader(), {.out = out, .format = "shapefile"});
  if (!report) FAIL(report.error().detail);
  CHECK(report->written == 3);
  for (const char* file : {"排污口.shp", "排污口.shx", "排污口.dbf", "排污口.prj", "排污口.cpg", "排污口_字段说明.csv", "排污口_report.txt"})
    CHECK(std::filesystem::exists(t.folder / file));
  const std::string info = run("ogrinfo -al '" + out.string() + "'");
  INFO(info);
  CHECK_FALSE(info.contains("Warning"));
  CHECK_FALSE(info.contains("ERROR"));
  CHECK(info.contains("Feature Count: 3"));
  CHECK(info.contains("China Geodetic Coordinate System 2000"));
  CHECK(info.contains("POINT (125.3 43.9)"));
  CHECK(info.contains("FLOW_M3D (Real) = 12.25"));
  CHECK(info.contains("DUE_DATE (Date) = 2025/03/01"));
  CHECK(info.contains("NAME (String) = " + longName().substr(0, 252) + "\n"));
  CHECK(info.contains("𠮷口"));
  CHECK(bytesOf(t.folder / "排污口_report.txt").contains("| text-cut |"));
  CHECK(bytesOf(t.folder / "排污口_字段说明.csv").contains("CODE,排污口编码(国家级)"));
}

TEST_CASE("a GBK shapefile holds what GBK can say and lists the rest") {
  TestSurvey t;
  fill(t);
  const ExportRequest request{.out = t.folder / "gbk.shp", .format = "shapefile", .encoding = "GBK", .crs = "EPSG:4551"};
  const auto found = test::preflightExport(t.survey->reader(), request);
  REQUIRE(found);
  REQUIRE(test::notes(found->notes, NoteKey::NotInGbk) == 1);
  CHECK(std::ranges::find(found->notes, NoteKey::NotInGbk, &Note::key)->args.at(0).second == "𠮷");
  CHECK(test::notes(found->notes, NoteKey::TextCut) == 0); // 200 bytes in GBK
  const auto report = test::exportLayers(t.survey->reader(), request);
  if (!report) FAIL(report.error().detail);
  CHECK(bytesOf(t.folder / "gbk.dbf")[29] == '\x4D');
  CHECK(bytesOf(t.folder / "gbk.cpg") == "GBK");
  const std::string info = run("ogrinfo -al '" + (t.folder / "gbk.shp").string() + "'");
  INFO(info);
  CHECK(info.contains(longName() + "\n"));
  CHECK(info.contains("NAME (String) = ?口"));
  CHECK(info.contains("CGCS2000 / 3-degree Gauss-Kruger CM 126E"));
  CHECK(bytesOf(t.folder / "gbk_report.txt").contains("𠮷"));
}

TEST_CASE("every format comes back with the same records") {
  for (const std::string format : {"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx"}) {
    INFO(format);
    TestSurvey t;
    fill(t);
    const auto report = test::exportLayers(t.survey->reader(), {.out = t.folder / "out", .format = format});
    if (!report) FAIL(report.error().detail);
    CHECK(report->written == 3);
    REQUIRE_FALSE(report->files.empty());
    const std::string info = run("ogrinfo -ro -al '" + report->files[0].string() + "'");
    INFO(info);
    CHECK(info.contains("Feature Count: 3"));
    CHECK_FALSE(info.contains("ERROR"));
    TestSurvey back;
    const auto again = test::importFile(*back.survey, {.path = report->files[0]});
    if (!again) FAIL(again.error().detail << again.error().place.field);
    CHECK(again->taken == 2);
    CHECK(again->refusedCount == 1); // the record without a position
    const auto names = back.survey->reader().count(Layer::Outfalls, {.equals = {{"name", Value{std::string("𠮷口")}}}});
    REQUIRE(names);
    CHECK(*names == 1);
  }
}

TEST_CASE("a cancel or a fault leaves what was there") {
  TestSurvey t;
  fill(t);
  t.write("old.shp", "what was");
  std::stop_source stop;
  stop.request_stop();
  const ExportRequest request{.out = t.folder / "old.shp", .format = "shapefile"};
  CHECK(test::exportLayers(t.survey->reader(), request, {}, stop.get_token()).error().code == ErrorCode::Cancelled);
  CHECK(bytesOf(t.folder / "old.shp") == "what was");
  CHECK(test::exportLayers(t.survey->reader(), {.out = t.folder / "x.csv", .format = "csv", .where = "no such thing"}).error().code == ErrorCode::FilterInvalid);
  CHECK(test::exportLayers(t.survey->reader(), {.out = t.folder / "no" / "x.csv", .format = "csv"}).error().code == ErrorCode::FileUnwritable);
  CHECK(test::exportLayers(t.survey->reader(), {.out = t.folder / "x.doc", .format = "doc"}).error().code == ErrorCode::FormatUnknown);
  for (const auto& entry : std::filesystem::directory_iterator(t.folder)) CHECK_FALSE(entry.path().filename().string().starts_with(".suyuan-export"));
}
