// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace suyuan::test;

namespace {

std::string bytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A survey of three outfalls with long names.
std::string surveyIn(const TempFolder& folder) {
  return surveyOf(folder, "经度,纬度,排污口名称\n125.31,43.86,伊通河右岸1号排口\n125.33,43.88,伊通河右岸2号排口\n125.35,43.87,伊通河左岸3号排口\n");
}

} // namespace

TEST_CASE("render draws so often as asked and says what it took, measured only when asked") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const Run plain = runSuyuan({"render", survey, folder / "a.png", "--size", "400x300", "--repeat", "3", "--json"});
  INFO(plain.out << plain.err);
  REQUIRE(plain.exit == 0);
  CHECK(plain.json()["draw_ms"].size() == 3);
  CHECK(plain.json()["features"]["outfalls"] == 3);
  CHECK_FALSE(plain.json().contains("pan_ms"));

  const Run measured = runSuyuan({"render", survey, folder / "b.png", "--size", "400x300", "--repeat", "2", "--measure", "--json"});
  REQUIRE(measured.exit == 0);
  const auto figures = measured.json();
  for (const char* const name : {"draw_without_labels_ms", "edit_ms"}) CHECK(figures[name].size() == 2);
  for (const char* const name : {"pan_ms", "pick_ms", "snap_ms"}) {
    INFO(name);
    CHECK(figures[name]["p50"].get<double>() > 0);
    CHECK(figures[name]["p50"] <= figures[name]["p95"]);
    CHECK(figures[name]["p95"] <= figures[name]["p99"]);
    CHECK(figures[name]["p99"] <= figures[name]["max"]);
  }
  CHECK(bytesOf(folder / "a.png") == bytesOf(folder / "b.png")); // measuring leaves the picture as it is
}

TEST_CASE("render leaves names off the map when asked") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  REQUIRE(runSuyuan({"render", survey, folder / "named.png", "--size", "400x300"}).exit == 0);
  REQUIRE(runSuyuan({"render", survey, folder / "bare.png", "--size", "400x300", "--no-labels"}).exit == 0);
  CHECK(bytesOf(folder / "named.png") != bytesOf(folder / "bare.png"));
  CHECK(std::filesystem::file_size(folder / "bare.png") < std::filesystem::file_size(folder / "named.png"));
}

TEST_CASE("render says which records it could not draw and why, and refuses what it could not make") {
  const TempFolder folder;
  const std::string file = folder.write("odd.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": 1, "properties": {}, "geometry": {"type": "Point", "coordinates": [125.3, 43.9]}},
    {"type": "Feature", "id": 2, "properties": {}, "geometry": null},
    {"type": "Feature", "id": 3, "properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}]})");
  const Run drawn = runSuyuan({"render", file, folder / "odd.png", "--crs", "EPSG:4551", "--size", "300x200"});
  INFO(drawn.out << drawn.err);
  CHECK(drawn.exit == 0);
  CHECK(drawn.out.find("2 (no geometry)") != std::string::npos);
  CHECK(drawn.out.find("3 (outside the area of the coordinate system)") != std::string::npos);
  const auto json = runSuyuan({"render", file, folder / "odd.png", "--crs", "EPSG:4551", "--size", "300x200", "--json"}).json();
  CHECK(json["broken_records"].size() == 2);
  CHECK(json["broken_records"][0]["fid"] == "2");
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"render", file, folder / "a.jpg"}, {"render", file, folder / "a.png", "--theme", "bogus"}, {"render", file, folder / "a.png", "--size", "25000x10"},
                                                {"render", file, folder / "a.png", "--bbox", "-inf,43,126,44"}}) {
    const Run refused = runSuyuan(wrong);
    INFO(wrong.back() << refused.err);
    CHECK(refused.exit == 2);
  }
}

TEST_CASE("a file without anything for a map makes no picture") {
  const TempFolder folder;
  const Run refused = runSuyuan({"render", folder.write("table.csv", "name,value\na,1\nb,2\n"), folder / "a.png"});
  INFO(refused.out << refused.err);
  CHECK(refused.exit == 3);
  CHECK_FALSE(std::filesystem::exists(folder / "a.png"));
}

TEST_CASE("a survey with outfalls in the ocean is still drawn where its others are") {
  const TempFolder folder;
  const std::string survey = surveyOf(folder, "经度,纬度,排污口名称\n125.31,43.86,甲\n125.33,43.88,乙\n125.35,43.87,丙\n1,1,丁\n-54,20,戊\n");
  const auto drawn = runSuyuan({"render", survey, folder / "a.png", "--size", "300x200", "--json"}).json();
  CHECK(drawn["crs"] == "EPSG:4551");
  CHECK(drawn["features"]["outfalls"] == 3);
  CHECK(drawn["broken"]["outfalls"] == 2);
  const auto page = runSuyuan({"compose", survey, "--out", folder / "a.pdf", "--json"}).json();
  CHECK(page["crs"] == "EPSG:4551");
  CHECK(page["scale"].get<double>() < 100'000);
}
