// SPDX-License-Identifier: GPL-3.0-or-later
#include "book.h"
#include "core/model/river.h"
#include "core/survey/assign_codes.h"
#include "core/survey/code_leases.h"
#include "core/survey/code_plan.h"
#include "tests/support/survey_builder.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

Outfall confirmed(const char* division, const char* class1, const char* code = "") {
  Outfall o;
  o.geometry = Point{125.3, 43.9};
  o.divisionCode = division;
  o.class1 = class1;
  o.basin = "AB";
  o.status = "已确认";
  o.codeNational = code;
  return o;
}

Fid add(store::SurveyFile& survey, const Outfall& outfall) {
  return addOutfall(survey, outfall);
}

std::string codeOf(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Outfall>(fid))->codeNational; }

CodeOptions options(const store::SurveyFile& survey) {
  CodeOptions made;
  made.device = survey.info().deviceId;
  return made;
}

} // namespace

TEST_CASE("a county is coded in walking order, in one undo step, and gaps are never refilled") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  River river;
  river.name = "伊通河";
  river.flowKnown = true;
  river.geometry = LineString{{{125.0, 44.0}, {125.4, 44.0}}};
  must(survey.edit("river", [&](store::Edit& edit) -> Result<> {
    auto given = edit.insert(river);
    return given ? Result<>{} : std::unexpected(given.error());
  }));
  const auto at = [&](double lon, double lat) {
    Outfall o = confirmed("220102", "其他排口");
    o.riverName = "伊通河";
    o.geometry = Point{lon, lat};
    return add(survey, o);
  };
  const Fid right = at(125.1, 43.999), mouth = at(125.3, 44.001), source = at(125.2, 44.001);
  Outfall unknown = confirmed("220102", "其他排口");
  unknown.basin.clear();
  const Fid without = add(survey, unknown);

  const CodePlan plan = must(planCodes(survey.reader(), jilinBook(), options(survey)));
  REQUIRE(plan.proposals.size() == 3);
  CHECK(plan.proposals[0].fid == source);
  CHECK(plan.proposals[0].after == "AB-220102-0001-QT-00");
  CHECK(plan.proposals[1].fid == mouth);
  CHECK(plan.proposals[2].fid == right);
  REQUIRE(plan.left.size() == 1);
  CHECK(plan.left[0].fid == without);
  CHECK(plan.left[0].missing == "basin");
  CHECK(codeOf(survey, source).empty()); // a plan writes nothing

  REQUIRE(must(applyCodes(survey, plan, codingLabel)).has_value());
  CHECK(codeOf(survey, right) == "AB-220102-0003-QT-00");
  must(survey.undo());
  CHECK(codeOf(survey, source).empty());
  CHECK(codeOf(survey, right).empty());
  // 0001 to 0003 were given once: the next ones come after them.
  CHECK(must(planCodes(survey.reader(), jilinBook(), options(survey))).proposals[0].after == "AB-220102-0004-QT-00");
  CHECK(must(proposeCode(survey.reader(), jilinBook(), confirmed("220102", "其他排口"))) == "AB-220102-0004-QT-00");
}

TEST_CASE("a plan that the survey has left behind is not carried out") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid first = add(survey, confirmed("220102", "工业排污口")), second = add(survey, confirmed("220102", "工业排污口"));
  const CodePlan plan = must(planCodes(survey.reader(), jilinBook(), options(survey)));
  must(survey.edit("typed", [&](store::Edit& edit) {
    return edit.setField(Layer::Outfalls, second, "code_national", Value{std::string("AB-220102-0001-GY-00")});
  }));
  const auto late = applyCodes(survey, plan, codingLabel);
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::PlanStale);
  CHECK(codeOf(survey, first).empty());
}

TEST_CASE("renumbering by the record changes the county that moved and what contradicts it, and no more") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid moved = add(survey, confirmed("220184", "工业排污口", "AB-220381-0007-GY-00"));
  const Fid branch = add(survey, confirmed("220184", "工业排污口", "AB-220381-0007-GY-01"));
  const Fid basin = add(survey, confirmed("220102", "工业排污口", "BA-220102-0003-GY-00"));
  const Fid type = add(survey, confirmed("220102", "其他排口", "AB-220102-0004-GY-00"));
  const Fid right = add(survey, confirmed("220102", "其他排口", "AB-220102-0005-YH-00")); // the older letters go with its class
  const Fid broken = add(survey, confirmed("220102", "其他排口", "AB-2201-5"));

  const CodePlan plan = must(planRenumbering(survey.reader(), jilinBook(), Renumbering::ByRecord, options(survey)));
  const auto after = [&](Fid fid) {
    const auto found = std::ranges::find(plan.proposals, fid, &CodeProposal::fid);
    return found == plan.proposals.end() ? std::string("as it was") : found->after;
  };
  CHECK(after(moved) == "AB-220184-0001-GY-00");
  CHECK(after(branch) == "AB-220184-0001-GY-01"); // follows its outfall
  CHECK(after(basin) == "AB-220102-0003-GY-00");  // same county and type: keeps its number
  CHECK(after(type) == "AB-220102-0001-QT-00");   // another series: another number
  CHECK(after(right) == "as it was");
  CHECK(after(broken) == "as it was");
  REQUIRE(plan.left.size() == 1);
  CHECK(plan.left[0].missing == "code_national");

  const auto entry = must(applyCodes(survey, plan, renumberingLabel));
  REQUIRE(entry.has_value());
  CHECK(codeOf(survey, branch) == "AB-220184-0001-GY-01");
  // The old → new table is what the journal keeps.
  CHECK(must(lastRenumbering(survey.reader())) == entry);
  const auto table = must(codeChanges(survey.reader(), *entry));
  REQUIRE(table.size() == 4);
  CHECK(table[0].after == "AB-220102-0001-QT-00");
  CHECK(table[0].before == "AB-220102-0004-GY-00");
  const std::string csv = codeChangesCsv(table);
  CHECK(csv.starts_with("\xEF\xBB\xBF"));
  CHECK(csv.find("AB-220381-0007-GY-00,AB-220184-0001-GY-00\r\n") != std::string::npos);
  // Nothing is left to do, the old numbers stay given, and one step takes all of it back.
  CHECK(must(planRenumbering(survey.reader(), jilinBook(), Renumbering::ByRecord, options(survey))).proposals.empty());
  CHECK(must(survey.reader().highestCodeNumber("220381/GY")) == 7);
  must(survey.undo());
  CHECK(codeOf(survey, moved) == "AB-220381-0007-GY-00");
  CHECK_FALSE(must(lastRenumbering(survey.reader())).has_value());
  CHECK(codeChanges(survey.reader(), EntryId{99999}).error().code == ErrorCode::RecordMissing);
}

TEST_CASE("renumbering in order gives new numbers along the river") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const auto at = [&](double chainage, const char* code) {
    Outfall o = confirmed("220102", "工业排污口", code);
    o.riverName = "伊通河";
    o.bank = "左岸";
    o.chainage = chainage;
    return add(survey, o);
  };
  const Fid low = at(900, "AB-220102-0001-GY-00"), high = at(100, "AB-220102-0002-GY-00");
  const CodePlan plan = must(planRenumbering(survey.reader(), jilinBook(), Renumbering::InOrder, options(survey)));
  REQUIRE(must(applyCodes(survey, plan, renumberingLabel)).has_value());
  CHECK(codeOf(survey, high) == "AB-220102-0003-GY-00");
  CHECK(codeOf(survey, low) == "AB-220102-0004-GY-00");
}

TEST_CASE("branches of an outfall take the next extensions, those of imports and of the past counted") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid main = add(survey, confirmed("220102", "工业排污口", "AB-220102-0017-GY-00"));
  add(survey, confirmed("220102", "工业排污口", "AB-220102-0017-GY-03"));
  const Fid a = add(survey, confirmed("220102", "工业排污口")), b = add(survey, confirmed("220102", "工业排污口"));
  const CodePlan plan = must(planBranches(survey.reader(), jilinBook(), main, std::vector{a, b}));
  REQUIRE(must(applyCodes(survey, plan, branchLabel)).has_value());
  CHECK(codeOf(survey, a) == "AB-220102-0017-GY-04");
  CHECK(codeOf(survey, b) == "AB-220102-0017-GY-05");
  must(survey.undo());
  CHECK(must(planBranches(survey.reader(), jilinBook(), main, std::vector{a})).proposals[0].after == "AB-220102-0017-GY-06");
  CHECK(planBranches(survey.reader(), jilinBook(), a, std::vector{b}).error().code == ErrorCode::CodePartsMissing);
  CHECK(planBranches(survey.reader(), jilinBook(), Fid{5}, std::vector{b}).error().code == ErrorCode::RecordMissing);
}

TEST_CASE("reserved numbers are given only for their purpose") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  add(survey, confirmed("220102", "工业排污口", "AB-220102-0002-GY-00"));
  CHECK(reserveNumbers(survey, "220102/GY", 1, 5, "一队").error().code == ErrorCode::CodeNumberTaken);
  must(reserveNumbers(survey, "220102/GY", 10, 11, "一队"));
  CHECK(reserveNumbers(survey, "220102/GY", 11, 12, "二队").error().code == ErrorCode::CodeNumberTaken);
  CHECK(reserveNumbers(survey, "220102", 20, 21, "二队").error().code == ErrorCode::ValueInvalid);
  const Fid fid = add(survey, confirmed("220102", "工业排污口"));
  CHECK(must(planCodes(survey.reader(), jilinBook(), options(survey))).proposals[0].after == "AB-220102-0012-GY-00");
  CodeOptions team = options(survey);
  team.reserve = "一队";
  const CodePlan plan = must(planCodes(survey.reader(), jilinBook(), team));
  CHECK(plan.proposals[0].after == "AB-220102-0010-GY-00");
  must(applyCodes(survey, plan, codingLabel));
  CHECK(codeOf(survey, fid) == "AB-220102-0010-GY-00");
  CHECK(must(codeLeases(survey.reader()))[0].free == std::vector{11});
}
