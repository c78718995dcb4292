// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/score.h"

#include "core/model/candidate.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "core/model/track.h"
#include "core/model/visit.h"
#include "tests/core/evidence/entered.h"

#include <algorithm>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::evidence;
using rules::EvidenceAspect;

namespace {

Score scoreNow(Timed& timed, Fid fid, Layer layer = Layer::Outfalls) {
  auto score = must(scoreOf(timed.reader(), layer, fid, book().evidence()));
  REQUIRE(score);
  // The pass over all says the same as the question for one.
  bool seen = false;
  must(eachScore(timed.reader(), book().evidence(), [&](Layer l, Fid f, const Score& one) {
    if (l != layer || f != fid) return true;
    seen = true;
    CHECK(one.score == score->score);
    for (std::size_t i = 0; i < one.reasons.size(); ++i) CHECK(one.reasons[i].key == score->reasons[i].key);
    return false;
  }));
  CHECK(seen);
  return std::move(*score);
}

const Reason& of(const Score& score, EvidenceAspect aspect) { return *std::ranges::find(score.reasons, aspect, &Reason::aspect); }
std::string keyOf(const Score& score, EvidenceAspect aspect) { return of(score, aspect).key; }

Photo photoAt(Fid outfall, const Point& place, UtcMillis taken) {
  Photo photo;
  photo.outfallFid = outfall;
  photo.geometry = place;
  photo.takenAt = toIso(taken);
  return photo;
}

Track trackBy(const std::string& team, double north, UtcMillis from, UtcMillis to) {
  Track track;
  track.geometry = LineString{{at(-500, north), at(0, north), at(500, north)}};
  track.team = team;
  track.startedAt = toIso(from);
  track.endedAt = toIso(to);
  return track;
}

PositionFix fixAt(Fid outfall, const Point& place, UtcMillis when, double accuracy) {
  PositionFix fix;
  fix.outfallFid = outfall;
  fix.geometry = place;
  fix.endedAt = toIso(when);
  fix.quality = "rtk-fixed";
  fix.accuracy = accuracy;
  fix.gatePassed = true;
  return fix;
}

/// A record with everything that can speak for it.
Fid proved(Timed& timed) {
  const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(4min));
  timed.enter(photoAt(fid, at(5, 5), morning(2min)), morning(5min));
  timed.enter(trackBy("一队", 20, morning(-1h), morning(1h)), morning(2h));
  timed.enter(fixAt(fid, at(0.5, 0), morning(1min), 0.03), morning(4min));
  return fid;
}

} // namespace

TEST_CASE("photo, track, position and entry that fit together make a hundred") {
  Timed timed;
  const Score score = scoreNow(timed, proved(timed));
  CHECK(score.score == 100);
  CHECK_FALSE(score.isContradicted());
  REQUIRE(score.reasons.size() == 5);
  for (const Reason& reason : score.reasons) CHECK(reason.verdict == Verdict::Fits);
}

TEST_CASE("a bare record has nothing but its entry") {
  Timed timed;
  const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(4min));
  const Score score = scoreNow(timed, fid);
  CHECK(score.score == 20);
  CHECK(keyOf(score, EvidenceAspect::PhotoTime) == "photo-time-none");
  CHECK(keyOf(score, EvidenceAspect::PhotoPlace) == "photo-place-none");
  CHECK(keyOf(score, EvidenceAspect::Track) == "track-none");
  CHECK(keyOf(score, EvidenceAspect::Fix) == "fix-none");
  CHECK(of(score, EvidenceAspect::Fix).points == 0);
  CHECK_FALSE(score.isContradicted());
}

TEST_CASE("what contradicts costs more than what is missing") {
  const auto scoreWith = [](auto change) {
    Timed timed;
    const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(4min));
    change(timed, fid);
    return scoreNow(timed, fid);
  };
  const int bare = scoreWith([](Timed&, Fid) {}).score;
  const Score elsewhere = scoreWith([](Timed& t, Fid fid) { t.enter(photoAt(fid, at(0, 900), morning(2min)), morning(5min)); });
  CHECK(keyOf(elsewhere, EvidenceAspect::PhotoPlace) == "photo-place-against");
  CHECK(of(elsewhere, EvidenceAspect::PhotoPlace).points == -25);
  CHECK(elsewhere.isContradicted());
  CHECK(elsewhere.score < bare);
  const Score otherDay = scoreWith([](Timed& t, Fid fid) { t.enter(photoAt(fid, at(0, 5), morning(-72h)), morning(5min)); });
  CHECK(keyOf(otherDay, EvidenceAspect::PhotoTime) == "photo-time-against");
  const Score noon = scoreWith([](Timed& t, Fid fid) { t.enter(photoAt(fid, at(0, 5), morning(4h)), morning(5h)); });
  CHECK(keyOf(noon, EvidenceAspect::PhotoTime) == "photo-time-off");
  const Score away = scoreWith([](Timed& t, Fid) { t.enter(trackBy("一队", 2000, morning(-1h), morning(1h)), morning(2h)); });
  CHECK(keyOf(away, EvidenceAspect::Track) == "track-against");
  CHECK(away.score == 0); // 20 for the entry, 25 lost
  const Score besides = scoreWith([](Timed& t, Fid) { t.enter(trackBy("一队", 150, morning(-1h), morning(1h)), morning(2h)); });
  CHECK(keyOf(besides, EvidenceAspect::Track) == "track-off");
  const Score others = scoreWith([](Timed& t, Fid) { t.enter(trackBy("二队", 2000, morning(-1h), morning(1h)), morning(2h)); });
  CHECK(keyOf(others, EvidenceAspect::Track) == "track-none"); // another team's walk says nothing of this one
  const Score later = scoreWith([](Timed& t, Fid) { t.enter(trackBy("一队", 20, morning(2h), morning(4h)), morning(5h)); });
  CHECK(keyOf(later, EvidenceAspect::Track) == "track-none");
}

TEST_CASE("a position is judged by its error, its time, whether it was let pass, and whether the record lies there") {
  const auto keyWith = [](auto change) {
    Timed timed;
    const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(4min));
    PositionFix fix = fixAt(fid, at(0, 0), morning(), 0.03);
    change(fix);
    timed.enter(fix, morning(4min));
    return keyOf(scoreNow(timed, fid), EvidenceAspect::Fix);
  };
  CHECK(keyWith([](PositionFix&) {}) == "fix");
  CHECK(keyWith([](PositionFix& fix) { fix.accuracy = 25; }) == "fix-poor");
  CHECK(keyWith([](PositionFix& fix) { fix.gatePassed = false; }) == "fix-override");
  CHECK(keyWith([](PositionFix& fix) { fix.geometry = at(0, 80); }) == "fix-moved");
  CHECK(keyWith([](PositionFix& fix) { fix.geometry = at(0, 80); fix.offset = 80; fix.offsetBearing = 180; }) == "fix"); // from across the water
  CHECK(keyWith([](PositionFix& fix) { fix.geometry = at(0, 80); fix.accuracy = 30; }) == "fix-poor"); // within its own error
  CHECK(keyWith([](PositionFix& fix) { fix.endedAt = toIso(morning(-30h)); }) == "fix-other-time");
}

TEST_CASE("a record is entered after the visit, soon, by hand; a later visit may carry its own time") {
  const auto keyWith = [](std::chrono::milliseconds after, bool bulk = false) {
    Timed timed;
    const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(after), bulk);
    return keyOf(scoreNow(timed, fid), EvidenceAspect::EntryTime);
  };
  CHECK(keyWith(10min) == "entry");
  CHECK(keyWith(-3min) == "entry"); // clocks differ
  CHECK(keyWith(-2h) == "entry-before");
  CHECK(keyWith(50h) == "entry-late");
  CHECK(keyWith(10min, true) == "entry-imported");
  Timed timed;
  Outfall again = outfallAt(at(0, 0), morning(240h), 1); // surveyed anew: the record is older than its time
  const Fid fid = timed.enter(again, morning());
  CHECK(keyOf(scoreNow(timed, fid), EvidenceAspect::EntryTime) == "entry-before");
  Visit visit;
  visit.outfallFid = fid;
  visit.visitedAt = toIso(morning(240h));
  timed.enter(visit, morning(240h + 10min));
  CHECK(keyOf(scoreNow(timed, fid), EvidenceAspect::EntryTime) == "entry");
}

TEST_CASE("a candidate that was looked at is judged too, one that nobody has looked at is passed over") {
  Timed timed;
  Candidate seen;
  seen.geometry = at(0, 0);
  seen.team = "一队";
  seen.checkedAt = toIso(morning());
  const Fid fid = timed.enter(seen, morning(1min));
  seen.checkedAt.clear();
  const Fid waiting = timed.enter(seen, morning(2min));
  CHECK(scoreNow(timed, fid, Layer::Candidates).score == 20);
  must(eachScore(timed.reader(), book().evidence(), [&](Layer, Fid judged, const Score&) {
    CHECK(judged != waiting);
    return true;
  }));
  CHECK_FALSE(must(scoreOf(timed.reader(), Layer::Outfalls, Fid{12345}, book().evidence())));
}
