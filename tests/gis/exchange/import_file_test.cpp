// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/import_file.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::exchange;
using test::data;
using test::TestSurvey;

namespace {
constexpr const char* table = "编号,排污口名称,经度,纬度,日排放量\n"
                              "A1,一号口,125.3,43.9,12.5\n"
                              "A2,二号口,-,NA,3\n"
                              "A3,三号口,125°18'30\",43°52'12.5\"N,\n"
                              "A4,四号口,43.9,125.3,-\n"
                              "A5,五号口,125.31,43.91,很多\n"
                              "A6,六号口,225.3,93.9,1\n";
}

TEST_CASE("a table's good rows are taken and the others refused by number") {
  TestSurvey t;
  const auto report = test::importFile(*t.survey, {.path = t.write("表.csv", table)});
  if (!report) FAIL(report.error().detail);
  CHECK(report->read == 6);
  CHECK(report->taken == 3);
  REQUIRE(report->refused.size() == 3);
  CHECK(report->refused[0].row == 2);
  CHECK(report->refused[0].why == "no-coordinates");
  CHECK(report->refused[1].row == 5);
  CHECK(report->refused[1].why == "value-invalid");
  CHECK(report->refused[1].detail == "flow_m3d=很多");
  CHECK(report->refused[2].row == 6);
  CHECK(report->refused[2].why == "outside-range");
  CHECK(report->encoding == "UTF-8");
  const auto all = t.survey->reader().all<Outfall>({.orderBy = "source_id"});
  REQUIRE(all);
  REQUIRE(all->size() == 3);
  CHECK((*all)[0].sourceId == "A1");
  CHECK((*all)[0].name == "一号口");
  CHECK((*all)[0].flow == 12.5);
  CHECK((*all)[0].source == "表.csv");
  CHECK(std::get<Point>((*all)[1].geometry).x == Catch::Approx(125 + 18 / 60.0 + 30 / 3600.0));
  CHECK(std::get<Point>((*all)[2].geometry) == Point{125.3, 43.9}); // stood in each other's column
  REQUIRE(test::notes(report->notes, NoteKey::AxesExchanged) == 1);
  CHECK(std::ranges::find(report->notes, NoteKey::AxesExchanged, &Note::key)->count == 1);
  CHECK(t.survey->undo());
  CHECK(t.outfalls() == 0);
}

TEST_CASE("strict refuses the file, a dry run and a cancel write nothing") {
  TestSurvey t;
  const auto path = t.write("表.csv", table);
  const auto strict = test::importFile(*t.survey, {.path = path, .strict = true});
  REQUIRE_FALSE(strict);
  CHECK(strict.error().code == ErrorCode::RowsRefused);
  CHECK(strict.error().args.at(0) == "3");
  CHECK(t.outfalls() == 0);
  const auto dry = test::importFile(*t.survey, {.path = path, .dryRun = true});
  REQUIRE(dry);
  CHECK(dry->taken == 3);
  CHECK(t.outfalls() == 0);
  std::stop_source stop;
  stop.request_stop();
  CHECK(test::importFile(*t.survey, {.path = path}, {}, stop.get_token()).error().code == ErrorCode::Cancelled);
  CHECK(t.outfalls() == 0);
}

TEST_CASE("a real GBK shapefile without .cpg and .prj is read as it is") {
  TestSurvey t;
  const ImportRequest request{.path = data("res2_4m.shp"), .mapping = {{"name", "NAME"}}};
  const auto report = test::importFile(*t.survey, request);
  if (!report) FAIL(report.error().detail << report.error().place.field);
  CHECK(report->read == 331);
  CHECK(report->taken == 331);
  CHECK(report->encoding == "GBK");
  CHECK(report->crs == "EPSG:4490");
  const auto named = t.survey->reader().count(Layer::Outfalls, {.equals = {{"name", Value{std::string("长春")}}}});
  REQUIRE(named);
  CHECK(*named == 1);
}

TEST_CASE("eastings with a zone number find their CRS, northing first or not") {
  TestSurvey t;
  const auto report = test::importFile(*t.survey, {.path = t.write("xy.csv", "名称,X坐标,Y坐标\n甲,4860012.2,42443735.1\n乙,4860100.2,42443800.1\n")});
  if (!report) FAIL(report.error().detail);
  CHECK(report->crs == "EPSG:4530");
  CHECK(report->taken == 2);
  const auto all = t.survey->reader().all<Outfall>();
  const Point p = std::get<Point>(all->front().geometry);
  CHECK(p.x == Catch::Approx(125.30).margin(0.02));
  CHECK(p.y == Catch::Approx(43.87).margin(0.02));
  const auto none = test::importFile(*t.survey, {.path = t.write("no.csv", "名称,x,y\n甲,443735.1,4860012.2\n")});
  CHECK(none.error().code == ErrorCode::CrsUnknown);
  CHECK(test::importFile(*t.survey, {.path = t.folder / "no.csv", .crs = "EPSG:4551"})->taken == 1);
}

TEST_CASE("a mapping is remembered for the next file with the same columns") {
  TestSurvey t;
  const char* first = "no,what,lon,lat\n1,东门口,125.3,43.9\n";
  REQUIRE(test::importFile(*t.survey, {.path = t.write("a.csv", first), .mapping = {{"name", "what"}}}));
  REQUIRE(test::importFile(*t.survey, {.path = t.write("b.csv", "no,what,lon,lat\n2,西门口,125.4,43.9\n")}));
  CHECK(*t.survey->reader().count(Layer::Outfalls, {.equals = {{"name", Value{std::string("西门口")}}}}) == 1);
  CHECK(test::importFile(*t.survey, {.path = t.folder / "a.csv", .mapping = {{"name", "nowhere"}}}).error().code == ErrorCode::SourceColumnUnknown);
}

TEST_CASE("real permit records in wide form keep their counts") {
  TestSurvey t;
  const auto report = test::importFile(*t.survey, {.path = data("iowa_major_municipal_outfalls.csv"),
                                             .mapping = {{"lon", "Long"}, {"lat", "Lat"}, {"name", "Facility.Name"}, {"source_id", "Permit.."}}});
  if (!report) FAIL(report.error().detail << report.error().place.field);
  CHECK(report->read == 103);
  CHECK(report->read == report->taken + report->refusedCount);
  CHECK(report->refusedCount >= 1);
  CHECK(report->taken == t.outfalls());
}

TEST_CASE("a preview shows columns, samples, encoding and the proposed fields") {
  TestSurvey t;
  const auto preview = test::previewImport({.path = t.write("表.csv", table)});
  REQUIRE(preview);
  CHECK(preview->rowCount == 6);
  CHECK(preview->rows.size() == 6);
  CHECK(preview->encodingEvidence == "valid-utf8");
  CHECK(preview->mapping.at("name") == "排污口名称");
  CHECK(preview->mapping.at("lon") == "经度");
  CHECK(preview->columns.at(0).samples.at(0) == "A1");
  CHECK(preview->columns.at(0).field == "source_id");
}
