// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/import_file.h"
#include "tests/gis/exchange/test_survey.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <random>
#include <sstream>

using namespace suyuan;
using namespace suyuan::exchange;
using test::data;
using test::TestSurvey;

TEST_CASE("a file that cannot be used gives one error and nothing imported") {
  TestSurvey t;
  std::mt19937 random(7);
  std::string noise(5000, '\0');
  for (char& c : noise) c = static_cast<char>(random());
  std::ifstream kept(data("res2_4m.shp"), std::ios::binary);
  std::stringstream shp;
  shp << kept.rdbuf();
  std::vector<std::filesystem::path> files{t.folder / "missing.csv", data("hostile/truncated.kml"), data("hostile/empty_zipfile.zip"),
                                           data("hostile/latin1.shp"), data("hostile/geometrycollection.geojson"), data("hostile/empty.shp"),
                                           data("hostile/fuzzed.dxf")};
  for (const char* extension : {"shp", "dbf", "zip", "gpkg", "geojson", "kml", "kmz", "gpx", "csv", "xlsx", "tab", "mif", "txt", "xyz"}) {
    files.push_back(t.write(std::string("empty.") + extension, ""));
    files.push_back(t.write(std::string("noise.") + extension, noise));
  }
  files.push_back(t.write("cut.shp", std::string_view(shp.str()).substr(0, 60)));
  files.push_back(t.write("cut.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordi)"));
  files.push_back(t.write("line.geojson", R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[125,43],[126,44]]}})"));
  files.push_back(t.write("header.csv", "lon,lat,name\n"));
  files.push_back(t.write("nothing.csv", "a,b\n1,2\n"));
  for (const auto& file : files) {
    INFO(file.filename().string());
    const auto report = test::importFile(*t.survey, {.path = file});
    CHECK_FALSE(report);
    if (!report) CHECK(report.error().code != ErrorCode::Internal);
    CHECK(t.outfalls() == 0);
    CHECK_FALSE(t.survey->undoLabel());
  }
}

TEST_CASE("records with broken shapes are refused and the others of the file are taken") {
  TestSurvey t;
  const auto nan = test::importFile(*t.survey, {.path = data("hostile/pointnan.shp")});
  if (nan) CHECK(nan->read == nan->taken + nan->refusedCount);
  const auto nulls = test::importFile(*t.survey, {.path = t.write("n.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"好"},"geometry":{"type":"Point","coordinates":[125.3,43.9]}},
    {"type":"Feature","properties":{"name":"无"},"geometry":null},
    {"type":"Feature","properties":{"name":"线"},"geometry":{"type":"LineString","coordinates":[[125,43],[126,44]]}}]})")});
  if (!nulls) FAIL(nulls.error().detail);
  CHECK(nulls->taken == 1);
  REQUIRE(nulls->refused.size() == 2);
  CHECK(nulls->refused[0].row == 2);
  CHECK(nulls->refused[0].why == "no-geometry");
  CHECK(nulls->refused[1].row == 3);
  CHECK(nulls->refused[1].why == "wrong-geometry");
}

TEST_CASE("text in the wrong encoding and huge fields do no harm") {
  TestSurvey t;
  const auto damaged = test::importFile(*t.survey, {.path = t.write("g.csv", "name,lon,lat\n\xB3\xA4\xB4\xBA,125.3,43.9\nok,125.4,43.9\n"), .encoding = "UTF-8"});
  REQUIRE(damaged);
  CHECK(damaged->taken == 1);
  CHECK(damaged->refused.at(0).why == "text-damaged");
  const auto detected = test::importFile(*t.survey, {.path = t.folder / "g.csv"});
  REQUIRE(detected);
  CHECK(detected->encoding == "GBK");
  CHECK(detected->taken == 2);
  const auto huge = test::importFile(*t.survey, {.path = t.write("h.csv", "name,lon,lat\n\"" + std::string(2'000'000, 'x') + "\",125.3,43.9\n")});
  REQUIRE(huge);
  CHECK(huge->taken == 1);
}

namespace {

/// 400 outfalls as GeoJSON, or as lines.
std::string many(bool lines) {
  std::string json = R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 400; ++i) {
    const std::string at = "[125." + std::to_string(1000 + i) + ",43.9]";
    json += std::string(i ? "," : "") + R"({"type":"Feature","properties":{"name":"口)" + std::to_string(i) + R"("},"geometry":)" +
            (lines ? R"({"type":"LineString","coordinates":[)" + at + ",[126,44]]}}" : R"({"type":"Point","coordinates":)" + at + "}}");
  }
  return json + "]}";
}

struct Format {
  const char *name, *options, *part; ///< part: the file of it that is damaged
};
constexpr Format formats[] = {{"o.kml", "-f LIBKML", "o.kml"},
                              {"o.kmz", "-f LIBKML", "o.kmz"},
                              {"o.gpx", "-f GPX", "o.gpx"},
                              {"o.shp", "-f 'ESRI Shapefile'", "o.shp"},
                              {"o.shp", "-f 'ESRI Shapefile'", "o.dbf"},
                              {"o.shp.zip", "-f 'ESRI Shapefile'", "o.shp.zip"},
                              {"o.tab", "-f 'MapInfo File'", "o.map"},
                              {"o.tab", "-f 'MapInfo File'", "o.dat"},
                              {"o.mif", "-f 'MapInfo File'", "o.mif"},
                              {"o.gpkg", "-f GPKG", "o.gpkg"},
                              {"o.geojson", "-f GeoJSON", "o.geojson"},
                              {"o.fgb", "-f FlatGeobuf", "o.fgb"},
                              {"o.xlsx", "-f XLSX", "o.xlsx"}};

std::filesystem::path madeBy(const TestSurvey& t, const Format& format, bool lines) {
  const auto in = t.write("in.json", many(lines)), out = t.folder / format.name;
  test::run("ogr2ogr " + std::string(format.options) + " '" + out.string() + "' '" + in.string() + "'");
  return out;
}

} // namespace

TEST_CASE("a file of any format that breaks off is refused whole") {
  for (const Format& format : formats)
    for (const int percent : {30, 70}) {
      INFO(format.name << " cut in " << format.part << " at " << percent);
      TestSurvey t;
      const auto file = madeBy(t, format, false);
      REQUIRE(std::filesystem::exists(t.folder / format.part));
      const auto whole = std::filesystem::file_size(t.folder / format.part);
      std::filesystem::resize_file(t.folder / format.part, whole * static_cast<unsigned>(percent) / 100);
      const auto report = test::importFile(*t.survey, {.path = file});
      CHECK_FALSE(report);
      if (!report) CHECK(report.error().code != ErrorCode::Internal);
      CHECK(t.outfalls() == 0);
    }
}

TEST_CASE("bytes changed within a file of any format do no harm") {
  std::mt19937 random(3);
  for (const Format& format : formats) {
    INFO(format.name << " in " << format.part);
    TestSurvey t;
    const auto file = madeBy(t, format, false);
    std::ifstream in(t.folder / format.part, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    for (int round = 0; round < 3; ++round) {
      std::string noisy = bytes.str();
      for (int i = 0; i < 20; ++i) noisy[random() % noisy.size()] = static_cast<char>(random());
      t.write(format.part, noisy);
      const auto before = t.outfalls();
      const auto report = test::importFile(*t.survey, {.path = file});
      if (report) CHECK(report->read == report->taken + report->refusedCount);
      else CHECK(t.outfalls() == before);
    }
  }
}

TEST_CASE("lines are not taken as outfalls from any format") {
  for (const Format& format : formats) {
    const std::string_view name = format.name;
    if (name == "o.xlsx" || name == "o.gpx") continue; // a table has no shapes; a GPX route is also a layer of points
    INFO(format.name);
    TestSurvey t;
    const auto report = test::importFile(*t.survey, {.path = madeBy(t, format, true)});
    CHECK_FALSE(report);
    if (!report) CHECK((report.error().code == ErrorCode::GeometryTypeWrong || report.error().code == ErrorCode::SourceEmpty));
    CHECK(t.outfalls() == 0);
  }
}
