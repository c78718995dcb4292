// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/moves.h"

#include "core/model/outfall.h"
#include "tests/core/fieldwork/work.h"

#include <map>
#include <set>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

using Stage = CandidateStage;
using Role = SurveyRole;

Candidate candidateAt(Stage stage) {
  Candidate c;
  c.geometry = Point{125.3, 43.9};
  c.name = "桥下管口";
  c.source = "无人机解译";
  c.team = "一队";
  c.status = stage == Stage::Confirmed ? "已确认" : stage == Stage::Excluded ? "已排除" : "疑似";
  c.surveyLevel = stage == Stage::Listed ? 1 : stage == Stage::Difficult ? 3 : 2;
  return c;
}

SurveyReach reachAt(ReachState state) {
  SurveyReach r;
  r.name = "伊通河左岸1";
  r.bank = "左岸";
  r.team = "一队";
  r.state = term(state);
  return r;
}

Actor actorOf(Role role, bool other = false) { return {role, other ? "二队" : role == Role::Quality ? "王工" : "一队"}; }

MoveDetails everything() {
  return {.team = "一队", .reason = "雨水口，无排水", .difficulty = "水下", .method = "声呐", .result = "见管口", .mergedInto = Fid{4711}, .at = {}};
}

constexpr std::array stages{Stage::Listed, Stage::OnFoot, Stage::Difficult, Stage::Confirmed, Stage::Excluded};
constexpr std::array states{ReachState::Unassigned, ReachState::Assigned, ReachState::Walking, ReachState::Walked, ReachState::Passed, ReachState::Returned};
constexpr std::array roles{Role::Desk, Role::Team, Role::Quality};

/// Every way of a candidate through the three levels, written out once more: move → from, who, to.
struct CandidateWay {
  std::set<Stage> from;
  std::set<Role> who;
  Stage to;
  std::string chapter;
};
const std::map<std::string, CandidateWay> candidateWays{
    {"assign", {{Stage::Listed, Stage::OnFoot}, {Role::Desk}, Stage::OnFoot, "第6章"}},
    {"merge", {{Stage::Listed, Stage::OnFoot}, {Role::Desk, Role::Team}, Stage::Excluded, "第6章"}},
    {"confirm", {{Stage::OnFoot}, {Role::Team}, Stage::Confirmed, "第7章"}},
    {"exclude", {{Stage::OnFoot}, {Role::Team}, Stage::Excluded, "第7章"}},
    {"pass-on", {{Stage::OnFoot}, {Role::Team}, Stage::Difficult, "第7章"}},
    {"confirm-difficult", {{Stage::Difficult}, {Role::Team}, Stage::Confirmed, "第8章"}},
    {"exclude-difficult", {{Stage::Difficult}, {Role::Team}, Stage::Excluded, "第8章"}},
    {"send-back", {{Stage::Difficult}, {Role::Desk}, Stage::OnFoot, "第8章"}},
    {"reopen", {{Stage::Confirmed, Stage::Excluded}, {Role::Quality}, Stage::OnFoot, "第9章"}},
};
struct ReachWay {
  std::set<ReachState> from;
  Role who;
  ReachState to;
  std::string chapter;
};
const std::map<std::string, ReachWay> reachWays{
    {"assign", {{ReachState::Unassigned, ReachState::Assigned, ReachState::Returned}, Role::Desk, ReachState::Assigned, "第6章"}},
    {"start", {{ReachState::Assigned, ReachState::Returned}, Role::Team, ReachState::Walking, "第7章"}},
    {"finish", {{ReachState::Walking}, Role::Team, ReachState::Walked, "第7章"}},
    {"pass", {{ReachState::Walked}, Role::Quality, ReachState::Passed, "第9章"}},
    {"return", {{ReachState::Walked, ReachState::Passed}, Role::Quality, ReachState::Returned, "第9章"}},
};

template <class T>
ErrorCode codeOf(const Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error().code;
}

} // namespace

TEST_CASE("a candidate moves exactly as the three levels let it, and each refusal names the clause") {
  std::size_t known = 0;
  for (const auto& move : work().moves) known += move.layer == Layer::Candidates;
  CHECK(known == candidateWays.size());
  for (const auto& [id, way] : candidateWays) {
    const rules::SurveyMove* move = work().move(Layer::Candidates, id);
    REQUIRE(move);
    CHECK(move->to == static_cast<std::uint8_t>(way.to));
    for (const Stage stage : stages)
      for (const Role role : roles) {
        INFO(id << " from " << term(stage) << " by " << term(role));
        const auto done = mayMove(work(), *move, candidateAt(stage), actorOf(role), everything());
        if (way.from.contains(stage) && way.who.contains(role)) {
          CHECK(done);
          continue;
        }
        CHECK(codeOf(done) == (way.from.contains(stage) ? ErrorCode::MoveNotByRole : ErrorCode::MoveNotFromHere));
        CHECK(done.error().args.at(4).contains("HJ 1232-2021 " + way.chapter));
        CHECK(done.error().args.at(5).contains("HJ 1232-2021 chapter"));
      }
  }
}

TEST_CASE("a reach moves exactly as the three levels let it, and each refusal names the clause") {
  std::size_t known = 0;
  for (const auto& move : work().moves) known += move.layer == Layer::Reaches;
  CHECK(known == reachWays.size());
  const ReachFacts good{.waiting = 0, .covered = 1, .checkPassed = true};
  for (const auto& [id, way] : reachWays) {
    const rules::SurveyMove* move = work().move(Layer::Reaches, id);
    REQUIRE(move);
    CHECK(move->to == static_cast<std::uint8_t>(way.to));
    for (const ReachState state : states)
      for (const Role role : roles) {
        INFO(id << " from " << term(state) << " by " << term(role));
        const auto done = mayMove(work(), *move, reachAt(state), good, actorOf(role), everything());
        if (way.from.contains(state) && way.who == role) {
          CHECK(done);
          continue;
        }
        CHECK(codeOf(done) == (way.from.contains(state) ? ErrorCode::MoveNotByRole : ErrorCode::MoveNotFromHere));
        CHECK(done.error().args.at(4).contains("HJ 1232-2021 " + way.chapter));
      }
  }
}

TEST_CASE("what a candidate's move needs is asked for one by one, with the clause") {
  struct Case {
    std::string move;
    Stage from;
    Role role;
    void (*spoil)(MoveDetails&, Candidate&, Actor&);
    std::string lacks;
  };
  const std::vector<Case> cases{
      {"assign", Stage::Listed, Role::Desk, [](auto& d, auto&, auto&) { d.team.clear(); }, "排查队"},
      {"merge", Stage::Listed, Role::Desk, [](auto& d, auto&, auto&) { d.mergedInto = {}; }, "要并入的记录"},
      {"confirm", Stage::OnFoot, Role::Team, [](auto&, auto& c, auto&) { c.geometry = {}; }, "坐标"},
      {"confirm", Stage::OnFoot, Role::Team, [](auto&, auto&, auto& a) { a.name = "二队"; }, "由负责它的排查队"},
      {"confirm", Stage::OnFoot, Role::Team, [](auto&, auto&, auto& a) { a.name.clear(); }, "由负责它的排查队"},
      {"exclude", Stage::OnFoot, Role::Team, [](auto& d, auto&, auto&) { d.reason.clear(); }, "理由"},
      {"exclude", Stage::OnFoot, Role::Team, [](auto&, auto&, auto& a) { a.name = "二队"; }, "由负责它的排查队"},
      {"pass-on", Stage::OnFoot, Role::Team, [](auto& d, auto&, auto&) { d.difficulty.clear(); }, "困难类型"},
      {"pass-on", Stage::OnFoot, Role::Team, [](auto& d, auto&, auto&) { d.difficulty = "太热"; }, "困难类型"},
      {"confirm-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.method.clear(); }, "排查方法"},
      {"confirm-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.method = "占卜"; }, "排查方法"},
      {"confirm-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.result.clear(); }, "排查结果"},
      {"exclude-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.method.clear(); }, "排查方法"},
      {"exclude-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.result.clear(); }, "排查结果"},
      {"exclude-difficult", Stage::Difficult, Role::Team, [](auto& d, auto&, auto&) { d.reason.clear(); }, "理由"},
      {"send-back", Stage::Difficult, Role::Desk, [](auto& d, auto&, auto&) { d.reason.clear(); }, "理由"},
      {"reopen", Stage::Excluded, Role::Quality, [](auto& d, auto&, auto&) { d.reason.clear(); }, "理由"},
  };
  for (const Case& one : cases) {
    INFO(one.move << " without " << one.lacks);
    MoveDetails details = everything();
    Candidate candidate = candidateAt(one.from);
    Actor actor = actorOf(one.role);
    const rules::SurveyMove* move = work().move(Layer::Candidates, one.move);
    REQUIRE(move);
    REQUIRE(mayMove(work(), *move, candidate, actor, details));
    one.spoil(details, candidate, actor);
    const auto refused = mayMove(work(), *move, candidate, actor, details);
    CHECK(codeOf(refused) == ErrorCode::MoveNeeds);
    CHECK(refused.error().args.at(2).contains(one.lacks));
    CHECK(refused.error().args.at(4).contains("HJ 1232-2021 第"));
  }
}

TEST_CASE("what a reach's move needs is asked for one by one, with the clause") {
  const auto refused = [](const char* id, ReachState from, Role role, auto spoil, const std::string& lacks) {
    INFO(id << " without " << lacks);
    MoveDetails details = everything();
    ReachFacts facts{.waiting = 0, .covered = 1, .checkPassed = true};
    Actor actor = actorOf(role);
    const rules::SurveyMove* move = work().move(Layer::Reaches, id);
    REQUIRE(move);
    REQUIRE(mayMove(work(), *move, reachAt(from), facts, actor, details));
    spoil(details, facts, actor);
    const auto result = mayMove(work(), *move, reachAt(from), facts, actor, details);
    CHECK(codeOf(result) == ErrorCode::MoveNeeds);
    CHECK(result.error().args.at(2).contains(lacks));
    CHECK(result.error().args.at(4).contains("HJ 1232-2021 第"));
  };
  refused("assign", ReachState::Unassigned, Role::Desk, [](auto& d, auto&, auto&) { d.team.clear(); }, "排查队");
  refused("start", ReachState::Assigned, Role::Team, [](auto&, auto&, auto& a) { a.name = "二队"; }, "由负责它的排查队");
  refused("finish", ReachState::Walking, Role::Team, [](auto&, auto& f, auto&) { f.waiting = 1; }, "第二级待查");
  refused("finish", ReachState::Walking, Role::Team, [](auto& d, auto& f, auto&) { f.covered = 0.9; d.reason.clear(); }, "覆盖率");
  refused("pass", ReachState::Walked, Role::Quality, [](auto&, auto& f, auto&) { f.checkPassed = false; }, "质控抽查");
  refused("pass", ReachState::Walked, Role::Quality, [](auto&, auto&, auto& a) { a.name = "一队"; }, "不能查自己");
  refused("return", ReachState::Walked, Role::Quality, [](auto& d, auto&, auto&) { d.reason.clear(); }, "理由");
  refused("return", ReachState::Walked, Role::Quality, [](auto&, auto&, auto& a) { a.name = "一队"; }, "不能查自己");
}

TEST_CASE("a reach with a gap is finished when a reason says why") {
  const rules::SurveyMove* finish = work().move(Layer::Reaches, "finish");
  MoveDetails why;
  why.reason = "军事管理区";
  CHECK(mayMove(work(), *finish, reachAt(ReachState::Walking), {.waiting = 0, .covered = 0.3, .checkPassed = false}, team(), why));
}

TEST_CASE("a candidate goes from the desk to an outfall, one journal entry a move, and can be undone") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = add(survey, candidateAt(Stage::Listed));
  const auto entries = [&] {
    std::int64_t n = 0;
    must(survey.reader().select("SELECT count(*) FROM suyuan_journal", {}, [&](const auto& row) { n = std::get<std::int64_t>(row[0]); return false; }));
    return n;
  };
  const auto before = entries();
  must(moveCandidates(survey, work(), "assign", std::array{fid}, desk(), {.team = "一队"}));
  must(moveCandidates(survey, work(), "pass-on", std::array{fid}, team(), {.difficulty = "水下"}));
  const auto outfalls = must(moveCandidates(survey, work(), "confirm-difficult", std::array{fid}, team(), {.method = "声呐", .result = "水下 1.2 m 有管口"}));
  CHECK(entries() == before + 3);
  CHECK(survey.undoLabel() == "攻坚确认");
  REQUIRE(outfalls.size() == 1);
  const Candidate confirmed = get<Candidate>(survey, fid);
  CHECK(stageOf(confirmed) == Stage::Confirmed);
  CHECK(confirmed.outfallFid == outfalls[0]);
  CHECK(confirmed.difficulty == "水下");
  CHECK(confirmed.method == "声呐");
  CHECK(confirmed.checkedBy == "一队");
  const auto outfall = get<Outfall>(survey, outfalls[0]);
  CHECK(outfall.status == "已确认");
  CHECK(outfall.surveyLevel == 3);
  CHECK(outfall.name == "桥下管口");
  must(survey.undo());
  CHECK(stageOf(get<Candidate>(survey, fid)) == Stage::Difficult);
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 0);
}

TEST_CASE("quality control reopens a confirmed candidate, and confirming it again makes no second outfall") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid fid = add(survey, candidateAt(Stage::OnFoot));
  const auto first = must(moveCandidates(survey, work(), "confirm", std::array{fid}, team(), {}));
  must(moveCandidates(survey, work(), "reopen", std::array{fid}, quality(), {.reason = "位置不符"}));
  CHECK(get<Outfall>(survey, first.at(0)).status == "疑似");
  CHECK(get<Candidate>(survey, fid).reason == "位置不符");
  CHECK(must(moveCandidates(survey, work(), "confirm", std::array{fid}, team(), {})).empty());
  CHECK(must(survey.reader().count(Layer::Outfalls)) == 1);
  CHECK(get<Outfall>(survey, first.at(0)).status == "已确认");
  must(moveCandidates(survey, work(), "reopen", std::array{fid}, quality(), {.reason = "再看"}));
  must(moveCandidates(survey, work(), "exclude", std::array{fid}, team(), {.reason = "是雨水口"}));
  CHECK(get<Outfall>(survey, first.at(0)).status == "已排除");
}

TEST_CASE("many candidates move together or not at all") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid a = add(survey, candidateAt(Stage::OnFoot)), b = add(survey, candidateAt(Stage::Confirmed));
  const auto refused = moveCandidates(survey, work(), "exclude", std::array{a, b}, team(), {.reason = "无水"});
  CHECK(codeOf(refused) == ErrorCode::MoveNotFromHere);
  CHECK(refused.error().args.at(6) == toText(b));
  CHECK(stageOf(get<Candidate>(survey, a)) == Stage::OnFoot);
  CHECK(codeOf(moveCandidates(survey, work(), "vanish", std::array{a}, team(), {})) == ErrorCode::MoveUnknown);
  CHECK(codeOf(moveCandidates(survey, work(), "exclude", std::array{Fid{77}}, team(), {.reason = "x"})) == ErrorCode::RecordMissing);
}

TEST_CASE("a duplicate goes into a record that stays, never into one that is gone, excluded, or goes too") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  const Fid keep = add(survey, candidateAt(Stage::Listed)), twin = add(survey, candidateAt(Stage::Listed)), out = add(survey, candidateAt(Stage::Excluded));
  CHECK(codeOf(moveCandidates(survey, work(), "merge", std::array{twin}, desk(), {.mergedInto = out})) == ErrorCode::MoveNeeds);
  CHECK(codeOf(moveCandidates(survey, work(), "merge", std::array{twin}, desk(), {.mergedInto = Fid{99}})) == ErrorCode::MoveNeeds);
  CHECK(codeOf(moveCandidates(survey, work(), "merge", std::array{twin}, desk(), {.mergedInto = twin})) == ErrorCode::MoveNeeds);
  CHECK(codeOf(moveCandidates(survey, work(), "merge", std::array{twin, keep}, desk(), {.mergedInto = keep})) == ErrorCode::MoveNeeds);
  must(moveCandidates(survey, work(), "merge", std::array{twin}, desk(), {.mergedInto = keep}));
  const Candidate merged = get<Candidate>(survey, twin);
  CHECK(stageOf(merged) == Stage::Excluded);
  CHECK(merged.mergedInto == keep);
  CHECK(merged.reason.contains(toText(keep)));
}

TEST_CASE("a team adds what it meets on the spot; the office and quality control do not, and a place is wanted") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Candidate found;
  found.geometry = Point{125.31, 43.91};
  const Candidate kept = get<Candidate>(survey, must(addFound(survey, work(), found, team())));
  CHECK(stageOf(kept) == Stage::OnFoot);
  CHECK(kept.team == "一队");
  CHECK(kept.source == "现场发现");
  CHECK_FALSE(kept.seenAt.empty());
  for (const Actor& actor : {desk(), quality()}) {
    const auto refused = addFound(survey, work(), found, actor);
    CHECK(codeOf(refused) == ErrorCode::MoveNotByRole);
    CHECK(refused.error().args.at(4).contains("HJ 1232-2021 第7章"));
  }
  found.geometry = {};
  CHECK(codeOf(addFound(survey, work(), found, team())) == ErrorCode::MoveNeeds);
}

TEST_CASE("the moves that a role has are those of the state it stands at") {
  const auto ids = [](const std::vector<const rules::SurveyMove*>& moves) {
    std::vector<std::string> out;
    for (const auto* move : moves) out.push_back(move->id);
    return out;
  };
  CHECK(ids(movesFrom(work(), Layer::Candidates, static_cast<std::uint8_t>(Stage::OnFoot), Role::Team)) ==
        std::vector<std::string>{"merge", "confirm", "exclude", "pass-on"});
  CHECK(ids(movesFrom(work(), Layer::Reaches, static_cast<std::uint8_t>(ReachState::Walked), Role::Quality)) == std::vector<std::string>{"pass", "return"});
  CHECK(movesFrom(work(), Layer::Candidates, static_cast<std::uint8_t>(Stage::Confirmed), Role::Team).empty());
}
