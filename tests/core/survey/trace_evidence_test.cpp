// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/trace_evidence.h"

#include "core/model/channel.h"
#include "core/model/trace_link.h"
#include "core/model/unit.h"
#include "core/survey/trace_survey.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::survey;
using test::must;

TEST_CASE("a trace is as sure as its weakest link, channels and links alike") {
  const test::TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);
  Fid outfall, unit, assumed;
  must(survey.edit("fill", [&](store::Edit& edit) -> Result<> {
    Outfall o;
    o.geometry = Point{125.30, 43.9};
    outfall = edit.insert(o).value();
    Unit u;
    u.geometry = Point{125.33, 43.9};
    unit = edit.insert(u).value();
    Channel c;
    c.source = "排水管网图"; // of a record: known
    c.geometry = LineString{{{125.31, 43.9}, {125.30, 43.9}}};
    SUYUAN_TRY(edit.insert(c));
    c.source.clear(); // nobody says whence
    c.geometry = LineString{{{125.32, 43.9}, {125.31, 43.9}}};
    SUYUAN_TRY(edit.insert(c));
    c.evidence = "假定", c.name = "末段";
    c.geometry = LineString{{{125.33, 43.9}, {125.32, 43.9}}};
    assumed = edit.insert(c).value();
    return {};
  }));
  const auto graph = must(buildNetwork(survey.reader()));
  const auto trace = must(traceSurvey(graph, {.from = {Layer::Outfalls, outfall}}));
  auto evidence = must(evidenceOf(survey.reader(), trace.result));
  CHECK(evidence.weakest == Certainty::Assumed);
  CHECK(evidence.channels == std::array<std::size_t, 4>{1, 1, 1, 0});
  REQUIRE(evidence.weak.size() == 2);
  CHECK(evidence.weak[0].fid == assumed);
  CHECK(evidence.weak[0].name == "末段");
  must(survey.edit("surer", [&](store::Edit& edit) { return edit.setField(Layer::Channels, assumed, "evidence", Value{std::string("确定")}); }));
  CHECK(must(evidenceOf(survey.reader(), trace.result)).weakest == Certainty::Inferred);
  must(survey.edit("link", [&](store::Edit& edit) -> Result<> {
    TraceLink link;
    link.outfallFid = outfall, link.unitFid = unit, link.certainty = "assumed", link.method = "水质指纹";
    SUYUAN_TRY(edit.insert(link));
    return {};
  }));
  evidence = must(evidenceOf(survey.reader(), trace.result));
  CHECK(evidence.weakest == Certainty::Assumed);
  CHECK(evidence.weak[0].method == "水质指纹");
  CHECK(must(evidenceOf(survey.reader(), {})).weakest == Certainty::Known);
}
