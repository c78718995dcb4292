// SPDX-License-Identifier: GPL-3.0-or-later
#include "nmea_text.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>

using namespace suyuan::gnss;
using suyuan::gnss::test::fixesOf;
using suyuan::gnss::test::sentence;

namespace {

std::string gga(const std::string& time, const std::string& quality = "1", const std::string& lat = "4353.0000") {
  return "GPGGA," + time + "," + lat + ",N,12519.0000,E," + quality + ",08,1.0,210.5,M,9.5,M,,";
}
std::string rmc(const std::string& time, const std::string& status = "A", const std::string& date = "010626") {
  return "GPRMC," + time + "," + status + ",4353.0000,N,12519.0000,E,1.0,90.0," + date + ",,,A";
}

} // namespace

TEST_CASE("the sentences of one time make one fix") {
  const auto fixes = fixesOf({rmc("010203.00"), "GPVTG,91.0,T,,M,2.0,N,,K,A", gga("010203.00"), "GPGSA,A,3,01,02,03,04,,,,,,,,,2.0,1.1,1.7",
                              "GPGST,010203.00,5,,,,0.3,0.4,0.9", "GPGSV,1,1,03,01,45,100,40,05,10,200,,02,80,300,35", rmc("010204.00"), gga("010204.00")});
  REQUIRE(fixes.size() == 2);
  const Fix& fix = fixes.front();
  CHECK(timeText(fix) == "2026-06-01T01:02:03.000Z");
  CHECK(fix.valid);
  CHECK(fix.quality == Quality::Single);
  CHECK(fix.lon == 125 + 19.0 / 60);
  CHECK(fix.heightMsl == 210.5);
  CHECK(fix.ellipsoidalHeight() == 220);
  CHECK(fix.hdop == 1.0); // GGA's own goes before GSA's
  CHECK(fix.pdop == 2.0);
  CHECK(fix.mode == 3);
  CHECK(fix.satellitesUsed == 8);
  CHECK(fix.satellitesInView == 3);
  CHECK(fix.sky.count == 5); // three in view, two more that are used
  CHECK(fix.sky.usedCount() == 4);
  CHECK(fix.sigmaLon == 0.4);
  CHECK(std::abs(fix.speed - 2 * 1852.0 / 3600) < 1e-9);
  CHECK(fix.course == 91.0);
  // The next second has the sky still, and no sigmas of its own.
  CHECK(fixes.back().sky.usedCount() == 4);
  CHECK(std::isnan(fixes.back().sigmaLat));
}

TEST_CASE("who says that there is no position is believed") {
  for (const auto& bodies : {std::initializer_list<std::string>{gga("010203.00", "0"), rmc("010203.00", "A")}, {gga("010203.00"), rmc("010203.00", "V")},
                             {gga("010203.00", "0")}, {rmc("010203.00", "V")}}) {
    const auto fixes = fixesOf(bodies);
    REQUIRE(fixes.size() == 1);
    CHECK_FALSE(fixes[0].valid);
    CHECK(std::isnan(fixes[0].lon));
    CHECK(std::isnan(fixes[0].lat));
    CHECK(fixes[0].quality == Quality::None);
  }
}

TEST_CASE("RMC alone is a position of unstated quality") {
  const auto fixes = fixesOf({"GPRMC,010203.00,A,4353.0000,N,12519.0000,E,1.0,90.0,010626,,"});
  REQUIRE(fixes.size() == 1);
  CHECK(fixes[0].valid);
  CHECK(fixes[0].quality == Quality::Unstated);
  CHECK(std::isnan(fixes[0].hdop));
}

TEST_CASE("a GGA without a quality gives no position, height or satellites") {
  const auto fixes = fixesOf({gga("010203.00", "")});
  REQUIRE(fixes.size() == 1);
  CHECK_FALSE(fixes[0].valid);
  CHECK(fixes[0].satellitesUsed == -1);
}

TEST_CASE("GLL counts while nothing better comes, and makes no moment between the others") {
  CHECK(fixesOf({"GPGLL,4353.0,N,12519.0,E,010203,A,A", "GPGLL,4353.0,N,12519.0,E,010204,A,A"}).size() == 2);
  const auto fixes = fixesOf({gga("010203"), "GPGLL,4353.0,N,12519.0,E,010204,A,A", gga("010205"), "GPGLL,4353.0,N,12519.0,E,010206,A,A"});
  REQUIRE(fixes.size() == 2);
  CHECK(timeText(fixes[1]) == "01:02:05.000Z");
}

TEST_CASE("the date comes with RMC or ZDA and is carried over midnight") {
  const auto fixes = fixesOf({gga("235958"), rmc("235959"), gga("000000"), "GPZDA,000001,02,06,2026,00,00", gga("000001"), gga("000002")});
  REQUIRE(fixes.size() == 5);
  CHECK(timeText(fixes[0]) == "23:59:58.000Z");
  CHECK(timeText(fixes[1]) == "2026-06-01T23:59:59.000Z");
  CHECK(timeText(fixes[2]) == "2026-06-02T00:00:00.000Z");
  CHECK(timeText(fixes[3]) == "2026-06-02T00:00:01.000Z");
  CHECK(timeText(fixes[4]) == "2026-06-02T00:00:02.000Z");
}

TEST_CASE("a date that only an invalid moment gave is not carried on") {
  const auto fixes = fixesOf({rmc("010203", "V", "220899"), gga("010204")});
  REQUIRE(fixes.size() == 2);
  CHECK(timeText(fixes[0]) == "1999-08-22T01:02:03.000Z");
  CHECK_FALSE(fixes[1].dated);
}

TEST_CASE("a receiver that lost count of the GPS weeks is put right by a clock") {
  const std::string text = sentence(rmc("010203", "A", "171006")); // 1024 weeks before 2026-06-02
  NmeaReader asItIs;
  CHECK(timeText(fixesOf(asItIs, text).at(0)) == "2006-10-17T01:02:03.000Z");
  NmeaReader guarded(1'780'000'000'000); // end of May 2026
  CHECK(timeText(fixesOf(guarded, text).at(0)) == "2026-06-02T01:02:03.000Z");
  NmeaReader right(1'780'000'000'000);
  CHECK(timeText(fixesOf(right, sentence(rmc("010203", "A", "010126"))).at(0)) == "2026-01-01T01:02:03.000Z");
}

TEST_CASE("a receiver that repeats itself is heard each time") {
  const auto fixes = fixesOf({rmc("010203"), gga("010203"), rmc("010203"), gga("010203"), rmc("010203"), gga("010203")});
  REQUIRE(fixes.size() == 3);
  CHECK(fixes[0].time == fixes[2].time);
}

TEST_CASE("a moment that was told when the line rested is not told again") {
  NmeaReader reader;
  int told = 0;
  const auto count = [&](const Fix&) { ++told; };
  reader.feed(sentence(gga("010203")), count);
  CHECK(told == 0);
  reader.rest(count);
  CHECK(told == 1);
  reader.rest(count);
  CHECK(told == 1);
  reader.feed(sentence(rmc("010203")), count); // late, of the same moment
  reader.feed(sentence(gga("010204")), count);
  CHECK(told == 1);
  reader.finish(count);
  CHECK(told == 2);
  CHECK(reader.sentences().epochs == 2);
}

TEST_CASE("two talkers may tell one moment") {
  const auto fixes = fixesOf({gga("010203"), "GNGGA,010203,4353.0000,N,12519.0000,E,1,15,0.7,210.5,M,9.5,M,,"});
  REQUIRE(fixes.size() == 1);
}

TEST_CASE("what is known of the sky grows old") {
  const std::string gsv = "GPGSV,1,1,02,01,45,100,40,02,80,300,35";
  const auto fixes = fixesOf({gga("010203"), gsv, gga("010212"), gga("010214")});
  REQUIRE(fixes.size() == 3);
  CHECK(fixes[0].satellitesInView == 2);
  CHECK(fixes[1].satellitesInView == 2);
  CHECK(fixes[2].satellitesInView == -1);
  CHECK(fixes[2].sky.count == 0);
}

TEST_CASE("a series of GSV with a lost message leaves the last whole one standing") {
  const auto fixes = fixesOf({gga("010203"), "GPGSV,2,1,05,01,45,100,40,02,80,300,35,03,1,1,1,04,2,2,2", "GPGSV,2,2,05,05,3,3,3", gga("010204"),
                              "GPGSV,2,1,05,11,45,100,40,12,80,300,35,13,1,1,1,14,2,2,2", gga("010205"), "GPGSV,2,2,05,15,3,3,3", gga("010206"),
                              "GPGSV,3,2,05,15,3,3,3", gga("010207")});
  REQUIRE(fixes.size() == 5);
  CHECK(nameOf(fixes[1].sky.satellites[0].id) == "G01");
  CHECK(fixes[1].sky.count == 5);
  CHECK(nameOf(fixes[2].sky.satellites[0].id) == "G11");
  CHECK(nameOf(fixes[4].sky.satellites[0].id) == "G11");
}

TEST_CASE("two signals of one satellite are one satellite with the better of them") {
  const auto fixes = fixesOf({gga("010203"), "GPGSV,1,1,01,08,38,280,30,1", "GPGSV,1,1,01,08,38,280,37,8"});
  REQUIRE(fixes.size() == 1);
  CHECK(fixes[0].satellitesInView == 1);
  CHECK(fixes[0].sky.satellites[0].snr == 37);
}

TEST_CASE("sentences with the right checksum and wrong contents are counted and not taken") {
  NmeaReader reader;
  const auto fixes = fixesOf(reader, sentence(gga("010203", "1", "4399.0000")) + sentence("GPGSV,3,3,12,2,40,16,00,090,"));
  CHECK(fixes.empty());
  CHECK(reader.bytes().good == 2);
  CHECK(reader.sentences().malformed == 2);
  CHECK(reader.sentences().of(SentenceKind::Gga) == 0);
}
