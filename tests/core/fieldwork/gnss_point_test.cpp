// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/gnss_point.h"

#include "core/gnss/offset_point.h"
#include "core/model/geometry_functions.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

using namespace suyuan;
using namespace suyuan::fieldwork;

namespace {

gnss::Fix fixAt(int second) {
  gnss::Fix fix;
  fix.time = 1'780'275'600'000 + second * 1000; // 2026-06-01T01:00:00Z
  fix.timed = fix.dated = fix.valid = true;
  fix.quality = gnss::Quality::RtkFloat;
  fix.lon = 125.3245 + second * 1e-8, fix.lat = 43.8868;
  fix.hdop = 0.8;
  fix.satellitesUsed = 14;
  fix.heightMsl = 203.3;
  fix.geoid = 10;
  return fix;
}

} // namespace

TEST_CASE("a point from one fix tells how it came about") {
  const GnssPoint point = pointOf(fixAt(0), {}, 1.8);
  CHECK(point.at == Point{125.3245, 43.8868});
  CHECK_THAT(point.accuracyM, Catch::Matchers::WithinAbs(0.32, 1e-9));
  CHECK(point.datum == "CGCS2000 GNSS rtk-float");
  CHECK(point.how.note == "gnss mode=fix quality=rtk-float accuracy_m=0.320 estimated=yes hdop=0.80 satellites=14 at=2026-06-01T01:00:00.000Z height_msl_m=201.500 "
                         "height_ellipsoid_m=211.500 antenna_m=1.80");
}

TEST_CASE("a point from a mean tells its fixes, deviations and the time it took") {
  gnss::PointAverage average({.leastFixes = 5, .antennaHeightM = 1.8});
  for (int s = 0; s < 5; ++s) (void)average.add(fixAt(s));
  REQUIRE(average.state() == gnss::AverageState::Done);
  const GnssPoint point = pointOf(average.result(), 1.8);
  CHECK(point.how.note.starts_with("gnss mode=mean quality=rtk-float fixes=5/5 refused=0 sd_e_m=0.001 sd_n_m=0.000 sd_u_m=0.000 "));
  CHECK(point.how.note.contains(" from=2026-06-01T01:00:00.000Z to=2026-06-01T01:00:04.000Z seconds=4 height_msl_m=201.500 "));
  CHECK(point.how.note.ends_with(" antenna_m=1.80"));
  CHECK(point.how.quality == "rtk-float");
  CHECK(point.how.used == 5);
  CHECK(point.how.passedOver == 0);
  CHECK(point.how.accuracySource == "estimated");
  CHECK(point.how.satellites == 14);
  CHECK(point.how.antennaHeight == 1.8);
  CHECK(point.how.startedAt == "2026-06-01T01:00:00.000Z");
  CHECK(point.how.endedAt == "2026-06-01T01:00:04.000Z");
  CHECK(point.how.gatePassed == true);
  const auto* antenna = std::get_if<Point>(&point.how.geometry);
  REQUIRE(antenna);
  CHECK_THAT(antenna->z, Catch::Matchers::WithinAbs(201.5, 1e-6));
}

TEST_CASE("an outlet across the water is where bearing and distance say, and less sure") {
  const GnssPoint stand = pointOf(fixAt(0), {}, 0);
  const GnssPoint across = movedBy(stand, {.bearing = 57, .metres = 180});
  CHECK(across.at == gnss::offsetPoint(stand.at, 57, 180));
  CHECK_THAT(distanceMetres(stand.at, across.at), Catch::Matchers::WithinAbs(180, 0.05));
  CHECK(across.accuracyM > 3); // a degree at 180 m
  CHECK(across.how.note.contains(" stand_lon=125.32450000 stand_lat=43.88680000 offset_m=180.00 bearing_deg=57.0 offset_accuracy_m=3.1"));
  CHECK(across.how.offset == 180);
  CHECK(across.how.offsetBearing == 57);
  CHECK(std::get<Point>(across.how.geometry) == std::get<Point>(stand.how.geometry)); // where the antenna stood
}

TEST_CASE("a point that did not pass keeps the reason of who took it") {
  const GnssPoint point = takenAnyway(pointOf(fixAt(0), {}, 0), gnss::GateAnswer::AccuracyPoor, "桥下\n没有信号");
  CHECK(point.how.note.ends_with(" gate=accuracy-poor reason=桥下 没有信号"));
  CHECK(point.how.gatePassed == false);
  CHECK(point.how.override == "桥下 没有信号");
}
