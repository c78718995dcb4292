// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/location/raw_log.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

#include <unistd.h>

using namespace suyuan;
using namespace suyuan::location;

namespace {

std::string textOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE("a raw log grows at its end and loses nothing that was there") {
  const QTemporaryDir folder;
  const std::filesystem::path file = std::filesystem::path(folder.path().toStdString()) / "记录" / "gnss.nmea";
  {
    auto log = RawLog::open(file);
    REQUIRE(log);
    REQUIRE(log->append("$GPGGA,1"));
    REQUIRE(log->append(std::string_view("\0\xff\r\n", 4)));
    CHECK(textOf(file).size() == 12); // the system has it before anything is closed
  }
  auto again = RawLog::open(file);
  REQUIRE(again);
  REQUIRE(again->append("2"));
  CHECK(textOf(file) == std::string("$GPGGA,1\0\xff\r\n2", 13));
  CHECK(again->size() == 1);
}

TEST_CASE("a log that cannot be made is told with its place") {
  const auto refused = RawLog::open("/proc/none/gnss.nmea");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::FileUnwritable);
  CHECK(refused.error().place.file == "/proc/none/gnss.nmea");
}

TEST_CASE("a full disk is told as one") {
  if (access("/dev/full", W_OK) != 0) SKIP("no /dev/full here");
  auto log = RawLog::open("/dev/full");
  REQUIRE(log);
  const auto refused = log->append("x");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::DiskFull);
}
