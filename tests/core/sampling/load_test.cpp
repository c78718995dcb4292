// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/load.h"

#include "core/model/outfall.h"
#include "core/model/sample.h"
#include "tests/core/survey/book.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::sampling;
using namespace suyuan::test;
using Catch::Approx;

namespace {

Outfall outfallOf(const char* code, const char* county, const char* river, const char* kind, std::optional<double> flowM3d = {}) {
  Outfall outfall;
  outfall.geometry = Point{125.3, 43.9};
  outfall.codeNational = code;
  outfall.divisionCode = county;
  outfall.riverName = river;
  outfall.class1 = kind;
  outfall.flow = flowM3d;
  return outfall;
}

Sample sampleOf(Fid outfall, const char* at, std::optional<double> flow, std::optional<double> cod, std::optional<double> ammonia = {}) {
  Sample sample;
  sample.outfallFid = outfall;
  sample.sampledAt = at;
  sample.flow = flow;
  sample.cod = cod;
  sample.ammonia = ammonia;
  return sample;
}

struct Survey {
  TempFolder folder;
  store::SurveyFile file = newSurvey(folder);
  Survey() {
    must(file.edit("test", [&](store::Edit& edit) -> Result<> {
      const auto put = [&](const auto& record) { return must(edit.insert(record)); };
      const Fid a = put(outfallOf("A", "220102", "伊通河", "工业排污口")), b = put(outfallOf("B", "220103", "伊通河", "其他排口", 1000)),
                c = put(outfallOf("C", "220381", "东辽河", "其他排口"));
      put(sampleOf(a, "2026-05-12T01:00:00.000Z", 0.01, 50, 5)); // 864 m3/d: 43.2 and 4.32 kg/d
      put(sampleOf(a, "2026-07-12T01:00:00.000Z", 0.03, 30));    // 2592 m3/d: 77.76 kg/d
      put(sampleOf(b, "2026-07-01T01:00:00.000Z", {}, 20, 1));   // the record's flow: 20 and 1 kg/d
      put(sampleOf(c, "2026-07-01T01:00:00.000Z", {}, 20));      // no flow at all
      put(sampleOf(c, "2026-05-31T18:00:00.000Z", 0.001, 100));  // in Beijing it is June: 86.4 m3/d, 8.64 kg/d
      return {};
    }));
  }
  std::vector<Load> by(LoadBy by, LoadRequest request = {}) {
    request.by = by;
    return must(loadsOf(file.reader(), jilinBook(), request));
  }
};

} // namespace

TEST_CASE("an outfall's load is the mean over its samples of flow times concentration") {
  Survey survey;
  const auto loads = survey.by(LoadBy::Outfall);
  REQUIRE(loads.size() == 3);
  CHECK(loads[0].key == "A");
  CHECK(loads[0].samples == 2);
  CHECK(loads[0].flowM3PerDay == Approx((864 + 2592) / 2.0));
  CHECK(loads[0].items[0].kgPerDay == Approx((43.2 + 77.76) / 2));
  CHECK(loads[0].items[1].kgPerDay == Approx(4.32)); // of the one sample that has it
  CHECK(loads[0].items[2].outfalls == 0);
  CHECK(loads[1].key == "B");
  CHECK(loads[1].flowOfRecord == 1);
  CHECK(loads[1].items[0].kgPerDay == Approx(20));
  CHECK(loads[2].withoutFlow == 1);
  CHECK(loads[2].items[0].kgPerDay == Approx(8.64));
}

TEST_CASE("loads are summed up by river, county as it is today, class and season") {
  Survey survey;
  const auto rivers = survey.by(LoadBy::River);
  REQUIRE(rivers.size() == 2);
  CHECK(rivers[0].title == "伊通河");
  CHECK(rivers[0].outfalls == 2);
  CHECK(rivers[0].items[0].kgPerDay == Approx(60.48 + 20));
  const auto counties = survey.by(LoadBy::County);
  REQUIRE(counties.size() == 3);
  CHECK(counties[2].key == "220184"); // 公主岭, 220381 until 2020
  const auto classes = survey.by(LoadBy::Class);
  REQUIRE(classes.size() == 2);
  CHECK(classes[1].items[0].kgPerDay == Approx(28.64));
  const auto seasons = survey.by(LoadBy::Season);
  REQUIRE(seasons.size() == 2);
  CHECK(seasons[0].key == "high");
  CHECK(seasons[0].items[0].kgPerDay == Approx(77.76 + 20 + 8.64));
  CHECK(seasons[1].items[0].kgPerDay == Approx(43.2));
  const auto winter = survey.by(LoadBy::Season, {.highFrom = 11, .highTo = 5, .river = {}}); // over the year's end
  CHECK(winter[0].items[0].kgPerDay == Approx(43.2));
  CHECK(survey.by(LoadBy::River, {.river = "东辽河"}).size() == 1);
}
