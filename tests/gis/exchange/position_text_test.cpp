// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/position_text.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using exchange::parsePosition;

namespace {

const std::optional<projection::Crs> noMap;

void checkIs(const char* text, const std::optional<Point>& found, double x, double y) {
  INFO(text);
  REQUIRE(found);
  CHECK(found->x == Catch::Approx(x).margin(1e-7));
  CHECK(found->y == Catch::Approx(y).margin(1e-7));
}

} // namespace

TEST_CASE("a position in degrees is read in either order and notation") {
  const double x = 125 + 18 / 60.0 + 30 / 3600.0, y = 43 + 52 / 60.0 + 12.5 / 3600;
  for (const char* text : {"125°18′30″E 43°52′12.5″N", "43°52'12.5\"N, 125°18'30\"E", "43 52 12.5 125 18 30", "125-18-30；43-52-12.5",
                           "东经125度18分30秒，北纬43度52分12.5秒", "北纬43度52分12.5秒 东经125度18分30秒", "（我的点）125:18:30 43:52:12.5"})
    checkIs(text, parsePosition(text, noMap), x, y);
  checkIs("lon first", parsePosition("125.3, 43.9", noMap), 125.3, 43.9);
  checkIs("lat first", parsePosition("43.9  125.3", noMap), 125.3, 43.9);
  checkIs("west of China's 90 degrees", parsePosition("43.8 87.6", noMap), 87.6, 43.8);
  checkIs("letters over custom", parsePosition("43.8E 51.2N", noMap), 43.8, 51.2);
  checkIs("neither order in China", parsePosition("10 50", noMap), 10, 50);
}

TEST_CASE("metres of Gauss-Krüger are read in the zone they name, else in the map's") {
  // EPSG:4551 has its central meridian at 126 E; on it the easting is 500 000.
  const auto map = projection::Crs::parse("EPSG:4551");
  REQUIRE(map);
  const auto onMeridian = parsePosition("X 4860000.0  Y 500000.0 (EPSG:4551)", *map);
  REQUIRE(onMeridian);
  CHECK(onMeridian->x == Catch::Approx(126).margin(1e-9));
  CHECK(onMeridian->y == Catch::Approx(43.88).margin(0.05));
  checkIs("easting first", parsePosition("500000, 4860000", *map), onMeridian->x, onMeridian->y);
  checkIs("with its zone, whatever the map", parsePosition("4860000 42500000", noMap), onMeridian->x, onMeridian->y);
  const auto elsewhere = parsePosition("X 4860000.0  Y 500000.0 (EPSG:4547)", *map); // what it says, not what the map is in
  REQUIRE(elsewhere);
  CHECK(elsewhere->x == Catch::Approx(114).margin(1e-9));
  CHECK_FALSE(parsePosition("4860000 500000 (EPSG:99999999)", *map));
  CHECK_FALSE(parsePosition("4860000 500000", noMap)); // no zone, and no map to tell it
}

TEST_CASE("what is no position is not guessed at") {
  for (const char* text : {"", " ", "长春", "125.3", "125.3,", "125.3, 43.9, 12", "95 185", "-95 200", "43N 44N", "1 2 3", "9e9 9e9", "99999999999 1",
                           "(((((", "JL-220100-0001"}) {
    INFO(text);
    CHECK_FALSE(parsePosition(text, noMap));
  }
  CHECK_FALSE(parsePosition(std::string(100'000, '1'), noMap));
}
