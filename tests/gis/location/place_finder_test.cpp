// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/place_finder.h"

#include "core/model/geometry_functions.h"
#include "gis/location/fill_place.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <random>

using namespace suyuan;
using namespace suyuan::location;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Polygon square(double west, double south, double size) {
  return {{{{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}, {west, south}}}};
}

coding::DivisionTable table() {
  auto loaded = coding::DivisionTable::loadGbt2260(std::filesystem::path(SUYUAN_RESOURCES_DIR) / "divisions/gbt2260.csv");
  REQUIRE(loaded);
  loaded->addChange({.from = {220381}, .to = {220184}, .fromName = "公主岭市", .date = "2020"});
  return std::move(*loaded);
}

/// Two counties side by side with a gap of some 80 m, a river that flows north through the eastern one, a stream of
/// unknown flow, and a lake.
struct Ground {
  std::vector<Division> divisions;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
  Ground() {
    divisions.resize(4);
    divisions[0].code = "220381", divisions[0].name = "公主岭市", divisions[0].geometry = square(125.0, 43.0, 0.999);
    divisions[1].code = "220102", divisions[1].name = "南关区", divisions[1].geometry = square(126.0, 43.0, 1.0);
    divisions[2].code = "220100", divisions[2].name = "长春市", divisions[2].geometry = square(120.0, 40.0, 10.0);
    divisions[3].code = "220102001", divisions[3].name = "南岭街道", divisions[3].geometry = square(126.1, 43.1, 0.1);
    rivers.resize(2);
    rivers[0].fid = {11}, rivers[0].name = "伊通河", rivers[0].basin = "AB", rivers[0].flowKnown = true;
    rivers[0].geometry = MultiLineString{{{{{126.5, 43.2}, {126.5, 43.4}}}, {{{126.5, 43.4}, {126.5, 43.8}}}}};
    rivers[1].fid = {12};
    rivers[1].geometry = LineString{{{126.2, 43.9}, {126.3, 43.9}}};
    lakes.resize(1);
    lakes[0].fid = {21}, lakes[0].name = "松花湖";
    lakes[0].geometry = Polygon{{square(126.7, 43.1, 0.1).rings[0], square(126.74, 43.14, 0.02).rings[0]}};
  }
  [[nodiscard]] PlaceFinder finder() const { return PlaceFinder::fromRecords(divisions, rivers, lakes, table(), {}); }
};

} // namespace

TEST_CASE("a position is in its county, prefecture and province, not in the prefecture's own polygon") {
  const auto found = Ground().finder().find(126.15, 43.5);
  CHECK(found.county == DivisionCode{220102});
  CHECK(found.countyName == "南关区");
  CHECK(found.prefecture == DivisionCode{220100});
  CHECK(found.prefectureName == "长春市");
  CHECK(found.provinceName == "吉林省");
  CHECK_FALSE(found.countyByNearness);
  CHECK(found.township.empty()); // its township has no area here: not guessed
}

TEST_CASE("a county that changed its code answers with today's") {
  const auto found = Ground().finder().find(125.5, 43.5);
  CHECK(found.county == DivisionCode{220184});
  CHECK(found.prefectureName == "长春市");
}

TEST_CASE("a township is named where its area is known") {
  const auto found = Ground().finder().find(126.15, 43.15);
  CHECK(found.township == "南岭街道");
  CHECK(found.townshipCode == "220102001");
}

TEST_CASE("in a narrow gap between borders the nearer county answers and says so; far outside nobody does") {
  const auto finder = Ground().finder();
  const auto gap = finder.find(125.9992, 43.5);
  CHECK(gap.countyName == "公主岭市");
  CHECK(gap.countyByNearness);
  const auto outside = finder.find(127.1, 43.5);
  CHECK(outside.county.value == 0);
  CHECK(outside.provinceName.empty());
}

TEST_CASE("the bank is told looking downstream, the chainage from the source") {
  const auto finder = Ground().finder();
  const auto west = finder.find(126.499, 43.6), east = finder.find(126.501, 43.6);
  REQUIRE(west.river);
  REQUIRE(east.river);
  CHECK(west.river->name == "伊通河");
  CHECK(west.river->fid == Fid{11});
  CHECK(west.river->bank == "左岸"); // the river flows north
  CHECK(east.river->bank == "右岸");
  CHECK(west.river->chainageFromSource);
  CHECK_THAT(west.river->chainage, WithinRel(distanceMetres({126.5, 43.2}, {126.5, 43.6}), 1e-3)); // over both parts
  CHECK_THAT(west.river->distance, WithinRel(distanceMetres({126.499, 43.6}, {126.5, 43.6}), 1e-3));
}

TEST_CASE("where the flow is not known, neither is the bank, and the chainage is only from the drawn start") {
  const auto found = Ground().finder().find(126.25, 43.905);
  REQUIRE(found.river);
  CHECK(found.river->bank.empty());
  CHECK(found.river->bankUnknown == BankUnknown::FlowUnknown);
  CHECK_FALSE(found.river->chainageFromSource);
  CHECK_THAT(found.river->chainage, WithinRel(distanceMetres({126.2, 43.9}, {126.25, 43.9}), 1e-3));
  const auto on = Ground().finder().find(126.5, 43.5);
  REQUIRE(on.river);
  CHECK(on.river->bankUnknown == BankUnknown::OnLine);
}

TEST_CASE("beyond the reach no river is named") {
  CHECK_FALSE(Ground().finder().find(126.4, 43.6).river); // 8 km
}

TEST_CASE("the outer side of a sharp bend keeps its bank") {
  // Flowing east, then turning back west: positions beyond the tip are nearest to the vertex itself.
  Ground ground;
  ground.rivers.resize(1);
  ground.rivers[0].geometry = LineString{{{126.40, 43.500}, {126.50, 43.500}, {126.40, 43.504}}};
  const auto finder = ground.finder();
  CHECK(finder.find(126.505, 43.5005).river->bank == "右岸"); // the bend turns left: outside is right
  CHECK(finder.find(126.505, 43.4995).river->bank == "右岸");
  CHECK(finder.find(126.45, 43.501).river->bank == "左岸");   // inside
}

TEST_CASE("a lake answers with 0 inside, with the way to its shore outside, and an island is shore") {
  const auto finder = Ground().finder();
  const auto inside = finder.find(126.71, 43.11), island = finder.find(126.75, 43.15), beside = finder.find(126.69, 43.15);
  REQUIRE(inside.lake);
  CHECK(inside.lake->distance == 0);
  REQUIRE(island.lake);
  CHECK_THAT(island.lake->distance, WithinRel(distanceMetres({126.75, 43.15}, {126.76, 43.15}), 1e-2));
  REQUIRE(beside.lake);
  CHECK(beside.lake->name == "松花湖");
  CHECK_THAT(beside.lake->distance, WithinRel(distanceMetres({126.69, 43.15}, {126.70, 43.15}), 1e-3));
}

TEST_CASE("positions that are none find nothing") {
  const auto finder = Ground().finder();
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const auto& [lon, lat] : {std::pair(nan, 43.5), std::pair(126.0, inf), std::pair(1e300, 43.5), std::pair(126.0, 91.0),
                                 std::pair(-180.0, 90.0)}) {
    const auto found = finder.find(lon, lat);
    CHECK(found.county.value == 0);
    CHECK_FALSE(found.river);
    CHECK_FALSE(found.lake);
  }
}

TEST_CASE("broken geometry does no harm") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  Ground ground;
  ground.divisions[0].geometry = std::monostate{};
  ground.divisions[3].geometry = Polygon{{{}, {{126, 43}}, {{nan, nan}, {126, nan}, {nan, nan}}}};
  ground.rivers[1].geometry = LineString{{{126.2, 43.9}, {nan, nan}, {126.25, 43.9}, {126.3, 43.9}}};
  ground.lakes[0].geometry = Point{126, 43};
  const auto finder = ground.finder();
  CHECK(finder.find(126.15, 43.15).countyName == "南关区");
  CHECK(finder.find(126.28, 43.905).river->fid == Fid{12});
}

TEST_CASE("nearest place with its distance and direction, from a file") {
  const auto file = std::filesystem::temp_directory_path() / ("suyuan_places_" + std::to_string(std::random_device{}()));
  std::ofstream(file) << "name,lon,lat\r\n新立城镇,126.5,43.5\r\n靠山镇,126.9,43.9\n";
  auto finder = Ground().finder();
  REQUIRE(finder.loadPlaces(file));
  const auto found = finder.find(126.503, 43.5022); // some 240 m east and north
  REQUIRE(found.place);
  CHECK(found.place->name == "新立城镇");
  CHECK(found.place->direction == "东北");
  CHECK_THAT(found.place->distance, WithinAbs(344, 5));
  CHECK(finder.find(126.497, 43.5).place->direction == "西");

  std::ofstream(file) << "name,lon,lat\n好,126,43\n坏,abc,43\n";
  const auto bad = finder.loadPlaces(file);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().code == ErrorCode::SourceDamaged);
  CHECK(bad.error().place.row == 3);
  CHECK(finder.find(126.5, 43.51).place->name == "新立城镇"); // what was known is kept
  std::filesystem::remove(file);
  CHECK(finder.loadPlaces(file).error().code == ErrorCode::FileNotFound);
}

TEST_CASE("names are found, exact ones first") {
  const auto finder = Ground().finder();
  const auto rivers = finder.search("伊通河");
  REQUIRE(rivers.size() == 1);
  CHECK(rivers[0].layer == Layer::Rivers);
  const auto county = finder.search("南关");
  REQUIRE(county.size() == 1);
  CHECK(county[0].name == "长春市南关区");
  CHECK(county[0].box.contains(county[0].at.x, county[0].at.y));
  CHECK(finder.search("").empty());
  CHECK(finder.search("没有").empty());
}

TEST_CASE("an outfall takes over what it does not say, and keeps what it says") {
  const auto finder = Ground().finder();
  Outfall outfall;
  outfall.geometry = Point{126.499, 43.6};
  CHECK(fillPlace(outfall, finder));
  CHECK(outfall.divisionCode == "220102");
  CHECK(outfall.riverName == "伊通河");
  CHECK(outfall.riverFid == Fid{11});
  CHECK(outfall.basin == "AB");
  CHECK(outfall.bank == "左岸");
  REQUIRE(outfall.chainage);
  CHECK_FALSE(fillPlace(outfall, finder)); // nothing left to fill

  Outfall other;
  other.geometry = Point{126.499, 43.6};
  other.divisionCode = "220183";
  other.riverName = "饮马河"; // not the river it lies on
  fillPlace(other, finder);
  CHECK(other.divisionCode == "220183");
  CHECK_FALSE(other.riverFid.isSet());
  CHECK(other.bank.empty());
  CHECK_FALSE(other.chainage);

  Outfall nowhere;
  CHECK_FALSE(fillPlace(nowhere, finder));
}

TEST_CASE("the grid finds the nearest of many lines, as looking at each does") {
  std::mt19937 engine(7);
  const auto unit = [&] { return static_cast<double>(engine() % 1000000) / 1e6; };
  Ground ground;
  ground.rivers.clear();
  for (int i = 0; i < 300; ++i) {
    River river;
    river.fid = {i + 1};
    LineString line;
    Point at{126 + unit(), 43 + unit()};
    const double step = i % 10 == 0 ? 0.2 : 0.004; // some segments cross many cells
    for (int p = 0; p < 12; ++p) {
      line.points.push_back(at);
      at.x += (unit() - 0.5) * step;
      at.y += (unit() - 0.5) * step;
    }
    river.geometry = line;
    ground.rivers.push_back(std::move(river));
  }
  const auto finder = ground.finder();
  for (int i = 0; i < 500; ++i) {
    const Point asked{126 + unit(), 43 + unit()};
    double nearest = 5000;
    for (const auto& river : ground.rivers)
      if (const auto on = nearestOnLine(river.geometry, asked)) nearest = std::min(nearest, on->distance);
    const auto found = finder.find(asked.x, asked.y).river;
    REQUIRE(found.has_value() == (nearest < 5000));
    if (found) CHECK_THAT(found->distance, WithinAbs(nearest, 0.5 + nearest * 1e-3));
  }
}
