// SPDX-License-Identifier: GPL-3.0-or-later
// Sound files of every format, made by GDAL's own program, come in with their positions, texts and heights.
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::exchange;
using test::run;
using test::TestSurvey;

namespace {

constexpr const char* source = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"一号口"},"geometry":{"type":"Point","coordinates":[125.3,43.9,210.5]}},
{"type":"Feature","properties":{"name":"二号口"},"geometry":{"type":"Point","coordinates":[125.4,43.8,208]}}]})";

/// The two outfalls written by ogr2ogr to `name`.
std::filesystem::path made(const TestSurvey& t, const std::string& name, const std::string& options) {
  const auto in = t.write("source.geojson", source), out = t.folder / name;
  const std::string said = run("ogr2ogr " + options + " '" + out.string() + "' '" + in.string() + "'");
  INFO(said);
  REQUIRE(std::filesystem::exists(out));
  return out;
}

std::vector<Outfall> imported(TestSurvey& t, const ImportRequest& request) {
  const auto report = test::importFile(*t.survey, request);
  if (!report) FAIL(report.error().detail << " " << report.error().place.field);
  CHECK(report->read == report->taken + report->refusedCount);
  auto all = t.survey->reader().all<Outfall>({.orderBy = "name"});
  REQUIRE(all);
  return *all;
}

} // namespace

TEST_CASE("good files of every format are taken whole, heights included where the format has them") {
  const struct {
    const char *name, *options;
    bool heights;
  } cases[] = {{"o.kml", "-f LIBKML", true},
               {"o.kmz", "-f LIBKML", true},
               {"o.gpx", "-f GPX", false},
               {"o.tab", "-f 'MapInfo File' -lco ENCODING=UTF-8", false},
               {"o.mif", "-f 'MapInfo File' -lco ENCODING=UTF-8", false},
               {"o.shp", "-f 'ESRI Shapefile' -lco ENCODING=UTF-8", true},
               {"o.shp.zip", "-f 'ESRI Shapefile' -lco ENCODING=UTF-8", true},
               {"o.gpkg", "-f GPKG", true},
               {"o.geojson", "-f GeoJSON", true},
               {"o.fgb", "-f FlatGeobuf", true}};
  for (const auto& each : cases) {
    INFO(each.name);
    TestSurvey t;
    const auto all = imported(t, {.path = made(t, each.name, each.options)});
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "一号口");
    const Point p = std::get<Point>(all[0].geometry);
    CHECK(p.x == Catch::Approx(125.3).epsilon(1e-7));
    CHECK(p.y == Catch::Approx(43.9).epsilon(1e-7));
    CHECK(p.hasHeight() == each.heights);
    if (each.heights) CHECK(p.z == Catch::Approx(210.5));
  }
}

TEST_CASE("a receiver's waypoints come with their heights") {
  TestSurvey t;
  const auto all = imported(t, {.path = t.write("w.gpx", R"(<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="43.9" lon="125.3"><ele>210.5</ele><name>一号口</name></wpt><wpt lat="43.8" lon="125.4"><name>二号口</name></wpt></gpx>)")});
  REQUIRE(all.size() == 2);
  CHECK(std::get<Point>(all[0].geometry) == Point{125.3, 43.9, 210.5});
  CHECK_FALSE(std::get<Point>(all[1].geometry).hasHeight());
}

TEST_CASE("a spreadsheet with degrees, minutes and seconds as text is read") {
  TestSurvey t;
  t.write("t.csv", "排污口名称,经度,纬度,高程\n一号口,125°18'00\",43°54'00\",210.5\n二号口,东经125度24分,北纬43度48分,\n三号口,无,无,1\n");
  const auto out = t.folder / "t.xlsx";
  INFO(run("ogr2ogr -f XLSX '" + out.string() + "' '" + (t.folder / "t.csv").string() + "' -oo AUTODETECT_TYPE=NO"));
  const auto all = imported(t, {.path = out});
  REQUIRE(all.size() == 2);
  const Point first = std::get<Point>(all[0].geometry), second = std::get<Point>(all[1].geometry);
  CHECK(first.x == Catch::Approx(125.3));
  CHECK(first.y == Catch::Approx(43.9));
  CHECK(first.z == Catch::Approx(210.5));
  CHECK(second.x == Catch::Approx(125.4));
  CHECK_FALSE(second.hasHeight());
}

TEST_CASE("projected tables with the zone before the easting, of three and of six degrees, find their place") {
  for (const auto& [row, crs] : {std::pair<const char*, const char*>{"42443735.1,4860012.2", "EPSG:4530"}, {"21684660.5,4864520.7", "EPSG:4499"}}) {
    INFO(row);
    TestSurvey t;
    const auto path = t.write("p.csv", std::string("名称,东坐标,北坐标\n甲,") + row + "\n");
    const auto report = test::importFile(*t.survey, {.path = path, .mapping = {{"lon", "东坐标"}, {"lat", "北坐标"}}});
    if (!report) FAIL(report.error().detail << report.error().place.field);
    CHECK(report->crs == crs);
    const auto all = t.survey->reader().all<Outfall>();
    const Point p = std::get<Point>(all->front().geometry);
    CHECK(p.x == Catch::Approx(125.3).margin(0.02));
    CHECK(p.y == Catch::Approx(43.9).margin(0.06));
  }
}

TEST_CASE("measures of a file are left out with a note, heights stay") {
  TestSurvey t;
  t.write("m.csv", "name,WKT\n一号口,\"POINT ZM (125.3 43.9 210.5 7)\"\n");
  const auto out = t.folder / "m.gpkg";
  INFO(run("ogr2ogr -f GPKG -nlt POINTZM -a_srs EPSG:4490 '" + out.string() + "' '" + (t.folder / "m.csv").string() + "'"));
  const auto report = test::importFile(*t.survey, {.path = out});
  if (!report) FAIL(report.error().detail);
  CHECK(test::notes(report->notes, NoteKey::MeasuresDropped) == 1);
  CHECK(std::get<Point>(t.survey->reader().all<Outfall>()->front().geometry) == Point{125.3, 43.9, 210.5});
}
