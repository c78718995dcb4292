// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/load_file.h"

#include "core/model/outfall.h"
#include "core/store/survey_file.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <random>

using namespace suyuan;
using layers::Fault;

namespace {

/// A folder of its own for each test, gone afterwards.
struct Folder {
  std::filesystem::path path;
  Folder() : path(std::filesystem::temp_directory_path() / ("suyuan-layers-" + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string write(const char* name, const std::string& text) const {
    std::ofstream(path / name) << text;
    return (path / name).string();
  }
};

projection::Crs crs(const char* code) { return projection::Crs::parse(code).value(); }

std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }
std::string feature(int id, const std::string& properties, const std::string& geometry) {
  return R"({"type":"Feature","id":)" + std::to_string(id) + R"(,"properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

} // namespace

TEST_CASE("a file's points are projected once into the map's CRS with their columns") {
  const Folder folder;
  const std::string path = folder.write("outfalls.geojson", collection(
      feature(7, R"("name":"甲排污口","kind":"GY","status":"已确认")", R"({"type":"Point","coordinates":[126,44]})") + "," +
      feature(9, R"("name":"乙排污口","kind":"SH","status":"疑似")", R"({"type":"Point","coordinates":[126.01,44]})")));
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  REQUIRE(table->size() == 2);
  CHECK(table->isPoints());
  CHECK(table->fids == std::vector<std::int64_t>{7, 9});
  CHECK(table->x[0] == Catch::Approx(500000).margin(0.01)); // on the central meridian
  CHECK(table->y[0] == Catch::Approx(4873000).margin(2000));
  CHECK(table->x[1] - table->x[0] == Catch::Approx(802).margin(5));
  CHECK(table->category.word(1) == "SH");
  CHECK(table->status.word(0) == "已确认");
  CHECK(table->label.at(0) == "甲排污口");
  CHECK(table->rowOf(9) == 1);
  CHECK_FALSE(table->rowOf(8));
}

TEST_CASE("what lies where the map's projection does not hold is listed, not folded over into the map") {
  const Folder folder;
  const auto point = [](int id, const char* at) { return feature(id, R"("name":"p")", std::string(R"({"type":"Point","coordinates":)") + at + "}"); };
  const std::string path = folder.write("world.geojson", collection(point(1, "[0,0]") + "," + point(2, "[-54,20]") + "," + point(3, "[126,44]") + "," + point(4, "[110,30]") + "," + point(5, "[-54,80]")));
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  CHECK(table->fids == std::vector<std::int64_t>{3, 4}); // a neighbour is drawn, if not quite true to scale
  REQUIRE(table->broken.size() == 3);
  for (const auto& one : table->broken) CHECK(one.fault == Fault::OutsideCrs);
  const auto mercator = layers::loadFile(folder.write("poles.geojson", collection(point(1, "[0,85]") + "," + point(2, "[0,89.9]") + "," + point(3, "[-170,-40]"))), "", crs("EPSG:3857"));
  REQUIRE(mercator);
  CHECK(mercator->fids == std::vector<std::int64_t>{1, 3});
}

TEST_CASE("a ring that is not closed is closed, holes and parts too") {
  const Folder folder;
  const std::string path = folder.write("open.geojson", collection(feature(1, R"("name":"a")", R"({"type":"MultiPolygon","coordinates":[[[[125,44],[126,44],[126,45]],[[125.6,44.2],[125.8,44.2],[125.8,44.4],[125.6,44.2]]],[[[127,44],[128,44],[128,45]]]]})")));
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  CHECK(table->partStart == std::vector<std::uint32_t>{0, 4, 8, 12});
  for (std::size_t part = 0; part < 3; ++part) {
    const std::size_t first = table->partStart[part], last = table->partStart[part + 1] - 1;
    CHECK(table->x[first] == table->x[last]);
    CHECK(table->y[first] == table->y[last]);
  }
}

TEST_CASE("what cannot be drawn is listed with its reason, the rest is loaded") {
  const Folder folder;
  const std::string path = folder.write("mixed.geojson", collection(
      feature(1, R"("name":"a")", "null") + "," +
      feature(2, R"("name":"b")", R"({"type":"LineString","coordinates":[[125,44],[125.1,44.1]]})") + "," +
      feature(3, R"("name":"c")", R"({"type":"LineString","coordinates":[]})") + "," +
      feature(4, R"("name":"d")", R"({"type":"LineString","coordinates":[[126,44],[126,95]]})") + "," +
      feature(5, R"("name":"e")", R"({"type":"LineString","coordinates":[[125,45,3],[125.1,45.1,4],[125.2,45,5]]})")));
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  CHECK(table->fids == std::vector<std::int64_t>{2, 5});
  CHECK(table->label.at(1) == "e");
  CHECK(table->featureStart == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(table->partStart == std::vector<std::uint32_t>{0, 2, 5});
  REQUIRE(table->broken.size() == 3);
  CHECK(table->broken[0] == layers::BrokenFeature{1, Fault::NoGeometry});
  CHECK(table->broken[1] == layers::BrokenFeature{3, Fault::NoGeometry});
  CHECK(table->broken[2] == layers::BrokenFeature{4, Fault::OutsideCrs});
}

TEST_CASE("a NaN coordinate is not drawn and is listed") {
  const Folder folder;
  const std::string path = folder.write("nan.csv", "name,WKT\n一,\"LINESTRING(125 44,nan 44.2)\"\n二,\"LINESTRING(125 44,125.2 44.2)\"\n");
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  CHECK(table->size() == 1);
  REQUIRE(table->broken.size() == 1);
  CHECK((table->broken[0].fault == Fault::NotFinite || table->broken[0].fault == Fault::NoGeometry));
}

TEST_CASE("curves become lines") {
  const Folder folder;
  const std::string path = folder.write("curve.csv", "name,WKT\n弯,\"CIRCULARSTRING(125 44,125.1 44.1,125.2 44)\"\n");
  const auto table = layers::loadFile(path, "", crs("EPSG:4551"));
  REQUIRE(table);
  REQUIRE(table->size() == 1);
  CHECK(table->x.size() > 10);
}

TEST_CASE("missing and unreadable files are errors, not crashes") {
  const Folder folder;
  CHECK(layers::loadFile((folder.path / "none.gpkg").string(), "", crs("EPSG:4551")).error().code == ErrorCode::FileNotFound);
  const std::string rubbish = folder.write("rubbish.gpkg", "this is no GeoPackage at all");
  CHECK(layers::loadFile(rubbish, "", crs("EPSG:4551")).error().code == ErrorCode::FormatUnknown);
  const std::string good = folder.write("good.geojson", collection(feature(1, "", R"({"type":"Point","coordinates":[125,44]})")));
  CHECK(layers::loadFile(good, "no such layer", crs("EPSG:4551")).error().code == ErrorCode::SourceLayerUnknown);
}

TEST_CASE("a stopped load returns Cancelled") {
  const Folder folder;
  const std::string path = folder.write("one.geojson", collection(feature(1, "", R"({"type":"Point","coordinates":[125,44]})")));
  std::stop_source stop;
  stop.request_stop();
  CHECK(layers::loadFile(path, "", crs("EPSG:4551"), stop.get_token()).error().code == ErrorCode::Cancelled);
}

TEST_CASE("a GeoPackage whose ids have holes is read whole, every time") {
  // GDAL's read-ahead of such a table gave rows that were not there, now and then, and crashed.
  const Folder folder;
  auto survey = store::SurveyFile::create(folder.path / "survey", {.name = "试", .divisionCode = "220100", .author = "测"});
  REQUIRE(survey);
  constexpr std::size_t count = 30000;
  REQUIRE(survey->edit("添", [&](store::Edit& e) -> Result<> {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) {
      Outfall outfall;
      outfall.fid = Fid{static_cast<std::int64_t>(100 + 7 * i)};
      outfall.geometry = Point{125 + static_cast<double>(i) * 1e-5, 43.9};
      outfall.name = "排污口" + std::to_string(i);
      outfall.class1 = "工业排污口";
      rows.push_back(toRow(outfall));
    }
    return e.insertBulk(Layer::Outfalls, rows);
  }));
  const std::string path = survey->database().string();
  for (int run = 0; run < 20; ++run) {
    const auto table = layers::loadFile(path, "outfalls", crs("EPSG:4551"));
    REQUIRE(table);
    REQUIRE(table->size() == count);
    REQUIRE(table->broken.empty());
    REQUIRE(table->fids.back() == static_cast<std::int64_t>(100 + 7 * (count - 1)));
    REQUIRE(table->label.at(count - 1) == "排污口29999");
  }
}
