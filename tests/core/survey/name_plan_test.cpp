// SPDX-License-Identifier: GPL-3.0-or-later
#include "book.h"
#include "core/survey/assign_codes.h"
#include "core/survey/name_plan.h"
#include "tests/support/survey_builder.h"

#include <algorithm>
#include <map>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

Outfall storm(double chainage, const char* address = "伊通河大桥", const char* name = "") {
  Outfall o;
  o.geometry = Point{125.3, 43.9};
  o.divisionCode = "220102";
  o.township = "南岭街道";
  o.address = address;
  o.class1 = "其他排口";
  o.class2 = "城镇雨洪排口";
  o.riverName = "伊通河";
  o.bank = "左岸";
  o.chainage = chainage;
  o.name = name;
  return o;
}

Fid add(store::SurveyFile& survey, const Outfall& outfall) {
  return addOutfall(survey, outfall);
}

std::string nameOf(store::SurveyFile& survey, Fid fid) { return must(survey.reader().get<Outfall>(fid))->name; }

constexpr auto stem = "长春市南关区南岭街道伊通河大桥";

} // namespace

TEST_CASE("thirty outfalls are named in one go, shown before and taken back in one step") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  std::vector<Fid> fids;
  for (int i = 0; i < 30; ++i) fids.push_back(add(survey, storm(1000 - i))); // added from the mouth up
  const Fid alone = add(survey, storm(5, "幸福街口"));
  const NamePlan plan = must(planNames(survey.reader(), jilinBook(), {}));
  REQUIRE(plan.proposals.size() == 31);
  CHECK(nameOf(survey, fids[0]).empty()); // a plan writes nothing
  CHECK(plan.proposals[0].fid == alone);
  CHECK(plan.proposals[0].after == "长春市南关区南岭街道幸福街口城镇雨洪排口"); // alone: no number
  CHECK(plan.proposals[1].fid == fids[29]);
  CHECK(plan.proposals[1].after == std::string(stem) + "1#城镇雨洪排口");
  CHECK(plan.proposals[30].after == std::string(stem) + "30#城镇雨洪排口");
  REQUIRE(must(applyNames(survey, plan)).has_value());
  CHECK(nameOf(survey, fids[0]) == std::string(stem) + "30#城镇雨洪排口");
  must(survey.undo());
  for (const Fid fid : fids) CHECK(nameOf(survey, fid).empty());
}

TEST_CASE("numbers go on from those that are there, and a name that has none counts as the first") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  add(survey, storm(1, "伊通河大桥", "长春市南关区南岭街道伊通河大桥城镇雨洪排口"));
  const Fid one = add(survey, storm(2));
  CHECK(must(planNames(survey.reader(), jilinBook(), {})).proposals.at(0).after == std::string(stem) + "2#城镇雨洪排口");
  add(survey, storm(3, "伊通河大桥", "长春市南关区南岭街道伊通河大桥7#城镇雨洪排口"));
  add(survey, storm(3, "伊通河大桥", "长春市南关区南岭街道伊通河大桥9号楼城镇雨洪排口"));
  CHECK(must(planNames(survey.reader(), jilinBook(), {})).proposals.at(0).after == std::string(stem) + "8#城镇雨洪排口");
  // Asked for alone, by its fid, it is the same; others are left.
  NameQuery query;
  query.fids = {one};
  CHECK(must(planNames(survey.reader(), jilinBook(), query)).proposals.size() == 1);
}

TEST_CASE("a number once given stays with its outfall, whatever the order along the river") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const std::string head = stem, tail = "城镇雨洪排口";
  const Fid second = add(survey, storm(1, "伊通河大桥", (head + "2#" + tail).c_str()));
  const Fid first = add(survey, storm(2, "伊通河大桥", (head + "1#" + tail).c_str()));
  const Fid plain = add(survey, storm(3, "伊通河大桥", (head + tail).c_str()));
  const Fid twice = add(survey, storm(4, "伊通河大桥", (head + "2#" + tail).c_str())); // the same as one nearer the source
  add(survey, storm(5, "幸福街口", (std::string("长春市南关区南岭街道幸福街口") + tail).c_str()));
  const Fid next = add(survey, storm(6, "幸福街口"));
  NameQuery query;
  query.overwrite = true;
  const NamePlan plan = must(planNames(survey.reader(), jilinBook(), query));
  CHECK(plan.alreadyRight == 3);
  std::map<Fid, std::string> given;
  for (const NameProposal& one : plan.proposals) given[one.fid] = one.after;
  CHECK_FALSE(given.contains(second));
  CHECK_FALSE(given.contains(first));
  CHECK(given[plain] == head + "3#" + tail); // 1# is taken
  CHECK(given[twice] == head + "4#" + tail);
  CHECK(given[next] == "长春市南关区南岭街道幸福街口2#" + tail);
  CHECK(given.size() == 3);
}

TEST_CASE("written names are shown against their template before they are overwritten") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = add(survey, storm(1, "伊通河大桥", "长春市伊通河大桥种植业排口"));
  add(survey, storm(2, "幸福街口", "长春市南关区南岭街道幸福街口城镇雨洪排口"));
  CHECK(must(planNames(survey.reader(), jilinBook(), {})).proposals.empty()); // both have names
  NameQuery query;
  query.overwrite = true;
  const NamePlan plan = must(planNames(survey.reader(), jilinBook(), query));
  REQUIRE(plan.proposals.size() == 1);
  CHECK(plan.alreadyRight == 1);
  CHECK(plan.proposals[0].before == "长春市伊通河大桥种植业排口");
  std::vector<std::string> differing;
  for (const auto& row : plan.proposals[0].parts)
    if (row.differs) differing.push_back(row.part);
  CHECK(differing == std::vector<std::string>{"county", "township", "suffix"});
  // Renamed by somebody else meanwhile: nothing of the plan is done.
  must(survey.edit("rename", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, fid, "name", Value{std::string("别名")}); }));
  CHECK(applyNames(survey, plan).error().code == ErrorCode::PlanStale);
  CHECK(nameOf(survey, fid) == "别名");
}

TEST_CASE("what no name can be made for is said") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Outfall nowhere = storm(1);
  nowhere.divisionCode.clear();
  Outfall bare = storm(1, "");
  bare.riverName.clear();
  bare.bank.clear();
  const Fid a = add(survey, nowhere), b = add(survey, bare);
  const NamePlan plan = must(planNames(survey.reader(), jilinBook(), {}));
  CHECK(plan.proposals.empty());
  REQUIRE(plan.left.size() == 2);
  for (const Unnamed& one : plan.left) CHECK(one.missing == (one.fid == a ? "division_code" : "address"));
  CHECK(must(proposeName(survey.reader(), jilinBook(), *must(survey.reader().get<Outfall>(b)))) == "长春市南关区南岭街道城镇雨洪排口");
}
