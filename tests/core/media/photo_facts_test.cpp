// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/photo_facts.h"

#include "core/model/utc_time.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::media;
using namespace std::chrono;

namespace {

local_time<milliseconds> local(int y, unsigned mo, unsigned d, int h, int mi, int s) {
  return local_days{year{y} / month{mo} / day{d}} + hours{h} + minutes{mi} + seconds{s};
}

PhotoFacts photoAt(int h, int mi, int s) {
  PhotoFacts facts;
  facts.cameraTime = local(2024, 5, 1, h, mi, s);
  return facts;
}

} // namespace

TEST_CASE("a camera that states its offset is believed when the satellites agree") {
  PhotoFacts facts = photoAt(10, 2, 3);
  facts.offset = minutes{540}; // a clock left on Tokyo's time
  facts.gpsTime = parseUtc("2024-05-01T01:02:00Z");
  settleTimes(facts, seconds{120});
  CHECK(toIso(*facts.takenAt) == "2024-05-01T01:02:03.000Z");
  CHECK(facts.offsetSource == OffsetSource::Stated);
  CHECK(facts.faults.empty());
}

TEST_CASE("an offset that is not stated is read off the satellites' time") {
  PhotoFacts facts = photoAt(10, 2, 3);
  facts.gpsTime = parseUtc("2024-05-01T02:01:31Z");
  settleTimes(facts, seconds{120});
  CHECK(facts.offset == minutes{480});
  CHECK(facts.offsetSource == OffsetSource::Satellites);
  CHECK(toIso(*facts.takenAt) == "2024-05-01T02:02:03.000Z"); // the camera's own second
  PhotoFacts nepal = photoAt(7, 47, 0);
  nepal.gpsTime = parseUtc("2024-05-01T02:02:00Z");
  settleTimes(nepal, seconds{120});
  CHECK(nepal.offset == minutes{345});
  PhotoFacts west = photoAt(0, 30, 0);
  west.gpsTime = parseUtc("2024-05-01T09:59:10Z");
  settleTimes(west, seconds{120});
  CHECK(west.offset == minutes{-570});
  CHECK(west.faults.empty());
}

TEST_CASE("a clock that is off is told with its seconds, and the satellites' time is taken") {
  PhotoFacts facts = photoAt(10, 7, 3);
  facts.offset = minutes{480};
  facts.gpsTime = parseUtc("2024-05-01T02:02:03Z");
  settleTimes(facts, seconds{120});
  REQUIRE(facts.has(PhotoFault::ClockOff));
  CHECK(facts.faults.front().args.front().second == "300");
  CHECK(facts.takenAt == facts.gpsTime);
  PhotoFacts yearsOff;
  yearsOff.cameraTime = local(2000, 1, 1, 0, 0, 0);
  yearsOff.gpsTime = parseUtc("2024-05-01T02:02:03Z");
  settleTimes(yearsOff, seconds{120});
  CHECK(yearsOff.has(PhotoFault::ClockOff));
  CHECK(yearsOff.takenAt == yearsOff.gpsTime);
}

TEST_CASE("without satellites an unknown clock is taken for Beijing's, and that is said") {
  PhotoFacts facts = photoAt(1, 0, 0);
  settleTimes(facts, seconds{120});
  CHECK(facts.offsetSource == OffsetSource::Assumed);
  CHECK(toIso(*facts.takenAt) == "2024-04-30T17:00:00.000Z");
  PhotoFacts none;
  settleTimes(none, seconds{120});
  CHECK_FALSE(none.takenAt.has_value());
  CHECK(none.offsetSource == OffsetSource::None);
  none.gpsTime = parseUtc("2024-05-01T02:02:03.250Z");
  settleTimes(none, seconds{120});
  CHECK(toIso(*none.takenAt) == "2024-05-01T02:02:03.250Z");
}

TEST_CASE("what is no time is read as none") {
  for (const char* text : {"", "yesterday", "2024-13-01T00:00:00Z", "2024-05-01T25:00:00Z", "2024-02-30"}) {
    INFO(text);
    CHECK_FALSE(parseUtc(text).has_value());
  }
  CHECK(parseUtc("2024-05-01") == parseUtc("2024-05-01T00:00:00.000Z"));
}
