// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/rain.h"

#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::sampling;
using namespace suyuan::test;

namespace {

const DivisionCode nanguan{220102}, kuancheng{220103};
const rules::FieldworkLimits limits; // three days, 1 mm

RainTable table(const TextRows& rows) { return RainTable(readRainDays(rows, "rain.csv").value()); }

Weather on(const RainTable& rain, const char* at, DivisionCode county = nanguan) { return weatherAt(rain, at, county, limits); }

} // namespace

TEST_CASE("a day is dry when it and the two before it had no rain to speak of") {
  const RainTable rain = table({{"日期", "降雨量(mm)"}, {"2026-05-08", "12.5"}, {"2026-05-09", "0"}, {"2026-05-10", "微量"}, {"2026/5/11", "0.8"}, {"2026-05-12", "3"}});
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
  const RainTable rain = table({{"日期", "雨量", "区县代码"}, {"2026-05-10", "0", ""}, {"2026-05-11", "0", ""}, {"2026-05-12", "0", ""}, {"2026-05-12", "20", "220102"}, {"2026-05-12", "5", "220102"}});
  CHECK(on(rain, "2026-05-12T04:00:00.000Z", nanguan) == Weather::Wet);
  CHECK(on(rain, "2026-05-12T04:00:00.000Z", kuancheng) == Weather::Dry);
  CHECK(rain.on("2026-05-12", nanguan) == 20.0); // of two stations the wetter one
}

TEST_CASE("a rain table that is none is refused with its row") {
  CHECK(readRainDays({}, "r.csv").error().code == ErrorCode::SourceColumnUnknown);
  CHECK(readRainDays({{"日期", "风速"}}, "r.csv").error().code == ErrorCode::SourceColumnUnknown);
  for (const auto& row : {std::vector<std::string>{"昨天", "1"}, {"2026-05-12", "很大"}, {"2026-05-12", "-1"}, {"2026-13-12", "1"}}) {
    const auto read = readRainDays({{"date", "rain"}, {"2026-05-11", "0"}, row}, "r.csv");
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::ValueInvalid);
    CHECK(read.error().place.row == 3);
  }
}

TEST_CASE("rain that is taken stays in the survey, and a day that comes again gets its new amount") {
  const TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);
  const auto days = readRainDays({{"日期", "雨量", "区县代码", "雨量站"}, {"2026-05-11", "0", "220102", "南关"}, {"2026-05-12", "3", "220102", "南关"}, {"2026-05-12", "9", "220102", "净月"}}, "a/rain.csv").value();
  auto intake = must(takeRain(survey, days));
  CHECK((intake.read == 3 && intake.added == 3 && intake.changed == 0));
  CHECK(must(RainTable::of(survey.reader())).on("2026-05-12", nanguan) == 9.0);
  CHECK(must(survey.reader().all<RainDay>()).front().source == "rain.csv");
  auto again = days;
  again[2].rain = 1;
  intake = must(takeRain(survey, again));
  CHECK((intake.added == 0 && intake.changed == 1 && intake.same == 2));
  CHECK(must(RainTable::of(survey.reader())).on("2026-05-12", nanguan) == 3.0);
  must(survey.undo());
  CHECK(must(RainTable::of(survey.reader())).on("2026-05-12", nanguan) == 9.0);
  again[0].rain = -1;
  CHECK(takeRain(survey, again).error().place.field == "rain_mm");
  again[0].rain = 1;
  again[0].day = "";
  CHECK(takeRain(survey, again).error().place.field == "day");
  CHECK(must(survey.reader().count(Layer::Rain)) == 3); // nothing of a table that is refused
}
