// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/make_reaches.h"

#include "core/fieldwork/assign.h"
#include "core/model/geometry_functions.h"
#include "tests/core/fieldwork/work.h"

#include <map>
#include <random>
#include <set>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

/// A river of about `km` kilometres that winds from north to south, in pieces that follow one another.
std::vector<River> windingRiver(const std::string& name, double km, int pieces, unsigned seed, double lon = 125.3, double lat = 44.0) {
  std::mt19937 random(seed);
  std::vector<Point> points{{lon, lat}};
  double length = 0;
  while (length < km * 1000) {
    const double dx = (static_cast<double>(random() % 200) - 100) / 1e5;
    points.push_back({points.back().x + dx, points.back().y - 0.001});
    length += distanceMetres(points[points.size() - 2], points.back());
  }
  std::vector<River> rivers;
  const std::size_t each = points.size() / static_cast<std::size_t>(pieces);
  for (int i = 0; i < pieces; ++i) {
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(each * static_cast<std::size_t>(i));
    const auto end = i + 1 == pieces ? points.end() : begin + static_cast<std::ptrdiff_t>(each) + 1;
    River river;
    river.fid = Fid{100 + i};
    river.name = name;
    river.flowKnown = true;
    river.geometry = LineString{{begin, end}};
    rivers.push_back(river);
  }
  return rivers;
}

double lengthOf(std::span<const River> rivers) {
  double length = 0;
  for (const River& river : rivers) length += lengthMetres(river.geometry);
  return length;
}

Division county(const char* code, Box box) {
  Division d;
  d.code = code;
  d.level = "县";
  d.geometry = Polygon{{{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}}}};
  return d;
}

} // namespace

TEST_CASE("reaches of both banks together are the river, none longer than wanted, each going on where the one above ends") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const double wanted = 500 + seed * 137;
    auto rivers = windingRiver("伊通河", 3 + seed * 1.7, static_cast<int>(seed % 4) + 1, seed);
    const double length = lengthOf(rivers);
    // Brooks that flow in, so that cuts move.
    for (int i = 0; i < 6; ++i) {
      const auto& line = std::get<LineString>(rivers[0].geometry).points;
      River brook;
      brook.fid = Fid{900 + i};
      brook.name = "支流" + std::to_string(i);
      const Point mouth = line[line.size() * static_cast<std::size_t>(i) / 6];
      brook.geometry = LineString{{{mouth.x + 0.01, mouth.y}, mouth}};
      rivers.push_back(brook);
    }
    const auto reaches = planReaches(rivers, {}, {}, work(), {.lengthM = wanted, .rivers = {"伊通河"}});
    INFO("seed " << seed);
    std::map<std::string, double> perBank, reached;
    for (const SurveyReach& reach : reaches) {
      CHECK(*reach.lengthM <= wanted + 0.01);
      CHECK(std::abs(lengthMetres(reach.geometry) - *reach.lengthM) < 0.5);
      CHECK(std::abs(*reach.fromM - reached[reach.bank]) < 0.5);
      reached[reach.bank] = *reach.toM;
      perBank[reach.bank] += *reach.lengthM;
      CHECK(reach.state == "待分配");
      CHECK(reach.difficulty == "一般");
    }
    CHECK(perBank.size() == 2);
    for (const auto& [bank, sum] : perBank) CHECK(std::abs(sum - length) < 1);
  }
}

TEST_CASE("a cut moves to a confluence nearby, and a river is cut where it leaves a county") {
  River river;
  river.fid = Fid{1};
  river.name = "伊通河";
  river.geometry = LineString{{{125.3, 44.0}, {125.3, 43.9}}}; // 11.1 km due south
  const double length = lengthMetres(river.geometry);
  River brook;
  brook.fid = Fid{2};
  brook.name = "小河";
  brook.geometry = LineString{{{125.32, 43.945}, {125.3, 43.945}}}; // 6.1 km down
  const auto cut = [&](std::span<const Division> counties) {
    std::vector<double> ends;
    for (const SurveyReach& reach : planReaches(std::vector{river, brook}, counties, {}, work(), {.lengthM = 6500, .rivers = {"伊通河"}}))
      if (reach.bank == "左岸") ends.push_back(*reach.toM);
    return ends;
  };
  const auto free = cut({});
  REQUIRE(free.size() == 2);
  CHECK(std::abs(free[0] - length * 0.55) < 1);
  const std::vector counties{county("220102", {125, 43.97, 126, 44.1}), county("220103", {125, 43.5, 126, 43.97})};
  const auto cutAtBorder = cut(counties);
  REQUIRE(cutAtBorder.size() >= 2);
  CHECK(std::abs(cutAtBorder[0] - length * 0.3) < 3);
  const auto reaches = planReaches(std::vector{river}, counties, {}, work(), {.lengthM = 6500, .rivers = {}});
  CHECK(reaches.front().divisionCode == "220102");
  CHECK(reaches.back().divisionCode == "220103");
}

TEST_CASE("where candidates lie thickly a reach is harder, on their bank only") {
  River river;
  river.fid = Fid{1};
  river.geometry = LineString{{{125.3, 44.0}, {125.3, 43.99}}}; // 1.1 km due south: east is left
  std::vector<Point> candidates;
  for (int i = 0; i < 20; ++i) candidates.push_back({125.3003, 43.9905 + i * 0.0004});
  for (const SurveyReach& reach : planReaches(std::vector{river}, {}, candidates, work(), {.lengthM = 2000, .rivers = {}}))
    CHECK(reach.difficulty == (reach.bank == "左岸" ? "困难" : "一般"));
}

TEST_CASE("reaches are made once, candidates lie at the reach of their bank, and it is one entry") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  for (const River& river : windingRiver("伊通河", 5, 2, 3)) add(survey, river);
  Candidate candidate;
  candidate.geometry = Point{125.3005, 44.0 - 0.0005};
  candidate.status = "疑似";
  const Fid near = add(survey, candidate);
  candidate.geometry = Point{125.4, 44.0};
  const Fid far = add(survey, candidate);
  const auto made = must(makeReaches(survey, work(), {.lengthM = 1000, .rivers = {}}));
  CHECK(made.reaches == must(survey.reader().count(Layer::Reaches)));
  CHECK(made.reaches >= 10);
  CHECK(made.bankM > 9000);
  CHECK(made.candidatesPlaced == 1);
  const Fid reach = get<Candidate>(survey, near).reachFid;
  REQUIRE(reach.isSet());
  CHECK(get<SurveyReach>(survey, reach).bank == "左岸"); // looking south, east is left
  CHECK_FALSE(get<Candidate>(survey, far).reachFid.isSet());
  const auto again = must(makeReaches(survey, work(), {.lengthM = 1000, .rivers = {}}));
  CHECK(again.reaches == 0);
  CHECK(again.hadReaches == std::vector<std::string>{"伊通河"});
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Reaches)) == 0);
  CHECK_FALSE(get<Candidate>(survey, near).reachFid.isSet());
}

TEST_CASE("teams share the bank evenly to one reach, each a run along the rivers, the same every time") {
  std::mt19937 random(5);
  for (std::size_t teams = 1; teams <= 7; ++teams) {
    std::vector<SurveyReach> reaches;
    double total = 0, longest = 0;
    for (int i = 0; i < 60; ++i) {
      SurveyReach reach;
      reach.fid = Fid{i + 1};
      reach.divisionCode = i % 3 == 0 ? "220102" : "220103";
      reach.riverName = i % 5 == 0 ? "饮马河" : "伊通河";
      reach.bank = i % 2 ? "左岸" : "右岸";
      reach.fromM = i * 1000;
      reach.lengthM = 200 + static_cast<double>(random() % 1800);
      total += *reach.lengthM;
      longest = std::max(longest, *reach.lengthM);
      reaches.push_back(reach);
    }
    const auto share = shareOut(reaches, teams);
    CHECK(share == shareOut(reaches, teams));
    std::vector<double> load(teams, 0);
    for (std::size_t i = 0; i < reaches.size(); ++i) load.at(share[i]) += *reaches[i].lengthM;
    for (const double one : load) CHECK(std::abs(one - total / static_cast<double>(teams)) <= longest);
    // A run: seen in walking order, a team that was left does not come again.
    std::vector<std::size_t> order(reaches.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) {
      const SurveyReach& r = reaches[i];
      return std::tuple(r.divisionCode, r.riverName, r.bank, *r.fromM);
    });
    std::set<std::size_t> left;
    for (std::size_t i = 1; i < order.size(); ++i)
      if (share[order[i]] != share[order[i - 1]]) {
        CHECK(left.insert(share[order[i - 1]]).second);
        CHECK_FALSE(left.contains(share[order[i]]));
      }
  }
}

TEST_CASE("assigning gives reaches and their candidates to teams in one entry, by the office only") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  for (const River& river : windingRiver("伊通河", 5, 1, 3)) add(survey, river);
  Candidate candidate;
  candidate.geometry = Point{125.3005, 44.0 - 0.0005};
  candidate.status = "疑似";
  const Fid listed = add(survey, candidate);
  candidate.geometry = Point{125.2995, 44.0 - 0.0005};
  candidate.status = "已排除";
  const Fid excluded = add(survey, candidate);
  must(makeReaches(survey, work(), {.lengthM = 1000, .rivers = {}}));
  const std::vector<std::string> teams{"一队", "二队"};
  const auto refused = assignReaches(survey, work(), teams, team());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::MoveNotByRole);
  CHECK_FALSE(assignReaches(survey, work(), {}, desk()));
  const auto loads = must(assignReaches(survey, work(), teams, desk()));
  CHECK(std::abs(loads[0].bankM - loads[1].bankM) <= 1000);
  CHECK(loads[0].candidates + loads[1].candidates == 1);
  CHECK(stageOf(get<Candidate>(survey, listed)) == CandidateStage::OnFoot);
  CHECK(get<Candidate>(survey, listed).team == get<SurveyReach>(survey, get<Candidate>(survey, listed).reachFid).team);
  CHECK(stageOf(get<Candidate>(survey, excluded)) == CandidateStage::Excluded);
  CHECK(must(survey.reader().count(Layer::Teams)) == 2);
  for (const SurveyReach& reach : must(survey.reader().all<SurveyReach>())) CHECK(stateOf(reach) == ReachState::Assigned);
  must(survey.undo());
  CHECK(must(survey.reader().count(Layer::Teams)) == 0);
}

TEST_CASE("a day's work goes from where the team stands always to the nearest next") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Candidate candidate;
  candidate.team = "一队";
  candidate.status = "疑似";
  candidate.surveyLevel = 2;
  for (const double x : {125.30, 125.33, 125.31}) {
    candidate.geometry = Point{x, 43.9};
    add(survey, candidate);
  }
  candidate.geometry = {};
  add(survey, candidate);
  candidate.team = "二队";
  add(survey, candidate);
  const auto stops = must(workList(survey.reader(), "一队", Point{125.34, 43.9}));
  REQUIRE(stops.size() == 4);
  std::vector<double> walked;
  for (std::size_t i = 0; i < 3; ++i) walked.push_back(std::get<Point>(stops[i].candidate.geometry).x);
  CHECK(walked == std::vector{125.33, 125.31, 125.30});
  CHECK(std::abs(stops[1].fromLastM - 1607) < 5);
}

TEST_CASE("candidates nearer than the limit are shown as one group, excluded ones are not") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Candidate candidate;
  candidate.status = "疑似";
  const auto put = [&](double north, const char* status = "疑似") {
    candidate.geometry = Point{125.3, 43.9 + north / 111111};
    candidate.status = status;
    return add(survey, candidate);
  };
  const Fid a = put(0), b = put(20), c = put(40);
  put(100);
  put(101, "已排除");
  const auto groups = must(findDuplicates(survey.reader(), 30));
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].candidates.size() == 3);
  CHECK(groups[0].candidates[0].fid == a);
  CHECK(groups[0].candidates[1].fid == b);
  CHECK(groups[0].candidates[2].fid == c);
  CHECK(std::abs(groups[0].widestM - 40) < 0.5);
}
