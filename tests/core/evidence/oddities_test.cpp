// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/oddities.h"

#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "core/model/track.h"
#include "core/survey/check_survey.h"
#include "core/survey/live_check.h"
#include "tests/core/evidence/entered.h"

#include <algorithm>
#include <set>

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::evidence;

namespace {

std::vector<Finding> oddities(Timed& timed) { return must(findOddities(timed.reader(), book())); }

std::set<Fid> of(const std::vector<Finding>& findings, std::string_view rule) {
  std::set<Fid> fids;
  for (const Finding& finding : findings)
    if (finding.rule == rule) fids.insert(finding.fid);
  return fids;
}

std::string argument(const Finding& finding, std::string_view name) {
  const auto found = std::ranges::find(finding.args, name, [](const auto& arg) { return std::string_view(arg.first); });
  return found == finding.args.end() ? std::string("-") : found->second;
}

std::string only(const std::vector<Finding>& findings, std::string_view rule, std::string_view name) {
  for (const Finding& finding : findings)
    if (finding.rule == rule) return argument(finding, name);
  return "none";
}

PositionFix fixAt(Fid outfall, const Point& place, UtcMillis when) {
  PositionFix fix;
  fix.outfallFid = outfall;
  fix.geometry = place;
  fix.endedAt = toIso(when);
  fix.accuracy = 0.5;
  return fix;
}

Photo photoOf(Fid outfall, char digit, const std::string& likeness = {}) {
  Photo photo;
  photo.outfallFid = outfall;
  photo.sha256 = std::string(64, digit);
  photo.fileName = std::string(1, digit) + ".jpg";
  photo.likeness = likeness;
  return photo;
}

} // namespace

TEST_CASE("a day's honest work has nothing odd") {
  Timed timed;
  for (int i = 0; i < 15; ++i) {
    const auto then = morning(std::chrono::minutes(12 * i));
    const Fid fid = timed.enter(outfallAt(at(3 * i, 40 * i), then, i), then + 2min);
    timed.enter(fixAt(fid, at(3 * i + 0.1 * (i % 3), 40 * i), then), then + 2min);
    timed.enter(photoOf(fid, static_cast<char>('a' + i), std::format("{:016x}", 0x0123456789abcdefULL * static_cast<unsigned>(2 * i + 1))), then + 3min);
  }
  CHECK(oddities(timed).empty());
}

TEST_CASE("ten outfalls entered in a minute from one spot are told, nine are not, nor ten that were imported") {
  for (const int count : {9, 10}) {
    Timed timed;
    for (int i = 0; i < count; ++i) {
      const Fid fid = timed.enter(outfallAt(at(0, 60.0 * i), morning(), i), morning(std::chrono::seconds(5 * i)));
      timed.enter(fixAt(fid, at(0.2 * i, 0), morning(std::chrono::seconds(5 * i))), morning(20h));
    }
    const auto found = oddities(timed);
    CHECK(of(found, "evidence.burst").size() == (count == 10 ? 10U : 0U));
    if (count == 10) CHECK(only(found, "evidence.burst", "metres") == "2");
  }
  Timed imported;
  for (int i = 0; i < 12; ++i) imported.enter(outfallAt(at(0, 60.0 * i), morning(), i), morning(std::chrono::seconds(i)), true);
  CHECK(oddities(imported).empty());
}

TEST_CASE("many entered at once without any measured position are told, measured ones far apart are not") {
  Timed desk;
  for (int i = 0; i < 10; ++i) desk.enter(outfallAt(at(0, 60.0 * i), morning(), i), morning(std::chrono::seconds(5 * i)));
  const auto found = oddities(desk);
  CHECK(of(found, "evidence.burst").size() == 10);
  CHECK(only(found, "evidence.burst", "without") == "10");
  CHECK(only(found, "evidence.burst", "metres").empty());
  Timed spread;
  for (int i = 0; i < 10; ++i) {
    const Fid fid = spread.enter(outfallAt(at(0, 60.0 * i), morning(), i), morning(std::chrono::seconds(5 * i)));
    spread.enter(fixAt(fid, at(0, 60.0 * i), morning()), morning(20h));
  }
  CHECK(of(oddities(spread), "evidence.burst").empty());
}

TEST_CASE("a run of equal observed values by one surveyor on one day is told; a shorter one and one of other hands are not") {
  const auto run = [](int count, bool others) {
    Timed timed;
    for (int i = 0; i < count; ++i) {
      Outfall outfall = outfallAt(at(0, 60.0 * i), morning(std::chrono::minutes(10 * i)), i);
      outfall.outletShape = "管道";
      outfall.outletSize = 0.5;
      outfall.inflowMode = "直排";
      outfall.sewageKind = "生活污水";
      outfall.flow = 12;
      if (others) outfall.surveyor = i % 2 ? "李四" : "张三";
      timed.enter(outfall, morning(std::chrono::minutes(10 * i + 2)));
    }
    return of(oddities(timed), "evidence.copied").size();
  };
  CHECK(run(8, false) == 8);
  CHECK(run(7, false) == 0);
  CHECK(run(14, true) == 0);
}

TEST_CASE("equal positions are told of what was typed, with the other one's name") {
  Timed timed;
  const Fid a = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  const Fid b = timed.enter(outfallAt(at(0, 0), morning(1h), 2), morning(61min));
  timed.enter(outfallAt(at(0, 0.01), morning(2h), 3), morning(121min));
  const auto found = oddities(timed);
  CHECK(of(found, "evidence.same-place") == std::set{a, b});
  CHECK(only(found, "evidence.same-place", "other") == outfallNumber(2).name);
  Timed imported;
  for (int i = 0; i < 3; ++i) imported.enter(outfallAt(at(0, 0), morning(), i), morning(std::chrono::minutes(i)), true);
  CHECK(oddities(imported).empty());
}

TEST_CASE("a receiver that gives the same position to the last digit later was frozen, and epochs that do not scatter are none") {
  Timed timed;
  const Fid a = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  const Fid b = timed.enter(outfallAt(at(0, 40), morning(1h), 2), morning(61min));
  PositionFix first = fixAt(a, at(0, 0), morning());
  PositionFix later = fixAt(b, at(0, 0), morning(1h));
  later.offset = 40, later.offsetBearing = 0;
  later.deviation = 0;
  later.used = 20;
  timed.enter(first, morning(1min));
  timed.enter(later, morning(61min));
  const auto found = oddities(timed);
  CHECK(of(found, "evidence.frozen") == std::set{b});
  CHECK(only(found, "evidence.frozen", "minutes") == "60");
  CHECK(of(found, "evidence.still") == std::set{b});
  CHECK(of(found, "evidence.moved").empty());
}

TEST_CASE("a record that lies elsewhere than it was measured is told") {
  Timed timed;
  const Fid fid = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  timed.enter(fixAt(fid, at(0, 90), morning()), morning(1min));
  CHECK(of(oddities(timed), "evidence.moved") == std::set{fid});
}

TEST_CASE("surveyed after it was entered is told, unless a later entry brought the time") {
  Timed timed;
  const Fid wrong = timed.enter(outfallAt(at(0, 0), morning(3h), 1), morning());
  const Fid again = timed.enter(outfallAt(at(0, 90), morning(3h), 2), morning(1min));
  CHECK(of(oddities(timed), "evidence.future") == std::set{wrong, again});
  must(timed.survey().edit("复查", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, again, "note", Value{std::string("复查")}); })); // today: after the time
  CHECK(of(oddities(timed), "evidence.future") == std::set{wrong});
}

TEST_CASE("a team whose track was elsewhere at that time was not there") {
  Timed timed;
  const Fid far = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  const Fid near = timed.enter(outfallAt(at(0, 1900), morning(10min), 2), morning(11min));
  Outfall others = outfallAt(at(0, 60), morning(), 3);
  others.team = "二队";
  timed.enter(others, morning(20min));
  Track track;
  track.geometry = LineString{{at(-500, 2000), at(500, 2000)}};
  track.team = "一队";
  track.startedAt = toIso(morning(-1h));
  track.endedAt = toIso(morning(1h));
  timed.enter(track, morning(2h));
  const auto found = oddities(timed);
  CHECK(of(found, "evidence.far-from-track") == std::set{far});
  CHECK(std::abs(std::stod(only(found, "evidence.far-from-track", "metres")) - 2000) < 30);
  CHECK_FALSE(of(found, "evidence.far-from-track").contains(near));
}

TEST_CASE("one file and nearly one picture for two records, and one that a program wrote, are told") {
  Timed timed;
  const Fid a = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  const Fid b = timed.enter(outfallAt(at(0, 90), morning(1h), 2), morning(61min));
  const Fid first = timed.enter(photoOf(a, '1', "0000000000000000"), morning(2min));
  const Fid second = timed.enter(photoOf(b, '1', "0000000000000000"), morning(62min));
  const Fid third = timed.enter(photoOf(a, '3', "ffff000000000000"), morning(3min));
  const Fid fourth = timed.enter(photoOf(b, '4', "fffe000000000001"), morning(63min)); // two bits
  timed.enter(photoOf(b, '5', "ff00000000000001"), morning(64min));                    // nine bits from the third, and the fourth's own record
  timed.enter(photoOf(a, '6', "0123456789abcdef"), morning(4min));
  timed.enter(photoOf(a, '6', "0123456789abcdef"), morning(4min)); // twice at one record is not this rule's
  Photo edited = photoOf(a, '7');
  edited.faults = "no-position; edited";
  const Fid seventh = timed.enter(edited, morning(5min));
  const auto found = oddities(timed);
  CHECK(of(found, "evidence.photo-shared") == std::set{first, second});
  CHECK(of(found, "evidence.photo-alike") == std::set{third, fourth});
  CHECK(only(found, "evidence.photo-alike", "bits") == "2");
  CHECK(only(found, "evidence.photo-alike", "other") == outfallNumber(2).name);
  CHECK(of(found, "evidence.photo-edited") == std::set{seventh});
  CHECK(book().message(*std::ranges::find(found, "evidence.photo-edited", &Finding::rule), "zh").contains("修图软件"));
}

TEST_CASE("the check of a survey tells oddities, by rule when asked, and an edit keeps them") {
  Timed timed;
  const Fid a = timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  timed.enter(outfallAt(at(0, 0), morning(1h), 2), morning(61min));
  const auto whole = must(survey::checkSurvey(timed.reader(), book()));
  CHECK(of(whole.findings, "evidence.same-place").size() == 2);
  survey::CheckRequest request;
  request.rules = {"evidence"};
  CHECK(of(must(survey::checkSurvey(timed.reader(), book(), {}, {}, request)).findings, "evidence.same-place").size() == 2);
  request.rules = {"place"};
  CHECK(of(must(survey::checkSurvey(timed.reader(), book(), {}, {}, request)).findings, "evidence.same-place").empty());
  std::vector<store::Reader> readers;
  readers.push_back(must(timed.survey().openReader()));
  auto live = must(survey::LiveCheck::start(readers, book()));
  must(timed.survey().edit("改名", [&](store::Edit& edit) { return edit.setField(Layer::Outfalls, a, "class_1", Value{std::string("没有的类别")}); }));
  const auto changed = must(live.refresh(Layer::Outfalls, a));
  CHECK(of(changed.findings, "evidence.same-place").contains(a));
  must(timed.survey().edit("删除", [&](store::Edit& edit) { return edit.removeRow(Layer::Outfalls, a); }));
  CHECK(of(must(live.refresh(Layer::Outfalls, a)).findings, "evidence.same-place").empty());
  CHECK_FALSE(of(live.findings(), "evidence.same-place").contains(a));
}

TEST_CASE("looking for oddities can be stopped") {
  Timed timed;
  timed.enter(outfallAt(at(0, 0), morning(), 1), morning(1min));
  std::stop_source source;
  source.request_stop();
  const auto stopped = findOddities(timed.reader(), book(), source.get_token());
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::Cancelled);
}
