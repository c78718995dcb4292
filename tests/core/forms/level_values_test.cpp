// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/level_values.h"

#include "core/model/answer.h"
#include "tests/core/forms/desk.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;

namespace {

void answer(store::SurveyFile& survey, Fid outfall, int level, const char* question, const char* value, const char* unit = "", const char* at = "2026-06-01T00:00:00.000Z") {
  must(survey.edit("test", [&](store::Edit& edit) -> Result<> {
    Answer one;
    one.outfallFid = outfall;
    one.surveyLevel = level;
    one.question = question;
    one.value = value;
    one.unit = unit;
    one.givenAt = at;
    auto fid = edit.insert(one);
    return fid ? Result<>{} : std::unexpected(fid.error());
  }));
}

} // namespace

TEST_CASE("levels differ by what they say, not by unit or the order of words") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid outfall = addOutfall(survey, outfallNumber(1));
  answer(survey, outfall, 2, "flow_m3d", "1728", "m3/d");
  answer(survey, outfall, 3, "flow_m3d", "0.02", "m3/s");
  answer(survey, outfall, 2, "surroundings", "农田、居民区");
  answer(survey, outfall, 3, "surroundings", "居民区、农田");
  answer(survey, outfall, 1, "outlet_size_m", "600", "mm");
  answer(survey, outfall, 2, "outlet_size_m", "0.8", "m");
  answer(survey, outfall, 2, "sewage_kind", "生活污水");
  answer(survey, outfall, 2, "surveyor", "张三");
  answer(survey, outfall, 3, "surveyor", "李四");
  answer(survey, outfall, 2, "ph", "7.1");
  answer(survey, outfall, 3, "ph", "7.4");
  const auto rows = must(forms::answersOf(survey.reader(), outfall, shippedForms()));
  REQUIRE(rows.size() == 6);
  const auto differs = [&](std::string_view id) { return std::ranges::find(rows, id, &forms::ComparedAnswer::question)->differs; };
  CHECK_FALSE(differs("flow_m3d"));
  CHECK_FALSE(differs("surroundings"));
  CHECK(differs("outlet_size_m"));
  CHECK_FALSE(differs("sewage_kind")); // one level alone
  CHECK_FALSE(differs("surveyor"));    // of the moment
  CHECK_FALSE(differs("ph"));
  CHECK(rows[0].question == "outlet_size_m"); // in the order of the form
}

TEST_CASE("the newest of a level is the one given last, however it came into the survey") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid outfall = addOutfall(survey, outfallNumber(1));
  answer(survey, outfall, 2, "note", "later", "", "2026-06-02T00:00:00.000Z");
  answer(survey, outfall, 2, "note", "synced afterwards", "", "2026-06-01T00:00:00.000Z");
  const auto rows = must(forms::answersOf(survey.reader(), outfall, shippedForms()));
  CHECK(rows.at(0).newest(2)->value == "later");
  CHECK_FALSE(forms::answersOf(survey.reader(), Fid{77}, shippedForms()));
}
