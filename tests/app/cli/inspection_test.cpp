// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::test;

TEST_CASE("a raster that knows its place is linked to the outfalls that it shows, a track to what lies along it") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, "经度,纬度,排污口名称\n125.3050,43.9000,一号排口\n125.4,43.9,远处排口\n");
  const std::string grid = folder.write("grid.asc", "ncols 4\nnrows 4\nxllcorner 125.305\nyllcorner 43.9\ncellsize 0.0005\n1 2 3 4\n1 2 3 4\n1 2 3 4\n1 2 3 4\n");
  const std::string raster = folder / "sonar.tif";
  REQUIRE(run("gdal_translate", {"-q", "-a_srs", "EPSG:4490", "-ot", "Byte", grid, raster}).exit == 0);
  const Run dry = runSuyuan({"inspection", "add", survey, raster, "--kind", "侧扫声呐", "--dry-run", "--json"});
  INFO(dry.out << dry.err);
  CHECK(dry.exit == 0);
  REQUIRE(dry.json()["about"].size() == 1);
  CHECK(dry.json()["about"][0]["layer"] == "outfalls");
  CHECK(runSuyuan({"inspection", "list", survey, "--json"}).json()["inspections"].empty());
  CHECK(runSuyuan({"inspection", "add", survey, raster, "--kind", "侧扫声呐", "--found", "一处管口", "--json"}).json()["fids"].size() == 1);
  const auto listed = runSuyuan({"inspection", "list", survey, "--about", "outfalls:name=一号排口", "--json"}).json();
  REQUIRE(listed["inspections"].size() == 1);
  CHECK(listed["inspections"][0]["found"] == "一处管口");
  CHECK(listed["files_gone"] == 0);
  CHECK(runSuyuan({"inspection", "list", survey, "--about", "outfalls:name=远处排口", "--json"}).json()["inspections"].empty());
  CHECK(runSuyuan({"inspection", "add", survey, raster, "--kind", "占卜"}).exit == 3);
  const std::string gpx = folder.write("dive.gpx", R"(<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>潜水</name><trkseg>)"
                                                   R"(<trkpt lat="43.9" lon="125.399"/><trkpt lat="43.9" lon="125.401"/></trkseg></trk></gpx>)");
  const Run imported = runSuyuan({"import", survey, gpx, "--as", "tracks", "--layer", "tracks", "--json"});
  INFO(imported.out << imported.err);
  REQUIRE(imported.exit <= 1);
  const Run dived = runSuyuan({"inspection", "add", survey, "--kind", "人工潜水", "--name", "潜水一", "--track", "tracks:name=潜水", "--json"});
  INFO(dived.out << dived.err);
  CHECK(dived.json()["about"].size() == 1);
}
