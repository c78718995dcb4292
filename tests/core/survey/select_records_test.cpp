// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/select_records.h"
#include "core/model/channel.h"
#include "core/model/unit.h"
#include "tests/core/survey/book.h"
#include "tests/support/survey_builder.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

struct Selected {
  TempFolder folder;
  store::SurveyFile survey = newSurvey(folder);

  Selected() {
    must(survey.edit("fill", [](store::Edit& e) -> Result<> {
      Unit unit;
      unit.name = "长春水务";
      const Fid owner = must(e.insert(unit));
      for (int i = 0; i < 3; ++i) {
        Outfall outfall;
        outfall.name = "口" + std::to_string(i);
        outfall.status = i == 0 ? "疑似" : "已确认";
        outfall.surveyLevel = i;
        if (i == 1) outfall.unitFid = owner;
        if (i < 2) outfall.geometry = Point{125.3 + i, 43.9};
        SUYUAN_TRY(e.insert(outfall));
      }
      Channel channel;
      channel.length = 12;
      channel.geometry = LineString{{{125.30, 43.9}, {125.31, 43.9}}};
      SUYUAN_TRY(e.insert(channel));
      return {};
    }));
  }
  /// Their names, sorted and joined.
  std::string names(std::string_view condition) {
    auto reader = must(survey.openReader());
    std::vector<std::string> found;
    for (const std::int64_t fid : must(recordsWhere(reader, jilinBook(), Layer::Outfalls, condition))) found.push_back(must(reader.get<Outfall>(Fid{fid})).value().name);
    std::ranges::sort(found);
    std::string all;
    for (const auto& name : found) all += name;
    return all;
  }
};

} // namespace

TEST_CASE("records are selected by fields, numbers, patterns, functions and the linked record") {
  Selected s;
  CHECK(s.names("status = '已确认'") == "口1口2");
  CHECK(s.names("survey_level > 0 and name matches '*2'") == "口2");
  CHECK(s.names("unit.name = '长春水务'") == "口1");
  CHECK(s.names("unit_found()") == "口1");
  CHECK(s.names("not unit_found()") == "口0口2");
  CHECK(s.names("has_position() and lon() > 126") == "口1");
  CHECK(s.names("not has_position()") == "口2");
}

TEST_CASE("other layers are selected too, and all records of a layer with or without a place") {
  Selected s;
  auto reader = must(s.survey.openReader());
  CHECK(must(recordsWhere(reader, jilinBook(), Layer::Channels, "length_m < 20 and line_length() > 500")).size() == 1);
  CHECK(must(recordsWhere(reader, jilinBook(), Layer::Channels, "length_m > 20")).empty());
  CHECK(must(allRecords(reader, Layer::Outfalls)).size() == 3);
}

TEST_CASE("a condition that is wrong, or asks what a selection does not read, is refused and not taken for false") {
  Selected s;
  auto reader = must(s.survey.openReader());
  for (const char* wrong : {"colour = 'red'", "", "status =", "photos() = 0", "in_zone('*')"}) {
    INFO(wrong);
    const auto found = recordsWhere(reader, jilinBook(), Layer::Outfalls, wrong);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::FilterInvalid);
    CHECK_FALSE(selectCondition(wrong, Layer::Outfalls).has_value());
  }
}
