// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/quality.h"

#include "core/fieldwork/coverage.h"
#include "core/model/geometry_functions.h"
#include "core/store/capture.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <map>
#include <numeric>

namespace suyuan::fieldwork {

namespace {

/// Quality control's own steps that are no move of a reach, refused as moves are.
std::unexpected<Error> refuseCheck(ErrorCode code, const rules::Bilingual& title, const rules::Bilingual& what, Fid record) {
  return failure(code, {.layer = "quality_checks"}, {},
                 {title.zh, title.en, what.zh, what.en, "HJ 1232-2021 第9章 质量控制要求", "HJ 1232-2021 chapter 9, quality control", toText(record)});
}

rules::Bilingual nameOf(SurveyRole role) {
  return role == SurveyRole::Desk ? rules::Bilingual{"办公室", "the office"} : rules::Bilingual{"排查队", "a survey team"};
}

void sendBack(SurveyReach& reach, const std::string& reason, const Actor& actor, const std::string& at) {
  reach.state = term(ReachState::Returned);
  reach.reason = reason;
  reach.walkSince = at;
  reach.stateBy = actor.name;
  reach.stateAt = at;
}

} // namespace

std::vector<std::size_t> drawWithSeed(std::uint64_t seed, std::size_t size, std::size_t count) {
  std::vector<std::size_t> all(size);
  std::iota(all.begin(), all.end(), 0U);
  count = std::min(count, size);
  const auto next = [&seed] {
    std::uint64_t z = seed += 0x9E3779B97F4A7C15ULL;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
    return z ^ z >> 31;
  };
  for (std::size_t i = 0; i < count; ++i) {
    // A number below `range`, each as likely: those past the last whole multiple are thrown away.
    const std::uint64_t range = size - i, past = (0 - range) % range;
    std::uint64_t drawn = next();
    while (drawn < past) drawn = next();
    std::swap(all[i], all[i + static_cast<std::size_t>(drawn % range)]);
  }
  all.resize(count);
  std::ranges::sort(all);
  return all;
}

Result<std::vector<QualityCheck>> drawSample(store::SurveyFile& survey, const rules::Fieldwork& work, std::int64_t seed, const Actor& actor,
                                             const std::string& at) {
  const rules::Bilingual title{"质控抽样", "Draw a sample"};
  if (actor.role != SurveyRole::Quality) return refuseCheck(ErrorCode::MoveNotByRole, title, nameOf(actor.role), {});
  auto reaches = survey.reader().all<SurveyReach>();
  if (!reaches) return std::unexpected(std::move(reaches).error());
  auto checks = survey.reader().all<QualityCheck>();
  if (!checks) return std::unexpected(std::move(checks).error());
  std::map<std::string, std::vector<Fid>> walked; // fid order, as they are read
  for (const SurveyReach& reach : *reaches)
    if (stateOf(reach) == ReachState::Walked &&
        std::ranges::none_of(*checks, [&](const QualityCheck& c) { return c.reachFid == reach.fid && c.drawnAt >= reach.stateAt; }))
      walked[reach.team].push_back(reach.fid);
  const std::string when = at.empty() ? store::utcNow() : at;
  std::vector<QualityCheck> drawn;
  for (const auto& [team, fids] : walked) {
    const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil(work.limits.sampleShare * static_cast<double>(fids.size()) - 1e-9)));
    for (const std::size_t i : drawWithSeed(static_cast<std::uint64_t>(seed), fids.size(), count)) {
      QualityCheck check;
      check.reachFid = fids[i];
      check.seed = seed;
      check.drawnAt = when;
      check.firstTeam = team;
      drawn.push_back(std::move(check));
    }
  }
  auto entry = survey.edit(title.zh, [&](store::Edit& edit) -> Result<> {
    for (QualityCheck& check : drawn) {
      auto fid = edit.insert(check);
      if (!fid) return std::unexpected(std::move(fid).error());
      check.fid = *fid;
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return drawn;
}

Result<QualityCheck> closeCheck(store::SurveyFile& survey, const rules::Fieldwork& work, Fid fid, const Rewalk& found, const Actor& actor,
                                const std::string& at) {
  const rules::Bilingual title{"质控复查", "Close a quality check"};
  auto read = survey.reader().get<QualityCheck>(fid);
  if (!read) return std::unexpected(std::move(read).error());
  if (!*read) return failure(ErrorCode::RecordMissing, {.layer = "quality_checks"}, {}, {toText(fid)});
  QualityCheck check = std::move(**read);
  auto reachRead = survey.reader().get<SurveyReach>(check.reachFid);
  if (!reachRead) return std::unexpected(std::move(reachRead).error());
  if (!*reachRead) return failure(ErrorCode::RecordMissing, {.layer = "reaches"}, {}, {toText(check.reachFid)});
  SurveyReach reach = std::move(**reachRead);
  if (check.passed.has_value()) return refuseCheck(ErrorCode::MoveNotFromHere, title, {"已办结的质控", "a closed check"}, fid);
  if (stateOf(reach) != ReachState::Walked) return refuseCheck(ErrorCode::MoveNotFromHere, title, {reach.state, reach.state}, reach.fid);
  if (actor.role != SurveyRole::Quality) return refuseCheck(ErrorCode::MoveNotByRole, title, nameOf(actor.role), fid);
  if (actor.name.empty() || actor.name == check.firstTeam || actor.name == reach.team)
    return refuseCheck(ErrorCode::MoveNeeds, title, work.needText(rules::MoveNeed::OtherHands), fid);
  std::int64_t recorded = 0;
  if (found.recorded) {
    recorded = *found.recorded;
  } else {
    auto counted = survey.reader().count(Layer::Candidates, {.equals = {{"reach_fid", Value{reach.fid.value}}, {"status", Value{std::string(term(SurveyStatus::Confirmed))}}}});
    if (!counted) return std::unexpected(std::move(counted).error());
    recorded = *counted;
  }
  if (found.missed < 0) return failure(ErrorCode::ValueInvalid, {.layer = "quality_checks", .field = "missed"}, {}, {std::to_string(found.missed)});
  if (recorded < 0) return failure(ErrorCode::ValueInvalid, {.layer = "quality_checks", .field = "recorded"}, {}, {std::to_string(recorded)});
  if (found.wrong < 0 || found.wrong > recorded)
    return failure(ErrorCode::ValueInvalid, {.layer = "quality_checks", .field = "wrong"}, {}, {std::to_string(found.wrong)});
  const auto share = [](std::int64_t part, std::int64_t whole) { return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0.0; };
  const std::string when = at.empty() ? store::utcNow() : at;
  check.recorded = recorded;
  check.missed = found.missed;
  check.wrong = found.wrong;
  check.missShare = share(found.missed, recorded + found.missed);
  check.wrongShare = share(found.wrong, recorded);
  check.passed = *check.missShare <= work.limits.missShare && *check.wrongShare <= work.limits.wrongShare;
  check.checkedBy = actor.name;
  check.checkedAt = when;
  check.note = found.note;
  auto entry = survey.edit(title.zh, [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(edit.update(check));
    if (*check.passed) return {};
    sendBack(reach, std::format("漏查 {} 处（{:.1f}%，限 {:.1f}%），错误 {} 条（{:.1f}%，限 {:.1f}%）", found.missed, *check.missShare * 100,
                                work.limits.missShare * 100, found.wrong, *check.wrongShare * 100, work.limits.wrongShare * 100),
             actor, when);
    return edit.update(reach);
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return check;
}

bool passedByChecks(const SurveyReach& reach, std::span<const QualityCheck> checks) {
  const QualityCheck* own = nullptr;
  bool anyOfTeam = false, allPassed = true;
  for (const QualityCheck& check : checks) {
    if (check.drawnAt < reach.stateAt) continue; // of an earlier walk
    if (check.reachFid == reach.fid && (!own || own->drawnAt <= check.drawnAt)) own = &check;
    if (check.firstTeam != reach.team) continue;
    anyOfTeam = true;
    allPassed = allPassed && check.passed.value_or(false);
  }
  return own ? own->passed.value_or(false) : anyOfTeam && allPassed;
}

Result<std::vector<ReachFacts>> factsOf(store::Reader& reader, const rules::Fieldwork& work, std::span<const SurveyReach> reaches) {
  auto checks = reader.all<QualityCheck>();
  if (!checks) return std::unexpected(std::move(checks).error());
  Coverage coverage(reaches, work.limits);
  Box box;
  for (const SurveyReach& reach : reaches) box.add(boxOf(reach.geometry));
  if (!box.isEmpty()) {
    auto scanned = reader.scan(Layer::Tracks, {.box = box.grown(0.05, 0.05)}, [&](const Row& row) {
      coverage.addTrack(fromRow<Track>(row));
      return true;
    });
    if (!scanned) return std::unexpected(std::move(scanned).error());
  }
  std::vector<ReachFacts> facts;
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    ReachFacts one;
    auto candidates = reader.all<Candidate>({.equals = {{"reach_fid", Value{reaches[i].fid.value}}}});
    if (!candidates) return std::unexpected(std::move(candidates).error());
    // One that nobody was given waits too: every candidate ends confirmed, excluded or at the third level.
    one.waiting = std::ranges::count_if(*candidates, [](const Candidate& c) { return stageOf(c) == CandidateStage::OnFoot || stageOf(c) == CandidateStage::Listed; });
    one.covered = coverage.share(i).done();
    one.checkPassed = passedByChecks(reaches[i], *checks);
    facts.push_back(one);
  }
  return facts;
}

Result<> moveReaches(store::SurveyFile& survey, const rules::Fieldwork& work, std::string_view id, std::span<const Fid> fids, const Actor& actor,
                     const MoveDetails& details) {
  const rules::SurveyMove* move = work.move(Layer::Reaches, id);
  if (!move) return failure(ErrorCode::MoveUnknown, {}, {}, {std::string(id)});
  std::vector<SurveyReach> reaches;
  for (const Fid fid : fids) {
    auto reach = survey.reader().get<SurveyReach>(fid);
    if (!reach) return std::unexpected(std::move(reach).error());
    if (!*reach) return failure(ErrorCode::RecordMissing, {.layer = "reaches"}, {}, {toText(fid)});
    reaches.push_back(std::move(**reach));
  }
  auto facts = factsOf(survey.reader(), work, reaches);
  if (!facts) return std::unexpected(std::move(facts).error());
  for (std::size_t i = 0; i < reaches.size(); ++i) SUYUAN_TRY(mayMove(work, *move, reaches[i], (*facts)[i], actor, details));
  const std::string when = details.at.empty() ? store::utcNow() : details.at;
  auto entry = survey.edit(move->title.zh, [&](store::Edit& edit) -> Result<> {
    for (SurveyReach& reach : reaches) {
      if (static_cast<ReachState>(move->to) == ReachState::Returned) {
        sendBack(reach, details.reason, actor, when);
      } else {
        reach.state = term(static_cast<ReachState>(move->to));
        reach.reason = details.reason;
        reach.stateBy = actor.name;
        reach.stateAt = when;
        if (move->wants(rules::MoveNeed::Team)) reach.team = details.team;
      }
      SUYUAN_TRY(edit.update(reach));
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return {};
}

} // namespace suyuan::fieldwork
