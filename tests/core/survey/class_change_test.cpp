// SPDX-License-Identifier: GPL-3.0-or-later
#include "book.h"
#include "core/survey/class_change.h"
#include "tests/support/survey_builder.h"

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

Fid addCoded(store::SurveyFile& survey, const char* code) {
  Outfall o;
  o.geometry = Point{125.3, 43.9};
  o.divisionCode = "220102";
  o.class1 = "工业排污口";
  o.class2 = "工矿企业排污口";
  o.class3 = "工业企业排污口";
  o.basin = "AB";
  o.codeNational = code;
  o.status = "已确认";
  return addOutfall(survey, o);
}

std::string codeAt(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Outfall>(fid))->codeNational; }

const rules::OutfallClasses farming{"农业排口", "大中型灌区排口", ""};

} // namespace

TEST_CASE("another first-level class gives the number anew, branches follow, and it is one step") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid main = addCoded(survey, "AB-220102-0003-GY-00"), branch = addCoded(survey, "AB-220102-0003-GY-01"), other = addCoded(survey, "AB-220102-0004-GY-00");
  const ClassChange change = must(planClassChange(survey.reader(), jilinBook(), main, farming, survey.info().deviceId));
  REQUIRE(change.codes.size() == 2);
  CHECK(change.codes[0].after == "AB-220102-0001-NY-00");
  CHECK(change.codes[1].fid == branch);
  CHECK(change.codes[1].after == "AB-220102-0001-NY-01");
  CHECK(codeAt(survey, main) == "AB-220102-0003-GY-00"); // a plan writes nothing
  REQUIRE(must(applyClassChange(survey, change, true, true)).has_value());
  CHECK(codeAt(survey, main) == "AB-220102-0001-NY-00");
  CHECK(codeAt(survey, branch) == "AB-220102-0001-NY-01");
  CHECK(codeAt(survey, other) == "AB-220102-0004-GY-00");
  CHECK(must(codeChanges(survey.reader(), must(store::entries(survey.reader(), 1)).front().id)).size() == 2);
  must(survey.undo());
  CHECK(codeAt(survey, main) == "AB-220102-0003-GY-00");
  CHECK(must(survey.reader().get<Outfall>(main))->class1 == "工业排污口");
}

TEST_CASE("a class of the same first level leaves the code, and a plan left behind is not carried out") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid main = addCoded(survey, "AB-220102-0003-GY-00");
  CHECK(must(planClassChange(survey.reader(), jilinBook(), main, {"工业排污口", "工矿企业排污口", "矿山排污口"}, {})).codes.empty());
  const ClassChange change = must(planClassChange(survey.reader(), jilinBook(), main, farming, {}));
  must(survey.edit("typed", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, main, "class_3", Value{std::string("尾矿库排污口")}); }));
  const auto late = applyClassChange(survey, change, true, true);
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::PlanStale);
  CHECK(must(survey.reader().get<Outfall>(main))->class1 == "工业排污口");
  CHECK(planClassChange(survey.reader(), jilinBook(), Fid{5}, farming, {}).error().code == ErrorCode::RecordMissing);
}

TEST_CASE("a number that was given and taken away meanwhile is not given again with a class") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid main = addCoded(survey, "AB-220102-0003-GY-00");
  const ClassChange change = must(planClassChange(survey.reader(), jilinBook(), main, farming, {}));
  REQUIRE(change.codes.size() == 1);
  const Fid quicker = addCoded(survey, change.codes[0].after.c_str());
  must(survey.edit("typed", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, quicker, "code_national", Value{std::string("AB-220102-0002-NY-00")}); }));
  const auto late = applyClassChange(survey, change, true, true);
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::PlanStale);
  CHECK(codeAt(survey, main) == "AB-220102-0003-GY-00");
  CHECK(must(applyClassChange(survey, change, false, false)).has_value()); // the class without the code
}
