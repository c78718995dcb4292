// SPDX-License-Identifier: GPL-3.0-or-later
// What is written in any notation is read again as the same position.
#include "gis/exchange/position_text.h"
#include "gis/projection/position_notation.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>
#include <random>

using namespace suyuan;
using projection::Notation;

TEST_CASE("a position written in any notation is read again to the notation's precision") {
  projection::PositionWriter writer;
  std::mt19937_64 random(20);
  std::uniform_real_distribution<double> lon(74, 135), lat(18, 53);
  constexpr std::array<std::pair<Notation, double>, 4> notations{{{Notation::Degrees, 0.51e-6}, {Notation::DegreesMinutes, 0.51e-4 / 60}, {Notation::Dms, 0.0051 / 3600}, {Notation::GaussKruger, 1.2e-7}}};
  std::vector<Point> places{{125, 43}, {125.999999999, 43.999999999}, {125.9999999, 30}, {120 + 59.99999 / 60, 40 + 59.995 / 3600}, {127.5, 44}, {124.5, 44}, {75, 20}};
  for (int i = 0; i < 300; ++i) places.push_back({lon(random), lat(random)});
  for (const Point& at : places)
    for (const auto& [notation, precision] : notations) {
      const std::string text = writer.write(at, notation);
      INFO(text << " of " << at.x << ' ' << at.y);
      const auto read = exchange::parsePosition(text, std::nullopt);
      REQUIRE(read);
      CHECK(std::abs(read->x - at.x) <= precision);
      CHECK(std::abs(read->y - at.y) <= precision);
    }
}

TEST_CASE("positions are written with letters, whole minutes and the zone in the easting") {
  projection::PositionWriter writer;
  const Point at{125 + 19 / 60.0 + 24.4 / 3600, 43.5};
  CHECK(writer.write(at, Notation::Degrees) == "43.500000°N 125.323444°E");
  CHECK(writer.write(at, Notation::DegreesMinutes) == "43°30.0000′N 125°19.4067′E");
  CHECK(writer.write(at, Notation::Dms) == "43°30′00.00″N 125°19′24.40″E");
  CHECK(writer.write({126, 43.5}, Notation::GaussKruger).ends_with("  Y 42500000.00 (EPSG:4530)")); // on the central meridian of zone 42
  CHECK(projection::dmsText(59.999999, 'E', 'W', 1) == "60°00′00.0″E"); // never 60″
  CHECK(projection::dmsText(-3.25, 'E', 'W', 0) == "3°15′00″W");
  CHECK(writer.write({10, 50}, Notation::GaussKruger) == "50.000000°N 10.000000°E"); // no zone of China's
  CHECK(writer.write({std::nan(""), 50}, Notation::Dms).empty());
}
