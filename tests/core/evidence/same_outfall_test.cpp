// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/same_outfall.h"

#include "core/model/candidate.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "tests/core/evidence/entered.h"

#include <catch2/catch_approx.hpp>

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::evidence;
using Catch::Approx;

namespace {

SameMember member(double east, double north, double drms, const std::string& team) {
  static std::int64_t next = 1000;
  SameMember one;
  one.fid = Fid{next++};
  one.at = at(east, north);
  one.error = ellipseOf(drms);
  one.team = team;
  one.kind = "工业排污口";
  one.shape = "管道";
  one.seen = morning();
  return one;
}

std::optional<SameProposal> judged(const SameMember& a, const SameMember& b, bool onlyPair = true) { return judgeSame(a, b, onlyPair, book().evidence().limits); }

bool has(const SameProposal& proposal, std::string_view key) { return std::ranges::contains(proposal.reasons, key, &SameReason::key); }

Ray ray(double east, double north, double bearing) { return {at(east, north), bearing}; }

} // namespace

TEST_CASE("an error is as long in every direction, an offset's is longer across than along") {
  const ErrorEllipse round = ellipseOf(10);
  CHECK(sigmasOf(round, 5, 0) == Approx(sigmasOf(round, 0, 5)));
  CHECK(sigmasOf(round, 10, 0) == Approx(std::sqrt(2.0))); // DRMS 10 is 7.07 on each axis
  const ErrorEllipse offset = ellipseOf(0.02, 100, 90); // a hundred metres to the east
  CHECK(sigmasOf(offset, 1, 0) > 2 * sigmasOf(offset, 0, 1));
  CHECK(sigmasOf(offset + round, 5, 0) < sigmasOf(offset, 5, 0));
}

TEST_CASE("one outlet recorded by two teams within their errors is proposed") {
  const auto proposal = judged(member(0, 0, 5, "一队"), member(6, 5, 5, "二队"));
  REQUIRE(proposal);
  CHECK(proposal->distanceM == Approx(7.8).margin(0.1));
  CHECK(proposal->score >= 0.5);
  CHECK(has(*proposal, "near"));
  CHECK(has(*proposal, "other-team"));
  CHECK(has(*proposal, "same-kind"));
}

TEST_CASE("two outlets three metres apart that were measured well are not proposed, however alike") {
  CHECK_FALSE(judged(member(0, 0, 0.03, "一队"), member(3, 0, 0.03, "二队")));
  // Nor do photos' directions make them one: both are looked at from some steps away.
  SameMember a = member(0, 0, 0.03, "一队"), b = member(3, 0, 0.03, "二队");
  a.rays = {ray(0, -5, 0), ray(-5, 0, 90)};
  b.rays = {ray(3, -5, 0), ray(8, 0, 270)};
  CHECK_FALSE(judged(a, b));
}

TEST_CASE("two outlets that one team records on one walk are two, even near together") {
  SameMember a = member(0, 0, 5, "一队"), b = member(7, 0, 5, "一队");
  CHECK_FALSE(judged(a, b, false));
  b.team = "二队";
  CHECK(judged(a, b, false));
}

TEST_CASE("other kinds, shapes and sizes speak against") {
  SameMember a = member(0, 0, 5, "一队"), b = member(5, 0, 5, "二队");
  const double like = judged(a, b)->score;
  b.shape = "沟渠";
  const auto otherShape = judged(a, b);
  CHECK((!otherShape || otherShape->score < like));
  b.kind = "雨洪排口";
  CHECK_FALSE(judged(a, b));
  b = member(5, 0, 5, "二队");
  a.sizeM = 0.3, b.sizeM = 1.5;
  CHECK(judged(a, b)->score < like);
}

TEST_CASE("an outlet recorded from the other bank is proposed by the photos' directions") {
  SameMember here = member(0, 0, 3, "一队"), across = member(60, 10, 3, "二队");
  here.bank = "左岸", across.bank = "右岸";
  CHECK_FALSE(judged(here, across)); // sixty metres apart
  here.rays = {ray(-4, -4, 45)};     // from some steps away at its own outlet
  across.rays = {ray(60, 10, 261)};  // from where its team stood, over the water
  const auto proposal = judged(here, across);
  REQUIRE(proposal);
  CHECK(has(*proposal, "rays-cross"));
  // Face to face the rays do not cross, but one looks at the other's outlet.
  here.rays = {ray(0, 1, 81)};
  const auto facing = judged(here, across);
  REQUIRE(facing);
  CHECK(has(*facing, "looks-at"));
}

TEST_CASE("outlets that face each other over the river, each photographed by its own team, are not proposed") {
  SameMember here = member(0, 0, 3, "一队"), across = member(60, 0, 3, "二队");
  here.rays = {ray(-6, 0, 90), ray(-5, 4, 130)};   // from the land towards the outlet and the water
  across.rays = {ray(66, 0, 270), ray(65, 4, 230)};
  CHECK_FALSE(judged(here, across));
}

TEST_CASE("a photo that looks away makes no proposal") {
  SameMember here = member(0, 0, 3, "一队"), across = member(60, 10, 3, "二队");
  here.rays = {ray(-4, -4, 45)};
  across.rays = {ray(60, 10, 90)};
  CHECK_FALSE(judged(here, across));
}

TEST_CASE("over a survey outfalls and candidates are paired, likeliest first, with what the records say of themselves") {
  Timed timed;
  Outfall first = outfallAt(at(0, 0), morning(), 1);
  first.accuracy = 4;
  Outfall second = outfallAt(at(5, 3), morning(24h), 2);
  second.accuracy = 4;
  second.team = "二队";
  second.outletSize = first.outletSize;
  const Fid a = timed.enter(first, morning(1min)), b = timed.enter(second, morning(25h));
  // Measured to centimetres, three metres from each other and far from the rest.
  for (int i = 0; i < 2; ++i) {
    Outfall sharp = outfallAt(at(0, 500 + 3 * i), morning(), 10 + i);
    sharp.team = i ? "二队" : "一队";
    const Fid fid = timed.enter(sharp, morning(2min));
    PositionFix fix;
    fix.outfallFid = fid;
    fix.geometry = sharp.geometry;
    fix.accuracy = 0.02;
    timed.enter(fix, morning(3min));
  }
  Outfall excluded = outfallAt(at(2, 1), morning(), 20);
  excluded.status = "已排除";
  timed.enter(excluded, morning(4min));
  Candidate old;
  old.geometry = at(0, -800);
  old.name = "台账点";
  old.source = "原有台账";
  old.kind = "工业排污口";
  const Fid ledger = timed.enter(old, morning(5min));
  Outfall found = outfallAt(at(6, -795), morning(), 30);
  found.source = "现场发现";
  found.accuracy = 5;
  const Fid onFoot = timed.enter(found, morning(6min));
  Candidate own;
  own.geometry = at(0, 0);
  own.outfallFid = a; // confirmed as the first: no pair of its own
  own.status = "已确认";
  timed.enter(own, morning(7min));
  const auto proposals = must(proposeSame(timed.reader(), book().evidence().limits));
  REQUIRE(proposals.size() == 2);
  CHECK(proposals[0].score >= proposals[1].score);
  const auto isPair = [](const SameProposal& proposal, Fid one, Fid other) {
    return (proposal.a.fid == one && proposal.b.fid == other) || (proposal.a.fid == other && proposal.b.fid == one);
  };
  CHECK(std::ranges::any_of(proposals, [&](const auto& p) { return isPair(p, a, b); }));
  CHECK(std::ranges::any_of(proposals, [&](const auto& p) { return isPair(p, ledger, onFoot) && has(p, "other-source"); }));
}
