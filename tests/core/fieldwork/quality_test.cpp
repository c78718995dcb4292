// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/quality.h"

#include "core/model/track.h"
#include "tests/core/fieldwork/work.h"

#include <set>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

SurveyReach walkedReach(int n, const std::string& team = "一队") {
  SurveyReach reach;
  reach.name = "河段" + std::to_string(n);
  reach.bank = "左岸";
  reach.team = team;
  reach.state = "待质控";
  reach.stateAt = "2026-06-01T00:00:00.000Z";
  reach.geometry = LineString{{{125.3, 44.0 - n * 0.01}, {125.3, 44.0 - n * 0.01 - 0.009}}};
  reach.lengthM = 1000;
  return reach;
}

constexpr const char* later = "2026-06-02T00:00:00.000Z";

template <class T>
ErrorCode codeOf(const Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

} // namespace

TEST_CASE("a seed draws the same on every machine, each as likely, without putting back") {
  // Worked out once by hand from SplitMix64's published constants.
  CHECK(drawWithSeed(1, 10, 3) == drawWithSeed(1, 10, 3));
  CHECK(drawWithSeed(1, 100, 5) != drawWithSeed(2, 100, 5));
  CHECK(drawWithSeed(7, 4, 9) == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(drawWithSeed(7, 0, 3).empty());
  std::vector<int> times(20, 0);
  for (std::uint64_t seed = 0; seed < 10000; ++seed) {
    const auto drawn = drawWithSeed(seed, 20, 4);
    CHECK(std::set<std::size_t>(drawn.begin(), drawn.end()).size() == 4);
    for (const std::size_t i : drawn) ++times[i];
  }
  for (const int n : times) CHECK(std::abs(n - 2000) < 200);
}

TEST_CASE("a sample takes the rule book's share of each team's walked reaches, one at least, and can be drawn again from its seed") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  for (int i = 0; i < 45; ++i) add(survey, walkedReach(i));
  for (int i = 45; i < 48; ++i) add(survey, walkedReach(i, "二队"));
  CHECK(codeOf(drawSample(survey, work(), 42, desk())) == ErrorCode::MoveNotByRole);
  CHECK(codeOf(drawSample(survey, work(), 42, team())) == ErrorCode::MoveNotByRole);
  const auto first = must(drawSample(survey, work(), 42, quality(), later));
  CHECK(std::ranges::count(first, "一队", &QualityCheck::firstTeam) == 3); // 5 % of 45, rounded up
  CHECK(std::ranges::count(first, "二队", &QualityCheck::firstTeam) == 1);
  must(survey.undo());
  const auto again = must(drawSample(survey, work(), 42, quality(), later));
  REQUIRE(again.size() == first.size());
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i].reachFid == again[i].reachFid);
  for (const QualityCheck& check : again) CHECK(check.seed == 42);
}

TEST_CASE("the counts are held against the rule book's limits, and a failed reach goes back in the same entry") {
  struct Case {
    Rewalk found;
    bool passes;
    double miss, wrong;
  };
  for (const Case& one : std::vector<Case>{{{.missed = 1, .wrong = 1, .recorded = 20, .note = {}}, true, 1.0 / 21, 0.05},
                                           {{.missed = 2, .wrong = 0, .recorded = 20, .note = {}}, false, 2.0 / 22, 0},
                                           {{.missed = 0, .wrong = 2, .recorded = 20, .note = {}}, false, 0, 0.1},
                                           {{.missed = 0, .wrong = 0, .recorded = 0, .note = {}}, true, 0, 0},
                                           {{.missed = 1, .wrong = 0, .recorded = 0, .note = {}}, false, 1, 0}}) {
    const TempFolder folder;
    auto survey = newSurvey(folder);
    const Fid reach = add(survey, walkedReach(1));
    const Fid check = must(drawSample(survey, work(), 1, quality(), later)).at(0).fid;
    const QualityCheck closed = must(closeCheck(survey, work(), check, one.found, quality()));
    INFO(one.found.missed << " missed, " << one.found.wrong << " wrong of " << *one.found.recorded);
    CHECK(closed.passed == one.passes);
    CHECK(std::abs(*closed.missShare - one.miss) < 1e-12);
    CHECK(std::abs(*closed.wrongShare - one.wrong) < 1e-12);
    const SurveyReach after = get<SurveyReach>(survey, reach);
    CHECK(stateOf(after) == (one.passes ? ReachState::Walked : ReachState::Returned));
    CHECK(after.walkSince.empty() == one.passes);
    if (!one.passes) CHECK(after.reason.contains("漏查 " + std::to_string(one.found.missed)));
    CHECK(codeOf(closeCheck(survey, work(), check, one.found, quality())) == ErrorCode::MoveNotFromHere);
    must(survey.undo());
    CHECK(stateOf(get<SurveyReach>(survey, reach)) == ReachState::Walked);
    CHECK_FALSE(get<QualityCheck>(survey, check).passed.has_value());
  }
}

TEST_CASE("a check is closed by quality control that did not walk, with counts that can be; refusals name the clause") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  add(survey, walkedReach(1));
  const Fid check = must(drawSample(survey, work(), 1, quality(), later)).at(0).fid;
  const Rewalk fine{.missed = 0, .wrong = 0, .recorded = 5, .note = {}};
  for (const Actor& actor : {desk(), team()}) {
    const auto refused = closeCheck(survey, work(), check, fine, actor);
    CHECK(codeOf(refused) == ErrorCode::MoveNotByRole);
    CHECK(refused.error().args.at(4).contains("HJ 1232-2021 第9章"));
  }
  const auto own = closeCheck(survey, work(), check, fine, {SurveyRole::Quality, "一队"});
  CHECK(codeOf(own) == ErrorCode::MoveNeeds);
  CHECK(own.error().args.at(2).contains("不能查自己"));
  CHECK(codeOf(closeCheck(survey, work(), check, {.missed = -1, .wrong = 0, .recorded = 5, .note = {}}, quality())) == ErrorCode::ValueInvalid);
  CHECK(codeOf(closeCheck(survey, work(), check, {.missed = 0, .wrong = 6, .recorded = 5, .note = {}}, quality())) == ErrorCode::ValueInvalid);
  CHECK(codeOf(closeCheck(survey, work(), Fid{5}, fine, quality())) == ErrorCode::RecordMissing);
}

TEST_CASE("a reach passes by its own check, or by its team's sample when it was not drawn, never by an earlier walk's") {
  const SurveyReach drawn = [] { SurveyReach r = walkedReach(1); r.fid = Fid{1}; return r; }();
  const SurveyReach other = [] { SurveyReach r = walkedReach(2); r.fid = Fid{2}; return r; }();
  QualityCheck check;
  check.reachFid = Fid{1};
  check.firstTeam = "一队";
  check.drawnAt = later;
  const auto pass = [&](const SurveyReach& reach) { return passedByChecks(reach, std::array{check}); };
  CHECK_FALSE(pass(drawn)); // open
  CHECK_FALSE(pass(other));
  check.passed = true;
  CHECK(pass(drawn));
  CHECK(pass(other));
  check.passed = false;
  CHECK_FALSE(pass(drawn));
  CHECK_FALSE(pass(other));
  check.passed = true;
  check.drawnAt = "2026-05-01T00:00:00.000Z";
  CHECK_FALSE(pass(drawn));
  check.drawnAt = later;
  check.firstTeam = "二队";
  CHECK_FALSE(pass(other));
  CHECK_FALSE(passedByChecks(drawn, {}));
}

TEST_CASE("a reach is walked, checked, sent back, walked anew and passed; each step is refused while something is missing") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  SurveyReach fresh = walkedReach(0);
  fresh.state = "待排查";
  const Fid reach = add(survey, fresh);
  Candidate candidate;
  candidate.geometry = Point{125.3002, 43.995};
  candidate.status = "疑似";
  candidate.surveyLevel = 2;
  candidate.team = "一队";
  candidate.reachFid = reach;
  const Fid point = add(survey, candidate);
  const auto step = [&](const char* move, const Actor& actor, MoveDetails details = {}) {
    return moveReaches(survey, work(), move, std::array{reach}, actor, details);
  };
  must(step("start", team(), {.at = "2026-06-01T01:00:00.000Z"}));
  const auto unsettled = step("finish", team());
  CHECK(codeOf(unsettled) == ErrorCode::MoveNeeds);
  CHECK(unsettled.error().args.at(2).contains("第二级待查"));
  must(moveCandidates(survey, work(), "confirm", std::array{point}, team(), {}));
  const auto uncovered = step("finish", team());
  CHECK(codeOf(uncovered) == ErrorCode::MoveNeeds);
  CHECK(uncovered.error().args.at(2).contains("覆盖率"));
  Track track;
  track.team = "一队";
  track.startedAt = "2026-06-01T01:00:00.000Z";
  track.endedAt = "2026-06-01T02:00:00.000Z";
  track.geometry = LineString{{{125.3002, 44.0}, {125.3002, 43.991}}};
  add(survey, track);
  must(step("finish", team(), {.at = "2026-06-01T03:00:00.000Z"}));
  CHECK(codeOf(step("pass", quality())) == ErrorCode::MoveNeeds);
  const Fid first = must(drawSample(survey, work(), 3, quality(), later)).at(0).fid;
  CHECK(codeOf(step("pass", quality())) == ErrorCode::MoveNeeds);
  must(closeCheck(survey, work(), first, {.missed = 1, .wrong = 0, .recorded = std::nullopt, .note = {}}, quality(), "2026-06-02T05:00:00.000Z"));
  CHECK(get<QualityCheck>(survey, first).recorded == 1); // its confirmed candidates
  CHECK(stateOf(get<SurveyReach>(survey, reach)) == ReachState::Returned);
  must(step("start", team(), {.at = "2026-06-03T00:00:00.000Z"}));
  const auto old = step("finish", team());
  CHECK(codeOf(old) == ErrorCode::MoveNeeds); // the walk of before does not count
  track.startedAt = "2026-06-03T01:00:00.000Z";
  track.endedAt = "2026-06-03T02:00:00.000Z";
  add(survey, track);
  must(step("finish", team(), {.at = "2026-06-03T03:00:00.000Z"}));
  CHECK(codeOf(step("pass", quality())) == ErrorCode::MoveNeeds); // the failed check is of the walk before
  const auto second = must(drawSample(survey, work(), 4, quality(), "2026-06-04T00:00:00.000Z"));
  REQUIRE(second.size() == 1);
  must(closeCheck(survey, work(), second[0].fid, {.missed = 0, .wrong = 0, .recorded = std::nullopt, .note = {}}, quality()));
  must(step("pass", quality()));
  CHECK(stateOf(get<SurveyReach>(survey, reach)) == ReachState::Passed);
  CHECK(codeOf(moveReaches(survey, work(), "fly", std::array{reach}, desk(), {})) == ErrorCode::MoveUnknown);
}
