// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/merge.h"

#include "core/model/outfall.h"
#include "tests/core/fieldwork/work.h"

using namespace suyuan;
using namespace suyuan::test;
using namespace suyuan::fieldwork;

namespace {

Candidate twin(const char* name, double lon) {
  Candidate candidate;
  candidate.name = name;
  candidate.geometry = Point{lon, 43.9};
  candidate.source = "原有台账";
  candidate.status = "疑似";
  candidate.surveyLevel = 1;
  return candidate;
}

template <class T>
ErrorCode errorOf(const Result<T>& result) { return result ? ErrorCode{} : result.error().code; }

} // namespace

TEST_CASE("duplicates are merged into one that has the chosen values, in one entry that is taken back at once") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Candidate one = twin("甲口", 125.3), two = twin("乙口", 125.3001), three = twin("", 125.3002);
  two.source = "无人机解译";
  two.kind = "管道";
  three.note = "涵洞下";
  one.surveyLevel = 2;
  one.team = "一队";
  const Fid a = add(survey, one), b = add(survey, two), c = add(survey, three);
  must(mergeCandidates(survey, work(), {.stays = a, .goes = {b, c}, .taken = {{"kind", b}, {"geom", b}, {"note", c}, {"name", a}}}, desk()));
  const Candidate stays = get<Candidate>(survey, a);
  CHECK(stays.name == "甲口");
  CHECK(stays.kind == "管道");
  CHECK(stays.note == "涵洞下");
  CHECK(stays.source == "原有台账");
  CHECK(std::get<Point>(stays.geometry).x == 125.3001);
  CHECK(stageOf(stays) == CandidateStage::OnFoot);
  CHECK(stays.team == "一队");
  for (const Fid gone : {b, c}) {
    const Candidate merged = get<Candidate>(survey, gone);
    CHECK(stageOf(merged) == CandidateStage::Excluded);
    CHECK(merged.mergedInto == a);
    CHECK(merged.checkedBy == "李主任");
  }
  must(survey.undo());
  CHECK(get<Candidate>(survey, a) == [&] { one.fid = a; return one; }());
  CHECK(stageOf(get<Candidate>(survey, b)) == CandidateStage::Listed);
}

TEST_CASE("a merge that cannot be is refused by the clause and changes nothing") {
  const TempFolder folder;
  auto survey = newSurvey(folder);
  Candidate confirmed = twin("丙口", 125.3), excluded = twin("丁口", 125.3);
  confirmed.status = "已确认";
  excluded.status = "已排除";
  const Fid a = add(survey, twin("甲口", 125.3)), b = add(survey, twin("乙口", 125.3)), c = add(survey, confirmed), d = add(survey, excluded);
  const auto before = must(survey.reader().contentHash());
  const auto tried = [&](Merge merge, const Actor& actor = desk()) { return mergeCandidates(survey, work(), merge, actor); };
  const auto role = tried({.stays = a, .goes = {b}, .taken = {}}, quality());
  CHECK(errorOf(role) == ErrorCode::MoveNotByRole);
  CHECK(role.error().args.at(4).contains("HJ 1232-2021 第6章"));
  CHECK(errorOf(tried({.stays = a, .goes = {c}, .taken = {}})) == ErrorCode::MoveNotFromHere);
  CHECK(errorOf(tried({.stays = d, .goes = {a}, .taken = {}})) == ErrorCode::MoveNeeds);
  CHECK(errorOf(tried({.stays = a, .goes = {a}, .taken = {}})) == ErrorCode::MoveNeeds);
  CHECK(errorOf(tried({.stays = a, .goes = {}, .taken = {}})) == ErrorCode::MoveNeeds);
  CHECK(errorOf(tried({.stays = a, .goes = {b}, .taken = {{"status", b}}})) == ErrorCode::FieldUnknown);
  CHECK(errorOf(tried({.stays = a, .goes = {b}, .taken = {{"name", c}}})) == ErrorCode::RecordMissing);
  CHECK(errorOf(tried({.stays = a, .goes = {Fid{7}}, .taken = {}})) == ErrorCode::RecordMissing);
  CHECK(must(survey.reader().contentHash()) == before);
  must(tried({.stays = c, .goes = {a, b}, .taken = {{"name", a}}})); // into a confirmed one
  CHECK(get<Candidate>(survey, c).name == "甲口");
  CHECK(stageOf(get<Candidate>(survey, c)) == CandidateStage::Confirmed);
}
