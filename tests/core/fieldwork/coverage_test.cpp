// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/coverage.h"

#include "core/model/geometry_functions.h"
#include "tests/core/fieldwork/work.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

constexpr double perLat = 111'100, perLon = 80'000; // near 44°N, for making things only

std::vector<SurveyReach> bothBanks(const std::vector<Point>& line, std::int64_t fid, const std::string& team = "一队") {
  std::vector<SurveyReach> reaches;
  for (const char* bank : {"左岸", "右岸"}) {
    SurveyReach reach;
    reach.fid = Fid{fid++};
    reach.riverName = "伊通河";
    reach.bank = bank;
    reach.team = team;
    reach.state = "排查中";
    reach.geometry = LineString{line};
    reach.lengthM = lengthMetres(line);
    reaches.push_back(reach);
  }
  return reaches;
}

/// 2 km due south: east is left.
std::vector<Point> straight() {
  std::vector<Point> line;
  for (int i = 0; i <= 20; ++i) line.push_back({125.3, 44.0 - i * 100 / perLat});
  return line;
}

/// What the class says, worked out place by place from its definition: each metre of the reach against each metre of the walk.
Coverage::Share bruteForce(const SurveyReach& reach, const std::vector<std::vector<Point>>& tracks, const rules::FieldworkLimits& limits) {
  const auto& line = std::get<LineString>(reach.geometry).points;
  struct Walked {
    Point at;
    bool left;
  };
  std::vector<Walked> walk;
  for (const auto& track : tracks)
    for (std::size_t i = 0; i < track.size(); ++i) {
      const bool left = nearestOnLine(std::span<const Point>(line), track[i])->leftSide;
      const auto put = [&](const Point& p) { // a walk is on the side that both its ends are on, though it may cut a bend
        if (nearestOnLine(std::span<const Point>(line), p)->distance <= limits.rangeAcrossM + limits.rangeNearM) walk.push_back({p, left});
      };
      if (i > 0) {
        const double step = distanceMetres(track[i - 1], track[i]);
        const bool sides = nearestOnLine(std::span<const Point>(line), track[i - 1])->leftSide == left;
        if (step <= Coverage::joinM && sides)
          for (double m = 1; m < step; m += 1)
            put({track[i - 1].x + (track[i].x - track[i - 1].x) * m / step, track[i - 1].y + (track[i].y - track[i - 1].y) * m / step});
      }
      put(track[i]);
    }
  Coverage::Share share;
  const double length = lengthMetres(line);
  for (double along = 0.5; along < length; along += 1) {
    const Point place = pointAlong(line, along);
    bool covered = false, seen = false;
    for (const Walked& w : walk) {
      if (std::abs(w.at.y - place.y) * perLat > 400) continue;
      const double d = distanceMetres(w.at, place);
      if (w.left == (reach.bank == "左岸")) covered = covered || d <= limits.rangeNearM;
      else seen = seen || d <= limits.rangeAcrossM;
    }
    share.length += 1;
    if (covered) share.covered += 1;
    else if (seen) share.seen += 1;
  }
  return share;
}

} // namespace

TEST_CASE("a walk along one bank covers it, sees the other, and leaves the rest as a gap") {
  const auto reaches = bothBanks(straight(), 1);
  Coverage coverage(reaches, work().limits);
  for (int i = 0; i <= 20; ++i) coverage.add({125.3 + 20 / perLon, 44.0 - i * 50 / perLat}); // 20 m east, the upper kilometre
  const auto left = coverage.share(0), right = coverage.share(1);
  CHECK(std::abs(left.length - 2000) < 5);
  // The last position reaches √(50² − 20²) = 45.8 m down the bank, and √(150² − 20²) = 148.7 m down the other one.
  CHECK(std::abs(left.covered - 1045.8) < 2);
  CHECK(left.seen == 0);
  CHECK(right.covered == 0);
  CHECK(std::abs(right.seen - 1148.7) < 3);
  const auto gaps = coverage.gaps(0);
  REQUIRE(gaps.size() == 1);
  CHECK(std::abs(gaps[0].length() - 954) < 5);
  CHECK(std::abs(lengthMetres(coverage.line(0, gaps[0])) - gaps[0].length()) < 3);
}

TEST_CASE("a receiver that lost the way covers nothing between, and another track begins anew") {
  const auto reaches = bothBanks(straight(), 1);
  Coverage coverage(reaches, work().limits);
  coverage.add({125.3 + 20 / perLon, 44.0 - 100 / perLat});
  coverage.add({125.3 + 20 / perLon, 44.0 - 900 / perLat});
  CHECK(std::abs(coverage.share(0).covered - 4 * 45.8) < 2);
  Coverage other(reaches, work().limits);
  other.add({125.3 + 20 / perLon, 44.0 - 100 / perLat});
  other.breakTrack();
  other.add({125.3 + 20 / perLon, 44.0 - 195 / perLat});
  CHECK(std::abs(other.share(0).covered - 4 * 45.8) < 2);
  other.add({125.3 + 20 / perLon, 44.0 - 290 / perLat});
  CHECK(std::abs(other.share(0).covered - (2 * 45.8 + 2 * 45.8 + 95)) < 2);
}

TEST_CASE("a position that cannot be, or far from any river, changes nothing") {
  Coverage coverage(bothBanks(straight(), 1), work().limits);
  CHECK(coverage.add({std::nan(""), 44}).empty());
  CHECK(coverage.add({1e300, 44}).empty());
  CHECK(coverage.add({100, 30}).empty());
  CHECK(coverage.add({125.3 + 300 / perLon, 43.995}).empty());
  CHECK(coverage.share(0).covered == 0);
}

TEST_CASE("coverage agrees with a count of every metre to one in a hundred, whatever the river and the walk") {
  std::mt19937 random(20261127);
  const auto uniform = [&](double low, double high) { return low + (high - low) * static_cast<double>(random() % 100000) / 100000; };
  for (int run = 0; run < 25; ++run) {
    INFO("run " << run);
    std::vector<Point> line{{125.3, 44.0}};
    double heading = 3.1;
    for (int i = 0; i < 60; ++i) {
      heading += uniform(-0.5, 0.5);
      const double step = uniform(10, 120);
      line.push_back({line.back().x + std::sin(heading) * step / perLon, line.back().y + std::cos(heading) * step / perLat});
    }
    rules::FieldworkLimits limits = work().limits;
    limits.rangeNearM = uniform(15, 80);
    limits.rangeAcrossM = uniform(40, 200);
    const auto reaches = bothBanks(line, 1);
    Coverage coverage(reaches, limits);
    std::vector<std::vector<Point>> tracks;
    for (int t = 0; t < 4; ++t) {
      std::vector<Point> track;
      const double length = lengthMetres(line);
      double along = uniform(0, length * 0.7), off = uniform(-90, 90);
      for (int i = 0; i < 30; ++i) {
        const Point at = pointAlong(line, along);
        off += uniform(-15, 15);
        track.push_back({at.x + off / perLon, at.y + uniform(-5, 5) / perLat});
        along += uniform(-10, random() % 20 == 0 ? 260 : 90);
        if (along > length) break;
      }
      coverage.breakTrack();
      for (const Point& p : track) coverage.add(p);
      tracks.push_back(std::move(track));
    }
    for (std::size_t i = 0; i < reaches.size(); ++i) {
      const auto is = coverage.share(i), should = bruteForce(reaches[i], tracks, limits);
      INFO(reaches[i].bank << " covered " << is.covered << " / " << should.covered << ", seen " << is.seen << " / " << should.seen);
      CHECK(std::abs(is.length - should.length) < 0.01 * should.length);
      CHECK(std::abs(is.covered - should.covered) < 0.01 * should.length);
      CHECK(std::abs(is.seen - should.seen) < 0.01 * should.length);
      double gaps = 0;
      for (const Interval& gap : coverage.gaps(i)) gaps += gap.length();
      CHECK(std::abs(gaps - is.gap()) < 1);
    }
  }
}

TEST_CASE("the way to the nearest gap says where, how far and which way, for a team's own reaches") {
  auto reaches = bothBanks(straight(), 1, "一队");
  std::vector<Point> other = straight();
  for (Point& p : other) p.x += 0.05;
  for (const SurveyReach& reach : bothBanks(other, 11, "二队")) reaches.push_back(reach);
  Coverage coverage(reaches, work().limits);
  for (int i = 0; i <= 10; ++i)
    for (const double side : {20.0, -20.0}) coverage.breakTrack(), coverage.add({125.3 + side / perLon, 44.0 - i * 100 / perLat});
  for (int i = 0; i <= 10; ++i) coverage.add({125.3 + 20 / perLon, 44.0 - i * 100 / perLat});
  const Point here{125.3 + 20 / perLon, 44.0 - 500 / perLat};
  const auto gap = coverage.nearestGap(here, 20, "一队");
  REQUIRE(gap);
  CHECK(std::abs(gap->distanceM - 649) < 5); // the other bank is seen 148.7 m past the last position, this one's by the walk there
  CHECK(std::abs(gap->bearing - 181.8) < 1);
  const auto theirs = coverage.nearestGap(here, 20, "二队");
  REQUIRE(theirs);
  CHECK(reaches[theirs->reach].team == "二队");
  CHECK(std::abs(theirs->bearing - 90) < 1);
  CHECK_FALSE(coverage.nearestGap(here, 20, "三队"));
}

TEST_CASE("sums are those of the reaches, and a reach that was sent back forgets the walk before") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  auto reaches = bothBanks(straight(), 0);
  reaches[0].divisionCode = "220102";
  reaches[1].divisionCode = "220103";
  reaches[1].walkSince = "2026-06-02T00:00:00.000Z";
  std::vector<Fid> fids;
  for (SurveyReach& reach : reaches) {
    reach.fid = {};
    fids.push_back(add(survey, reach));
  }
  Track track;
  track.team = "一队";
  track.startedAt = "2026-06-01T01:00:00.000Z";
  track.endedAt = "2026-06-01T03:00:00.000Z";
  track.geometry = LineString{{{125.3 + 20 / perLon, 44.0}, {125.3 + 20 / perLon, 44.0 - 2000 / perLat}}}; // thinned to its ends
  add(survey, track);
  const auto all = must(coverageOf(survey.reader(), work().limits));
  CHECK(all.coverage.share(*all.coverage.indexOf(fids[0])).done() > 0.99);
  CHECK(all.coverage.share(*all.coverage.indexOf(fids[1])).done() == 0);
  const auto rivers = sumBy(all, SumBy::River);
  REQUIRE(rivers.size() == 1);
  CHECK(std::abs(rivers.at("伊通河").length - 4000) < 10);
  CHECK(std::abs(rivers.at("伊通河").covered - 2000) < 10);
  CHECK(sumBy(all, SumBy::County).size() == 2);
  CHECK(sumBy(all, SumBy::Team).at("一队").covered == rivers.at("伊通河").covered);
  CHECK(sumBy(all, SumBy::Level).contains("2"));
  CHECK(sumBy(all, SumBy::State).contains("排查中"));
  CHECK(must(coverageOf(survey.reader(), work().limits, "2026-06-01T00:00:00.000Z")).coverage.share(0).covered == 0);

  Candidate candidate;
  candidate.team = "一队";
  candidate.status = "已排除";
  candidate.checkedAt = "2026-05-31T16:30:00.000Z"; // half past midnight of June 1st in China
  add(survey, candidate);
  const auto day = must(daySummary(survey.reader(), work().limits, "2026-06-01"));
  REQUIRE(day.contains("一队"));
  CHECK(std::abs(day.at("一队").walkedM - 2000) < 5);
  CHECK(std::abs(day.at("一队").newBankM - 2000) < 5);
  CHECK(day.at("一队").excluded == 1);
  CHECK(must(daySummary(survey.reader(), work().limits, "2026-05-31")).empty());
  CHECK(chinaDay("2026-12-31T20:00:00.000Z") == "2027-01-01");
  CHECK(chinaDay("soon").empty());
}
