// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/sentence_fields.h"
#include "core/gnss/sentences.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include <cmath>
#include <string>

using namespace suyuan::gnss;
using Catch::Matchers::WithinAbs;

namespace {

template <class Sentence>
bool reads(const std::string& body, Sentence& target) {
  return read(Fields(body), target);
}
template <class Sentence>
bool reads(const std::string& body) {
  Sentence target;
  return reads(body, target);
}

} // namespace

TEST_CASE("decimals are read to the last digit and nothing else is a decimal") {
  double v = 5;
  for (const auto& [text, value] : {std::pair{"0", 0.0}, {"-8.2", -8.2}, {"+3", 3.0}, {"34.49795459", 34.49795459}, {".5", 0.5}, {"7.", 7.0}, {"0.12345678901234", 0.12345678901234}, {"0.00000000000000000000", 0.0}}) {
    CHECK(parseDecimal(text, v));
    CHECK(v == value);
  }
  v = 5;
  for (const char* text : {"", "-", ".", "1e5", "nan", "inf", "1,5", " 1", "1 ", "0x10", "1.2.3", "99999999999999999999", "--1"}) CHECK_FALSE(parseDecimal(text, v));
  CHECK(v == 5);
}

TEST_CASE("GGA gives place, quality, height and geoid") {
  Gga s;
  REQUIRE(reads("GNGGA,132819.60,4134.49795459,N,09345.03431408,W,4,10,0.9,278.161,M,-31.442,M,6.6,0133", s));
  CHECK(s.timeOfDay == ((13 * 60 + 28) * 60 + 19) * 1000 + 600);
  CHECK(s.at.lat == 41 + 34.49795459 / 60);
  CHECK(s.at.lon == -(93 + 45.03431408 / 60));
  CHECK(s.quality == Quality::RtkFixed);
  CHECK(s.satellites == 10);
  CHECK(s.hdop == 0.9);
  CHECK(s.heightMsl == 278.161);
  CHECK(s.geoid == -31.442);
  CHECK(s.correctionAge == 6.6);
  Gga empty;
  REQUIRE(reads("GPGGA,074150.799,,,,,0,00,,,M,0.0,M,,0000", empty));
  CHECK_FALSE(empty.at.known());
  CHECK(empty.quality == Quality::None);
  CHECK(std::isnan(empty.hdop));
}

TEST_CASE("a field that is not what it must be refuses the sentence") {
  CHECK(reads<Gga>("GPGGA,000343.03,4808.9993,N,01135.0798,E,1,04,01.4,00460.0,M,0046.2,M,,"));
  for (const char* bad : {
           "GPGGA,000428.00,00,3,1,12,23,86,270,,13,70,270,40,24",       // two sentences grown together, checksum and all
           "GPGGA,000343.03,4860.0000,N,01135.0798,E,1,04,1.4,1,M,1,M,,", // 60 minutes
           "GPGGA,000343.03,9100.0000,N,01135.0798,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,18100.0000,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,E,01135.0798,N,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,,01135.0798,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,,,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,-808.9993,N,01135.0798,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,48-8.9993,N,01135.0798,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,250343.03,4808.9993,N,01135.0798,E,1,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,01135.0798,E,11,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,01135.0798,E,x,04,1.4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,01135.0798,E,1,04,1e4,1,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,01135.0798,E,1,04,1.4,nan,M,1,M,,",
           "GPGGA,000343.03,4808.9993,N,01135.0798,E,1,04,1.4,1,F,1,M,,",
           "GPGGA,000343.03"})
    CHECK_FALSE(reads<Gga>(bad));
}

TEST_CASE("RMC gives date, speed in metres a second and a true declination") {
  Rmc s;
  REQUIRE(reads("GPRMC,225308,A,4527.458,S,16709.165,E,010.0,094.5,060601,024.1,E", s));
  CHECK(s.valid);
  CHECK(s.at.lat < 0);
  CHECK(s.year == 2001);
  CHECK(s.month == 6);
  CHECK(s.day == 6);
  CHECK_THAT(s.speed, WithinAbs(5.14444, 1e-5));
  CHECK(s.variation == 24.1);
  CHECK(s.quality == Quality::Unstated);
  Rmc west;
  REQUIRE(reads("GNRMC,132819.60,A,4134.4,N,09345.0,W,0.148,124.888,180399,11.5985,W,D,V", west));
  CHECK(west.variation == -11.5985);
  CHECK(west.year == 1999);
  CHECK(west.quality == Quality::Dgps);
  CHECK_FALSE(reads<Rmc>("GPRMC,000344.03,A,4808.9992,N,4,02.3"));
  CHECK_FALSE(reads<Rmc>("GPRMC,235955.00,V,0000.0000,,,N"));
  CHECK_FALSE(reads<Rmc>("GPRMC,225308,A,4527.458,S,16709.165,E,0,0,310299,,"));
  CHECK_FALSE(reads<Rmc>("GPRMC,225308,X,4527.458,S,16709.165,E,0,0,060601,,"));
}

TEST_CASE("GNS is as good as its best constellation") {
  const auto quality = [](const std::string& modes) {
    Gns s;
    REQUIRE(reads("GNGNS,074155.799,3114.8770,N,12135.2463,E," + modes + ",05,1.3,156.9,8.3,,0000", s));
    return s.quality;
  };
  CHECK(quality("ANNA") == Quality::Single);
  CHECK(quality("AD") == Quality::Dgps);
  CHECK(quality("RFAN") == Quality::RtkFixed);
  CHECK(quality("NNNN") == Quality::None);
  CHECK(quality("") == Quality::Unstated);
  CHECK_FALSE(reads<Gns>("GNGNS,074155.799,3114.8770,N,12135.2463,E,AX,05,1.3,156.9,8.3,,0000"));
}

TEST_CASE("GSA and GSV of NMEA 4.1x carry system and signal") {
  Gsa gsa;
  REQUIRE(reads("GNGSA,A,3,12,33,04,19,,,,,,,,,1.05,0.69,0.79,3", gsa));
  REQUIRE(gsa.usedCount == 4);
  CHECK(nameOf(gsa.used[1]) == "E33");
  CHECK(gsa.vdop == 0.79);
  REQUIRE(reads("BDGSA,A,3,214,,,,,,,,,,,,2.5,1.2,2.2,4.9", gsa)); // a fraction where the system id belongs
  CHECK(nameOf(gsa.used[0]) == "C14");
  Gsv gsv;
  REQUIRE(reads("GPGSV,4,4,13,51,37,160,,1", gsv));
  CHECK(gsv.count == 1);
  CHECK(gsv.signal == 1);
  CHECK(gsv.satellites[0].snr == -1);
  REQUIRE(reads("GBGSV,1,1,01,07,-5,332,21,B", gsv));
  CHECK(gsv.signal == 11);
  CHECK(gsv.satellites[0].elevation == -5);
  REQUIRE(reads("QZGSV,1,1,01,193,34,332,,,,,,,,,,,,,", gsv)); // filled up with nothing
  CHECK(gsv.count == 1);
}

TEST_CASE("a GSV with a right checksum and lost bytes is refused") {
  CHECK_FALSE(reads<Gsv>("GPGSV,3,3,12,2,40,16,00,090,"));
  CHECK_FALSE(reads<Gsv>("GPGSV,3,4,12,02,40,16,00"));
  CHECK_FALSE(reads<Gsv>("GPGSV,,1,12,02,40,16,00"));
  CHECK_FALSE(reads<Gsv>("GPGSV,3,1,12,02,95,016,00"));
  CHECK_FALSE(reads<Gsv>("GPGSV,3,1,12,02,40,999,00"));
  CHECK_FALSE(reads<Gsv>("GPGSV,1,1,05,1,1,1,1,2,2,2,2,3,3,3,3,4,4,4,4,5,5,5,5"));
}

TEST_CASE("GST, VTG, GLL and ZDA are read") {
  Gst gst;
  REQUIRE(reads("GPGST,213122.000,15.7,22.8,11.6,-1.1,0.4,0.6,1.3", gst));
  CHECK(gst.semiMajor == 22.8);
  CHECK(gst.orientation == -1.1);
  CHECK(gst.sigmaLon == 0.6);
  Vtg vtg;
  REQUIRE(reads("GPVTG,122.7,T,,M,,N,36.0,K,D", vtg));
  CHECK_THAT(vtg.speed, WithinAbs(10, 1e-9));
  Gll gll;
  REQUIRE(reads("GPGLL,4404.1296266,N,12118.8685655,W,213122.000,A,D", gll));
  CHECK(gll.valid);
  CHECK(gll.quality == Quality::Dgps);
  Zda zda;
  REQUIRE(reads("GPZDA,003956.00,12,04,2019,00,00", zda));
  CHECK(zda.year == 2019);
  CHECK_FALSE(reads<Zda>("GPZDA,003956.00,31,04,2019,00,00"));
}

TEST_CASE("makers' own sentences and other talkers are left alone") {
  for (const char* body : {"PGRME,15.0,M,22.5,M,27.0,M", "GYOACC,090624,000653.10", "SNRSTAT,1,1,0,0", "HEHDT,1,T", "GP", "", "GPGGAX,1", "GPTXT,a"})
    CHECK(Fields(body).kind() == SentenceKind::Other);
}

TEST_CASE("times of the last second of a day and of a leap second are read") {
  int t = -1;
  CHECK(readTime("235959.99", t));
  CHECK(t == 86'399'990);
  CHECK(readTime("235960", t));
  CHECK(t == 86'400'000);
  for (const char* text : {"2359", "240000", "006000", "000061", "12345x", "123456x", "123456.x", "-12345"}) CHECK_FALSE(readTime(text, t));
}
