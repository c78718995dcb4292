// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/gnss_address.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::location;

TEST_CASE("an address of a receiver is written and read back") {
  for (const GnssAddress& address : {GnssAddress{.kind = GnssKind::Serial, .name = "/dev/ttyUSB0", .number = 115200},
                                     GnssAddress{.kind = GnssKind::Tcp, .name = "192.168.42.1", .number = 9001}, GnssAddress{.kind = GnssKind::Tcp, .name = "fe80::1", .number = 1},
                                     GnssAddress{.kind = GnssKind::Udp, .number = 10110}, GnssAddress{.kind = GnssKind::Replay, .name = "/home/李/步行 @2.nmea", .number = 0, .speed = 4},
                                     GnssAddress{.kind = GnssKind::Replay, .name = "a@b", .number = 0, .speed = 0}}) {
    const auto back = gnssAddressFrom(toText(address));
    INFO(toText(address).toStdString());
    REQUIRE(back);
    CHECK(*back == address);
  }
  CHECK(gnssAddressFrom("serial:/dev/ttyACM0")->number == 9600);
  CHECK(gnssAddressFrom("file:walk@home.nmea")->name == "walk@home.nmea");
}

TEST_CASE("what is no address is refused with a reason") {
  for (const char* text : {"", "serial", "serial:", "serial:@9600", "serial:/dev/ttyUSB0@fast", "tcp:host", "tcp::80", "tcp:host:0", "tcp:host:70000", "udp:x", "udp:-1", "gpsd:1",
                           "file:", "file:a@-1", "file:a@nan"}) {
    const auto refused = gnssAddressFrom(QString::fromUtf8(text));
    INFO(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::Usage);
    CHECK_FALSE(refused.error().detail.empty());
  }
}
