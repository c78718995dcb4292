// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/offset_point.h"

#include "core/model/geometry_functions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>

using namespace suyuan;
using namespace suyuan::gnss;
using Catch::Matchers::WithinAbs;

TEST_CASE("a point from bearing and distance agrees with Karney's geodesics to a tenth of a millimetre") {
  // Worked out with GeographicLib's geod_direct on the same ellipsoid.
  const struct {
    double lon, lat, bearing, metres, toLon, toLat;
  } cases[]{
      {125.3245, 43.8868, 57, 180, 125.326378617350, 43.887682308296},
      {125.3245, 43.8868, 270, 1000, 125.312055770616, 43.886799322447},
      {126.55, 43.84, 0, 100000, 126.55, 44.739944968459},
      {-170.5, -45.8775, 123.4, 2500, -170.473109959156, -45.889878426046},
      {179.9999, 10, 90, 500, -179.995539594126, 9.999999968760}, // over the date line
      {125, -0.001, 181, 300, 124.999952966710, -0.003712695212},
      {10, 89.999, 30, 1000, 156.462045391255, 89.991897549227}, // over the pole
  };
  for (const auto& c : cases) {
    const Point to = offsetPoint({c.lon, c.lat, 12}, c.bearing, c.metres);
    INFO(c.lon << " " << c.lat << " " << c.bearing);
    const DegreeLength degree = degreeLength(c.toLat);
    CHECK_THAT((to.x - c.toLon) * degree.lon, WithinAbs(0, 1e-4));
    CHECK_THAT((to.y - c.toLat) * degree.lat, WithinAbs(0, 1e-4));
    CHECK(to.z == 12);
  }
}

TEST_CASE("no distance stays where it is, and the error grows with bearing and distance") {
  const Point to = offsetPoint({125, 44}, 33, 0);
  CHECK_THAT(to.x, WithinAbs(125, 1e-12));
  CHECK_THAT(to.y, WithinAbs(44, 1e-12));
  CHECK(std::isnan(to.z));
  CHECK_THAT(offsetAccuracy(3, 0, 2, 0), WithinAbs(3, 1e-12));
  CHECK_THAT(offsetAccuracy(3, 100, 1, 1), WithinAbs(std::sqrt(9 + 1.745329 * 1.745329 + 1), 1e-5));
  CHECK(trueBearing(100, -9.5) == 90.5);
}
