// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/place_photo.h"
#include "core/media/review_photos.h"
#include "core/model/candidate.h"
#include "core/model/geometry_functions.h"
#include "core/model/track.h"
#include "core/model/visit.h"
#include "tests/support/survey_builder.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace suyuan;
using namespace suyuan::media;
using suyuan::test::must;
using suyuan::test::TempFolder;

namespace {

const Point bank{125.35, 43.88};

// Metres east and north of the bank's point.
Point at(double east, double north) {
  const DegreeLength per = degreeLength(bank.y);
  return {bank.x + east / per.lon, bank.y + north / per.lat};
}

struct Bank {
  TempFolder folder;
  store::SurveyFile survey = test::newSurvey(folder);
  rules::PhotoLimits limits;

  Fid outfall(const char* name, double east, double north) {
    Outfall o = test::outfallNumber(1);
    o.geometry = at(east, north);
    o.name = name;
    o.codeNational.clear();
    o.team.clear();
    return test::addOutfall(survey, o);
  }
  template <class Record>
  Fid add(const Record& record) {
    Fid fid;
    must(survey.edit("add", [&](store::Edit& edit) -> Result<> {
      auto added = edit.insert(record);
      if (!added) return std::unexpected(added.error());
      fid = *added;
      return {};
    }));
    return fid;
  }
  Fid visit(Fid outfall, const char* when) {
    Visit v;
    v.outfallFid = outfall;
    v.visitedAt = when;
    return add(v);
  }
  Placing place(std::optional<Point> where, const char* when, std::optional<double> bearing = {}, std::optional<double> accuracy = {}) {
    PhotoFacts facts;
    facts.kind = MediaKind::Photo;
    facts.position = where;
    facts.takenAt = parseUtc(when);
    facts.bearing = bearing;
    facts.accuracy = accuracy;
    auto placer = must(PhotoPlacer::over(survey.reader(), limits));
    return must(placer.place(facts));
  }
};

bool says(const Placing& placing, std::string_view key) {
  for (const auto& reason : placing.reasons)
    if (reason.key == key) return true;
  for (const auto& reason : placing.targets.empty() ? std::vector<PlacingReason>{} : placing.targets.front().reasons)
    if (reason.key == key) return true;
  return false;
}

} // namespace

TEST_CASE("a photo beside the only outfall is put to it, with its distance") {
  Bank river;
  const Fid pipe = river.outfall("管口", 0, 0);
  river.outfall("远处", 400, 0);
  const Placing placing = river.place(at(5, 3), "2024-05-01T02:00:00Z");
  REQUIRE(placing.targets.size() == 1);
  CHECK(placing.state == PlacingState::Sure);
  CHECK(placing.targets.front().fid == pipe);
  CHECK(placing.targets.front().distanceM == Catch::Approx(5.83).margin(0.05));
  CHECK(says(placing, "near"));
}

TEST_CASE("between two outfalls a person looks, unless bearing or visit tells them apart") {
  Bank river;
  const Fid west = river.outfall("西", -25, 0), east = river.outfall("东", 25, 0);
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z").state == PlacingState::Review);
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z").targets.size() == 2);
  const Placing looking = river.place(at(0, 0), "2024-05-01T02:00:00Z", 88);
  CHECK(looking.state == PlacingState::Sure);
  CHECK(looking.targets.front().fid == east);
  CHECK(says(looking, "bearing-agrees"));
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z", 272).targets.front().fid == west);
  const Fid visit = river.visit(west, "2024-05-01T02:10:00.000Z");
  const Placing visited = river.place(at(0, 0), "2024-05-01T02:00:00Z");
  CHECK(visited.targets.front().fid == west);
  CHECK(visited.targets.front().visit == visit);
  CHECK(says(visited, "visit"));
  // Bearing says east, the visit says west: not for a program to decide.
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z", 45).state == PlacingState::Review);
}

TEST_CASE("an outfall seen from across the river is taken for sure only when more than the distance speaks for it") {
  Bank river;
  const Fid pipe = river.outfall("对岸", 0, 90);
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z").state == PlacingState::Review);
  CHECK(river.place(at(0, 0), "2024-05-01T02:00:00Z", 180).state == PlacingState::Review);
  river.visit(pipe, "2024-05-01T01:55:00.000Z");
  const Placing placing = river.place(at(0, 0), "2024-05-01T02:00:00Z", 5);
  CHECK(placing.state == PlacingState::Sure);
  CHECK(placing.targets.front().fid == pipe);
  CHECK(says(placing, "far"));
}

TEST_CASE("a photo without a position is never put for sure; who was visited then is proposed") {
  Bank river;
  const Fid pipe = river.outfall("管口", 0, 0);
  river.visit(pipe, "2024-05-01T02:03:00.000Z");
  const Placing placing = river.place({}, "2024-05-01T02:00:00Z");
  CHECK(placing.state == PlacingState::Review);
  REQUIRE(placing.targets.size() == 1);
  CHECK(placing.targets.front().fid == pipe);
  CHECK(says(placing, "time-only"));
  CHECK(river.place({}, "2024-05-01T08:00:00Z").targets.empty());
  const Placing nothing = river.place({}, "");
  CHECK(nothing.state == PlacingState::Review);
  CHECK(says(nothing, "no-time"));
  CHECK(says(nothing, "no-position"));
}

TEST_CASE("a position in a datum that is not ours places nothing") {
  Bank river;
  river.outfall("管口", 0, 0);
  PhotoFacts facts;
  facts.position = at(0, 0);
  facts.takenAt = parseUtc("2024-05-01T02:00:00Z");
  facts.faults.push_back({PhotoFault::DatumOther, {{"value", "GCJ-02"}}});
  auto placer = must(PhotoPlacer::over(river.survey.reader(), river.limits));
  const Placing placing = must(placer.place(facts));
  CHECK(placing.state == PlacingState::Review);
  CHECK(placing.targets.empty());
}

TEST_CASE("candidates take photos, those that became an outfall or were merged do not") {
  Bank river;
  Candidate waiting;
  waiting.geometry = at(0, 0);
  waiting.name = "疑似1";
  const Fid candidate = river.add(waiting);
  CHECK(river.place(at(3, 0), "2024-05-01T02:00:00Z").targets.front().layer == Layer::Candidates);
  const Fid pipe = river.outfall("管口", 1, 0);
  waiting.fid = candidate;
  waiting.outfallFid = pipe;
  must(river.survey.edit("confirm", [&](store::Edit& edit) { return edit.update(waiting); }));
  const Placing placing = river.place(at(3, 0), "2024-05-01T02:00:00Z");
  REQUIRE(placing.targets.size() == 1);
  CHECK(placing.targets.front().fid == pipe);
}

TEST_CASE("the team is the one whose track was walked there and then") {
  Bank river;
  river.outfall("管口", 0, 0);
  const auto walk = [&](const char* team, double north, const char* from, const char* to) {
    Track track;
    track.team = team;
    track.startedAt = from;
    track.endedAt = to;
    track.geometry = LineString{{at(-200, north), at(200, north)}};
    river.add(track);
  };
  walk("一队", 10, "2024-05-01T01:00:00.000Z", "2024-05-01T03:00:00.000Z");
  walk("二队", 5, "2024-05-02T01:00:00.000Z", "2024-05-02T03:00:00.000Z");
  walk("三队", 500, "2024-05-01T01:00:00.000Z", "2024-05-01T03:00:00.000Z");
  CHECK(river.place(at(2, 2), "2024-05-01T02:00:00Z").team == "一队");
  CHECK(river.place(at(2, 2), "2024-05-02T02:00:00Z").team == "二队");
  CHECK(river.place(at(2, 2), "2024-05-03T02:00:00Z").team.empty());
}

TEST_CASE("a photo far from everything says so, and reasons are read back as they were written") {
  Bank river;
  river.outfall("管口", 0, 0);
  const Placing placing = river.place(at(1000, 0), "2024-05-01T02:00:00Z");
  CHECK(placing.targets.empty());
  CHECK(says(placing, "none-near"));
  const std::vector<PlacingReason> reasons{{"near", {{"m", "12"}}}, {"time-only", {}}, {"track", {{"team", "一队"}}}};
  CHECK(reasonsText(reasons) == "near m=12; time-only; track team=一队");
  CHECK(parseReasons(reasonsText(reasons)) == reasons);
  for (const char* text : {"", ";", "; ;", " = =", "a=b", "x y=; =z"}) CHECK_NOTHROW(parseReasons(text));
}
