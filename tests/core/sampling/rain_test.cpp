// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/rain.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::sampling;

namespace {

const DivisionCode nanguan{220102}, kuancheng{220103};
const rules::FieldworkLimits limits; // three days, 1 mm

Weather on(const RainTable& rain, const char* at, DivisionCode county = nanguan) { return weatherAt(rain, at, county, limits); }

} // namespace

TEST_CASE("a day is dry when it and the two before it had no rain to speak of") {
  const RainTable rain = RainTable::read({{"日期", "降雨量(mm)"}, {"2026-05-08", "12.5"}, {"2026-05-09", "0"}, {"2026-05-10", "微量"}, {"2026/5/11", "0.8"}, {"2026-05-12", "3"}}, "rain.csv").value();
  CHECK(rain.days() == 5);
  CHECK(on(rain, "2026-05-11T02:00:00.000Z") == Weather::Dry);
  CHECK(on(rain, "2026-05-10T02:00:00.000Z") == Weather::Wet);     // the 8th
  CHECK(on(rain, "2026-05-12T02:00:00.000Z") == Weather::Wet);
  CHECK(on(rain, "2026-05-11T17:00:00.000Z") == Weather::Wet);     // in Beijing the 12th has begun
  CHECK(on(rain, "2026-05-09T02:00:00.000Z") == Weather::Wet);
  CHECK(on(rain, "2026-05-15T02:00:00.000Z") == Weather::Unknown); // the days are not in the table
  CHECK(on(rain, "2026-05-14T02:00:00.000Z") == Weather::Wet);     // one wet day is enough to know
  CHECK(on(rain, "no time") == Weather::Unknown);
  CHECK(on(RainTable(), "2026-05-11T02:00:00.000Z") == Weather::Unknown);
}

TEST_CASE("the county's own rain goes before what holds everywhere") {
  const RainTable rain = RainTable::read({{"日期", "雨量", "区县代码"}, {"2026-05-10", "0", ""}, {"2026-05-11", "0", ""}, {"2026-05-12", "0", ""}, {"2026-05-12", "20", "220102"}, {"2026-05-12", "5", "220102"}}, "rain.csv").value();
  CHECK(on(rain, "2026-05-12T04:00:00.000Z", nanguan) == Weather::Wet);
  CHECK(on(rain, "2026-05-12T04:00:00.000Z", kuancheng) == Weather::Dry);
  CHECK(rain.on("2026-05-12", nanguan) == 20.0); // of two stations the wetter one
}

TEST_CASE("a rain table that is none is refused with its row") {
  CHECK(RainTable::read({}, "r.csv").error().code == ErrorCode::SourceColumnUnknown);
  CHECK(RainTable::read({{"日期", "风速"}}, "r.csv").error().code == ErrorCode::SourceColumnUnknown);
  for (const auto& row : {std::vector<std::string>{"昨天", "1"}, {"2026-05-12", "很大"}, {"2026-05-12", "-1"}, {"2026-13-12", "1"}}) {
    const auto read = RainTable::read({{"date", "rain"}, {"2026-05-11", "0"}, row}, "r.csv");
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::ValueInvalid);
    CHECK(read.error().place.row == 3);
  }
}
