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
