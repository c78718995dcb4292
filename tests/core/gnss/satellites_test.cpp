// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gnss/satellites.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan::gnss;

TEST_CASE("satellites bear one name whatever numbering a receiver has") {
  const auto name = [](Talker talker, int system, int written) { return nameOf(satelliteOf(talker, system, written)); };
  CHECK(name(Talker::Gps, 0, 7) == "G07");
  CHECK(name(Talker::Gps, 0, 33) == "S20");        // SBAS in GPS sentences
  CHECK(name(Talker::Gps, 0, 193) == "J01");       // QZSS there too
  CHECK(name(Talker::Glonass, 0, 65) == "R01");
  CHECK(name(Talker::Combined, 0, 88) == "R24");   // GN without a system id goes by the range
  CHECK(name(Talker::Combined, 3, 4) == "E04");    // with one, by it
  CHECK(name(Talker::Combined, 4, 33) == "C33");
  CHECK(name(Talker::Galileo, 0, 102) == "E02");
  CHECK(name(Talker::Galileo, 0, 301) == "E01");
  CHECK(name(Talker::BeiDou, 0, 40) == "C40");
  CHECK(name(Talker::BeiDouOld, 0, 214) == "C14");
  CHECK(name(Talker::Combined, 0, 214) == "C14");
  CHECK(name(Talker::Qzss, 0, 2) == "J02");
  CHECK(name(Talker::QzssOld, 0, 193) == "J01");
  CHECK(name(Talker::Navic, 0, 5) == "I05");
  CHECK(satelliteOf(Talker::Gps, 0, 0).number == 0);
  CHECK(satelliteOf(Talker::Galileo, 0, 900).number == 0);
  CHECK(satelliteOf(Talker::Combined, 0, 999).number == 0);
}

TEST_CASE("all talkers of the constellations are known and no others") {
  for (const auto& [letters, talker] : {std::pair{"GP", Talker::Gps}, {"GL", Talker::Glonass}, {"GA", Talker::Galileo}, {"GB", Talker::BeiDou}, {"BD", Talker::BeiDouOld},
                                        {"GQ", Talker::Qzss}, {"QZ", Talker::QzssOld}, {"GI", Talker::Navic}, {"GN", Talker::Combined}, {"HE", Talker::Other}, {"PG", Talker::Other}})
    CHECK(talkerOf(letters[0], letters[1]) == talker);
}

TEST_CASE("a sky takes each satellite once and no more than it has room for") {
  Sky sky;
  for (int round = 0; round < 2; ++round)
    for (int c = 1; c <= 7; ++c)
      for (int n = 1; n <= 32; ++n) (void)sky.at({static_cast<Constellation>(c), static_cast<std::uint8_t>(n)});
  CHECK(sky.count == Sky::most);
}
