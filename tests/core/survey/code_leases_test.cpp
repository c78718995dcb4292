// SPDX-License-Identifier: GPL-3.0-or-later
#include "book.h"
#include "core/survey/code_leases.h"
#include "core/survey/code_plan.h"
#include "tests/core/sync/copies.h"
#include "tests/support/survey_builder.h"

#include <algorithm>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::survey;
using namespace suyuan::test;

namespace {

Fid addConfirmed(store::SurveyFile& survey, const char* class1, const std::string& team) {
  Outfall o;
  o.geometry = Point{125.3, 43.9};
  o.divisionCode = "220102";
  o.class1 = class1;
  o.basin = "AB";
  o.status = "已确认";
  o.team = team;
  return addOutfall(survey, o);
}

CodePlan planFor(store::SurveyFile& survey, const std::string& team) {
  CodeOptions options;
  options.device = survey.info().deviceId;
  options.where = "team = '" + team + "'";
  return must(planCodes(survey.reader(), jilinBook(), options));
}

std::vector<CodeLease> mine(store::SurveyFile& survey) {
  auto leases = must(codeLeases(survey.reader()));
  std::erase_if(leases, [&](const CodeLease& l) { return l.holder != survey.info().deviceId; });
  return leases;
}

} // namespace

TEST_CASE("a lease counts once the hub has it, and from the first lease on nobody numbers without one") {
  Copies copies(2);
  addConfirmed(copies[0], "工业排污口", "甲");
  addConfirmed(copies[1], "工业排污口", "乙");
  const CodeLease lease = must(takeLease(copies[0], "220102/GY", 3));
  CHECK(lease.numbers == std::vector{1, 2, 3});
  CHECK_FALSE(mine(copies[0]).at(0).confirmed);
  CodePlan plan = planFor(copies[0], "甲");
  CHECK(plan.proposals.empty());
  REQUIRE(plan.left.size() == 1);
  CHECK(plan.left[0].missing == "lease");

  copies.sync(0);
  CHECK(mine(copies[0]).at(0).confirmed);
  plan = planFor(copies[0], "甲");
  REQUIRE(plan.proposals.size() == 1);
  CHECK(plan.proposals[0].after == "AB-220102-0001-GY-00");
  must(applyCodes(copies[0], plan, codingLabel));
  CHECK(mine(copies[0]).at(0).free == std::vector{2, 3});

  copies.sync(1); // hears of the lease
  plan = planFor(copies[1], "乙");
  CHECK(plan.proposals.empty());
  CHECK(plan.left.at(0).missing == "lease");
  must(takeLease(copies[1], "220102/GY", 2));
  copies.sync(1);
  CHECK(planFor(copies[1], "乙").proposals.at(0).after == "AB-220102-0004-GY-00");
}

TEST_CASE("two devices that took the same numbers before they met keep what the hub had first") {
  Copies copies(2);
  must(takeLease(copies[0], "220102/GY", 3));
  must(takeLease(copies[1], "220102/GY", 5));
  copies.sync(1);
  copies.sync(0);
  copies.settle();
  copies.requireEqual();
  CHECK(mine(copies[1]).at(0).numbers == std::vector{1, 2, 3, 4, 5});
  CHECK(mine(copies[0]).empty());
  must(takeLease(copies[0], "220102/GY", 2)); // above all that was taken
  CHECK(mine(copies[0]).at(0).numbers == std::vector{6, 7});
}

TEST_CASE("numbers that were set aside are not in the way of undo") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = addConfirmed(survey, "工业排污口", "甲");
  must(takeLease(survey, "220102/GY", 3));
  must(reserveNumbers(survey, "220102/GY", 7, 8, "一队"));
  must(survey.undo());
  CHECK_FALSE(must(survey.reader().get<Outfall>(fid)).has_value());
  CHECK(must(codeLeases(survey.reader())).size() == 2);
  CHECK(survey.undo().error().code == ErrorCode::NothingToUndo);
}

TEST_CASE("a lease that cannot be is refused") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  CHECK(takeLease(survey, "220102/GY", 0).error().code == ErrorCode::ValueInvalid);
  CHECK(takeLease(survey, "220102/gy", 1).error().code == ErrorCode::ValueInvalid);
  CHECK(takeLease(survey, "220100/GY", 1).error().code == ErrorCode::ValueInvalid);
  must(takeLease(survey, "220102/GY", 9990));
  const auto full = takeLease(survey, "220102/GY", 10);
  REQUIRE_FALSE(full.has_value());
  CHECK(full.error().code == ErrorCode::CodeNumbersExhausted);
  CHECK(full.error().args == std::vector<std::string>{"220102/GY"});
}

TEST_CASE("devices with leases never give one number twice, whatever the order of their work") {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Copies copies(4);
    must(takeLease(copies[0], "220102/GY", 1)); // the first lease: all hear of it before they part
    copies.settle();
    int given = 0;
    for (int step = 0; step < 60; ++step) {
      const int k = static_cast<int>(random() % 4);
      const std::string team = "队" + std::to_string(k);
      store::SurveyFile& survey = copies[k];
      switch (random() % 5) {
      case 0: must(takeLease(survey, random() % 2 ? "220102/GY" : "220102/QT", 1 + static_cast<int>(random() % 4))); break;
      case 1: copies.sync(k); break;
      case 2: addConfirmed(survey, random() % 2 ? "工业排污口" : "其他排口", team); break;
      case 3:
        addConfirmed(survey, random() % 2 ? "工业排污口" : "其他排口", team);
        [[fallthrough]];
      default: {
        const CodePlan plan = planFor(survey, team);
        given += static_cast<int>(plan.proposals.size());
        must(applyCodes(survey, plan, codingLabel));
      }
      }
    }
    copies.settle();
    copies.requireEqual();
    CHECK(given > 5);
    std::set<std::string> codes;
    int coded = 0;
    must(copies[0].reader().scan(Layer::Outfalls, {}, [&](const Row& row) {
      const Outfall o = fromRow<Outfall>(row);
      if (o.codeNational.empty()) return true;
      ++coded;
      CHECK(codes.insert(o.codeNational.substr(0, 17)).second);
      return true;
    }));
    CHECK(coded == given);
    for (int k = 0; k < 4; ++k) CHECK(copies.sync(k).openConflicts == 0);
  }
}
