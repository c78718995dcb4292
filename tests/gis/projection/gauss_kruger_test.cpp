// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/gauss_kruger.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::projection;

TEST_CASE("zone and code agree with the EPSG registry for every zone") {
  for (const ZoneWidth width : {ZoneWidth::ThreeDegrees, ZoneWidth::SixDegrees})
    for (const bool numbered : {false, true})
      for (int zone = width == ZoneWidth::ThreeDegrees ? 25 : 13; zone <= (width == ZoneWidth::ThreeDegrees ? 45 : 23); ++zone) {
        const auto epsg = zoneEpsg(zone, width, numbered);
        REQUIRE(epsg);
        CHECK(zoneOfEpsg(*epsg) == Zone{zone, width, numbered});
        const auto crs = Crs::parse("EPSG:" + std::to_string(*epsg));
        REQUIRE(crs);
        const std::string said = numbered ? "zone " + std::to_string(zone)
                                          : "CM " + std::to_string(static_cast<int>(centralMeridian(zone, width))) + "E";
        INFO(crs->name());
        CHECK(crs->name().ends_with(said));
        CHECK(crs->name().contains("3-degree") == (width == ZoneWidth::ThreeDegrees));
      }
  CHECK_FALSE(zoneEpsg(24, ZoneWidth::ThreeDegrees, true));
  CHECK_FALSE(zoneOfEpsg(4490));
}

TEST_CASE("the zone follows the longitude") {
  CHECK(zoneOf(125.3) == 42);
  CHECK(zoneOf(124.49) == 41);
  CHECK(zoneOf(124.5) == 42);
  CHECK(zoneOf(130.6) == 44);
  CHECK(zoneOf(125.3, ZoneWidth::SixDegrees) == 21);
  CHECK(bestCrsFor({125, 43, 126, 45})->epsg() == 4551);
  CHECK(bestCrsFor({121.6, 40.8, 131.3, 46.3})->epsg() == 4511);
  CHECK(bestCrsFor({-4, 51, -3, 52})->epsg() == 3857);
  CHECK(bestCrsFor({})->epsg() == 3857);
  CHECK(outsideZone({125, 43, 126, 45}, {42}) == 0);
  CHECK(outsideZone({125, 43, 129.5, 45}, {42}) == 2);
}

TEST_CASE("a zone number before the easting and a swapped pair are seen") {
  const auto plain = guessEasting(42443735.1, 4860012.2);
  REQUIRE(plain);
  CHECK(plain->zone == 42);
  CHECK_FALSE(plain->swapped);
  const auto swapped = guessEasting(4860012.2, 42443735.1);
  REQUIRE(swapped);
  CHECK(swapped->zone == 42);
  CHECK(swapped->swapped);
  CHECK(guessEasting(4860012.2, 443735.1)->swapped);
  CHECK_FALSE(guessEasting(443735.1, 4860012.2)->zone);
  CHECK(guessEasting(21443735.1, 4860012.2)->width == ZoneWidth::SixDegrees);
  CHECK_FALSE(guessEasting(125.3, 43.9));
  CHECK_FALSE(guessEasting(24443735.1, 4860012.2));
}
