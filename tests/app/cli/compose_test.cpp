// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/program.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <tuple>

using namespace suyuan::test;

namespace {

std::string startOf(const std::string& path, std::size_t bytes) {
  std::ifstream in(path, std::ios::binary);
  std::string start(bytes, '\0');
  in.read(start.data(), static_cast<std::streamsize>(bytes));
  start.resize(static_cast<std::size_t>(in.gcount()));
  return start;
}

/// Outfalls in two counties of Changchun and one of Jilin city, two rivers of which one has two pieces.
std::string surveyIn(const TempFolder& folder) {
  const std::string survey = surveyOf(folder, "经度,纬度,排污口名称,行政区划代码,受纳水体\n"
                                              "125.31,43.86,一号排口,220102,伊通河\n125.33,43.90,二号排口,220103,伊通河\n126.55,43.84,三号排口,220202,松花江\n");
  const std::string rivers = folder.write("rivers.geojson", R"({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"name": "伊通河"}, "geometry": {"type": "LineString", "coordinates": [[125.30, 43.80], [125.32, 43.88]]}},
    {"type": "Feature", "properties": {"name": "伊通河"}, "geometry": {"type": "LineString", "coordinates": [[125.32, 43.88], [125.36, 43.96]]}},
    {"type": "Feature", "properties": {"name": "松花江"}, "geometry": {"type": "LineString", "coordinates": [[126.50, 43.80], [126.60, 43.88]]}}]})");
  const Run imported = runSuyuan({"import", survey, rivers, "--as", "rivers"});
  INFO(imported.out << imported.err);
  REQUIRE(imported.exit == 0);
  return survey;
}

nlohmann::json composed(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "compose");
  arguments.push_back("--json");
  const Run run = runSuyuan(arguments);
  INFO(run.out << run.err);
  REQUIRE(run.exit == 0);
  return run.json();
}

} // namespace

TEST_CASE("a page is composed at the scale asked for, as PDF, SVG and picture, on every paper") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder);
  const auto pdf = composed({survey, "--out", folder / "map.pdf", "--division", "220102", "--scale", "20000"});
  CHECK(pdf["scale"] == 20000);
  CHECK(pdf["paper_mm"] == nlohmann::json::array({297, 210}));
  CHECK(startOf(folder / "map.pdf", 5) == "%PDF-");
  composed({survey, "--out", folder / "map.svg", "--layout", "county_a4_portrait"});
  CHECK(startOf(folder / "map.svg", 400).find("<svg") != std::string::npos);
  composed({survey, "--out", folder / "map.png", "--layout", "county_a4", "--dpi", "50"});
  CHECK(startOf(folder / "map.png", 4) == "\x89PNG");
  for (const auto& [layout, wide, high] : {std::tuple("county_a3", 420, 297), std::tuple("county_a2", 594, 420), std::tuple("county_a1", 841, 594), std::tuple("county_a0", 1189, 841),
                                           std::tuple("county_a3_portrait", 297, 420), std::tuple("county_a0_portrait", 841, 1189)}) {
    INFO(layout);
    CHECK(composed({survey, "--out", folder / "page.png", "--layout", layout, "--dpi", "20"})["paper_mm"] == nlohmann::json::array({wide, high}));
  }
}

TEST_CASE("a page shows a county, a city, a river with all its pieces, an outfall or the whole survey") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder), out = folder / "page.png";
  const auto outfalls = [&](const std::vector<std::string>& area) {
    std::vector<std::string> arguments{survey, "--out", out, "--dpi", "30", "--layout", "county_a3"};
    arguments.insert(arguments.end(), area.begin(), area.end());
    return composed(arguments)["outfalls"].get<int>();
  };
  CHECK(outfalls({}) == 3);
  CHECK(outfalls({"--division", "220102"}) == 1);
  CHECK(outfalls({"--county", "220202"}) == 1);
  CHECK(outfalls({"--division", "220100"}) == 2);
  CHECK(outfalls({"--division", "220000"}) == 3);
  CHECK(outfalls({"--river", "伊通河"}) == 2);
  CHECK(outfalls({"--outfall", "outfalls:name=三号排口"}) == 1);
  CHECK(outfalls({"--extent", "125.30,43.85,125.32,43.87"}) == 1);
  // Both pieces are in the frame: 0.16° of latitude are 17.8 km.
  const auto frame = composed({survey, "--out", out, "--dpi", "30", "--river", "伊通河"})["frame"];
  CHECK(frame[3].get<double>() - frame[1].get<double>() >= 17'700);
}

TEST_CASE("a page that cannot be made is refused in one sentence and leaves the former file") {
  const TempFolder folder;
  const std::string survey = surveyIn(folder), out = folder.write("page.pdf", "former");
  const auto refused = [&](std::vector<std::string> more, const std::string& word) {
    more.insert(more.begin(), {"compose", survey, "--out", out});
    const Run run = runSuyuan(more);
    INFO(run.err);
    CHECK(run.exit == 3);
    CHECK(run.err.find(word) != std::string::npos);
    CHECK(std::ranges::count(run.err, '\n') == 1);
    CHECK(startOf(out, 10) == "former");
  };
  refused({"--river", "无名河"}, "无名河");
  refused({"--division", "999999"}, "999999");
  refused({"--layout", "no_such_page"}, "no_such_page.json");
  const std::string broken = folder.write("mine.json", "{\n\"id\": \"mine\",\n\"title\": {\"zh\": \"页\", \"en\": \"Page\"},\n\"paper\": \"A9\", \"orientation\": \"portrait\", \"margin\": 5, \"items\": []\n}\n");
  refused({"--layout", broken}, "line 4");
  CHECK(runSuyuan({"compose", survey, "--out", out, "--river", "伊通河", "--division", "220102"}).exit == 2);
}
