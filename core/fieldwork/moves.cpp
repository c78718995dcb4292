// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/moves.h"

#include "core/model/outfall.h"
#include "core/store/capture.h"

#include <algorithm>

namespace suyuan::fieldwork {

using rules::Bilingual;
using rules::Fieldwork;
using rules::MoveNeed;
using rules::SurveyMove;

namespace {

std::unexpected<Error> refuse(ErrorCode code, const SurveyMove& move, const Bilingual& what, Fid record) {
  return failure(code, {.layer = std::string(layerName(move.layer))}, {},
                 {move.title.zh, move.title.en, what.zh, what.en, move.citation.zh, move.citation.en, toText(record)});
}

Bilingual roleText(SurveyRole role) {
  switch (role) {
  case SurveyRole::Desk: return {"办公室", "the office"};
  case SurveyRole::Team: return {"排查队", "a survey team"};
  case SurveyRole::Quality: return {"质控", "quality control"};
  }
  return {};
}

/// What both kinds of record share.
struct Standing {
  Fid fid;
  std::uint8_t state;
  std::string_view word; ///< of the state
  const std::string& team;
};

Result<> mayStep(const Fieldwork& work, const SurveyMove& move, const Standing& at, const Actor& actor, const MoveDetails& details) {
  if (!move.startsAt(at.state)) return refuse(ErrorCode::MoveNotFromHere, move, {std::string(at.word), std::string(at.word)}, at.fid);
  if (!move.madeBy(actor.role)) return refuse(ErrorCode::MoveNotByRole, move, roleText(actor.role), at.fid);
  for (const MoveNeed need : move.needs) {
    bool there = true;
    switch (need) {
    case MoveNeed::Team: there = !details.team.empty(); break;
    case MoveNeed::Reason: there = !details.reason.empty(); break;
    case MoveNeed::Difficulty: there = std::ranges::contains(work.difficulties, details.difficulty); break;
    case MoveNeed::Method: there = std::ranges::contains(work.methods, details.method); break;
    case MoveNeed::Result: there = !details.result.empty(); break;
    case MoveNeed::MergedInto: there = details.mergedInto.isSet() && details.mergedInto != at.fid; break;
    case MoveNeed::OwnTeam: there = !actor.name.empty() && actor.name == at.team; break;
    case MoveNeed::OtherHands: there = !actor.name.empty() && actor.name != at.team; break;
    default: break; // the record's own: looked at by the caller
    }
    if (!there) return refuse(ErrorCode::MoveNeeds, move, work.needText(need), at.fid);
  }
  return {};
}

void apply(const SurveyMove& move, Candidate& candidate, const Actor& actor, const MoveDetails& details, const std::string& at) {
  switch (static_cast<CandidateStage>(move.to)) {
  case CandidateStage::Listed:
    candidate.status = term(SurveyStatus::Suspected);
    candidate.surveyLevel = 1;
    break;
  case CandidateStage::OnFoot:
    candidate.status = term(SurveyStatus::Suspected);
    candidate.surveyLevel = 2;
    candidate.mergedInto = {};
    break;
  case CandidateStage::Difficult:
    candidate.status = term(SurveyStatus::Suspected);
    candidate.surveyLevel = 3;
    break;
  case CandidateStage::Confirmed: candidate.status = term(SurveyStatus::Confirmed); break;
  case CandidateStage::Excluded: candidate.status = term(SurveyStatus::Excluded); break;
  }
  if (move.wants(MoveNeed::Team)) candidate.team = details.team;
  if (move.wants(MoveNeed::Difficulty)) candidate.difficulty = details.difficulty;
  if (move.wants(MoveNeed::Method)) candidate.method = details.method;
  if (move.wants(MoveNeed::Result)) candidate.result = details.result;
  if (move.wants(MoveNeed::MergedInto)) {
    candidate.mergedInto = details.mergedInto;
    candidate.reason = "重复，并入 " + toText(details.mergedInto);
  } else {
    candidate.reason = details.reason;
  }
  candidate.checkedBy = actor.name;
  candidate.checkedAt = at;
}

} // namespace

CandidateStage stageOf(const Candidate& candidate) noexcept {
  const auto status = parseTerm<SurveyStatus>(candidate.status);
  if (status == SurveyStatus::Confirmed) return CandidateStage::Confirmed;
  if (status == SurveyStatus::Excluded) return CandidateStage::Excluded;
  const auto level = candidate.surveyLevel.value_or(1);
  return level >= 3 ? CandidateStage::Difficult : level == 2 ? CandidateStage::OnFoot : CandidateStage::Listed;
}

ReachState stateOf(const SurveyReach& reach) noexcept { return parseTerm<ReachState>(reach.state).value_or(ReachState::Unassigned); }

Result<> mayMove(const Fieldwork& work, const SurveyMove& move, const Candidate& candidate, const Actor& actor, const MoveDetails& details) {
  const CandidateStage stage = stageOf(candidate);
  SUYUAN_TRY(mayStep(work, move, {candidate.fid, static_cast<std::uint8_t>(stage), term(stage), candidate.team}, actor, details));
  if (move.wants(MoveNeed::Place) && !std::holds_alternative<Point>(candidate.geometry))
    return refuse(ErrorCode::MoveNeeds, move, work.needText(MoveNeed::Place), candidate.fid);
  return {};
}

Result<> mayMove(const Fieldwork& work, const SurveyMove& move, const SurveyReach& reach, const ReachFacts& facts, const Actor& actor,
                 const MoveDetails& details) {
  const ReachState state = stateOf(reach);
  SUYUAN_TRY(mayStep(work, move, {reach.fid, static_cast<std::uint8_t>(state), term(state), reach.team}, actor, details));
  const auto missing = [&](MoveNeed need, bool there) { return move.wants(need) && !there; };
  for (const auto& [need, there] : {std::pair{MoveNeed::Settled, facts.waiting == 0},
                                    std::pair{MoveNeed::Covered, facts.covered >= work.limits.coverShare || !details.reason.empty()},
                                    std::pair{MoveNeed::CheckPassed, facts.checkPassed}})
    if (missing(need, there)) return refuse(ErrorCode::MoveNeeds, move, work.needText(need), reach.fid);
  return {};
}

std::vector<const SurveyMove*> movesFrom(const Fieldwork& work, Layer layer, std::uint8_t state, SurveyRole role) {
  std::vector<const SurveyMove*> moves;
  for (const SurveyMove& move : work.moves)
    if (move.layer == layer && move.startsAt(state) && move.madeBy(role)) moves.push_back(&move);
  return moves;
}

Result<Fid> carryOut(store::Edit& edit, store::Reader& reader, const SurveyMove& move, Candidate& candidate, const Actor& actor, const MoveDetails& details,
                     const std::string& at) {
  const CandidateStage before = stageOf(candidate);
  apply(move, candidate, actor, details, at);
  std::optional<Outfall> known;
  if (candidate.outfallFid.isSet()) {
    auto linked = reader.get<Outfall>(candidate.outfallFid);
    if (!linked) return std::unexpected(std::move(linked).error());
    known = std::move(*linked);
  }
  Fid fresh;
  if (const auto to = static_cast<CandidateStage>(move.to); to == CandidateStage::Confirmed) {
    Outfall outfall = known.value_or(Outfall{});
    outfall.geometry = candidate.geometry;
    if (!known) {
      outfall.name = candidate.name;
      outfall.source = candidate.source;
      outfall.sourceId = candidate.sourceId;
      outfall.divisionCode = candidate.divisionCode;
      outfall.note = candidate.note;
    }
    outfall.status = term(SurveyStatus::Confirmed);
    outfall.surveyLevel = candidate.surveyLevel;
    if (known) {
      SUYUAN_TRY(edit.update(outfall));
    } else {
      auto fid = edit.insert(outfall);
      if (!fid) return fid;
      candidate.outfallFid = fresh = *fid;
    }
  } else if (known && (before == CandidateStage::Confirmed || to == CandidateStage::Excluded)) {
    const auto status = to == CandidateStage::Excluded ? SurveyStatus::Excluded : SurveyStatus::Suspected;
    SUYUAN_TRY(edit.setField(Layer::Outfalls, candidate.outfallFid, "status", Value{std::string(term(status))}));
  }
  SUYUAN_TRY(edit.update(candidate));
  return fresh;
}

Result<std::vector<Fid>> moveCandidates(store::SurveyFile& survey, const Fieldwork& work, std::string_view id, std::span<const Fid> fids,
                                        const Actor& actor, const MoveDetails& details) {
  const SurveyMove* move = work.move(Layer::Candidates, id);
  if (!move) return failure(ErrorCode::MoveUnknown, {}, {}, {std::string(id)});
  std::vector<Candidate> moved;
  for (const Fid fid : fids) {
    auto candidate = survey.reader().get<Candidate>(fid);
    if (!candidate) return std::unexpected(std::move(candidate).error());
    if (!*candidate) return failure(ErrorCode::RecordMissing, {.layer = "candidates"}, {}, {toText(fid)});
    SUYUAN_TRY(mayMove(work, *move, **candidate, actor, details));
    moved.push_back(std::move(**candidate));
  }
  if (move->wants(MoveNeed::MergedInto)) {
    auto into = survey.reader().get<Candidate>(details.mergedInto);
    if (!into) return std::unexpected(std::move(into).error());
    // Nothing is merged into what is gone, excluded, or merged away by this very move.
    if (!*into || stageOf(**into) == CandidateStage::Excluded || std::ranges::contains(fids, details.mergedInto))
      return refuse(ErrorCode::MoveNeeds, *move, work.needText(MoveNeed::MergedInto), moved.empty() ? Fid{} : moved.front().fid);
  }
  const std::string at = details.at.empty() ? store::utcNow() : details.at;
  std::vector<Fid> outfalls;
  auto entry = survey.edit(move->title.zh, [&](store::Edit& edit) -> Result<> {
    for (Candidate& candidate : moved) {
      auto made = carryOut(edit, survey.reader(), *move, candidate, actor, details, at);
      if (!made) return std::unexpected(std::move(made).error());
      if (made->isSet()) outfalls.push_back(*made);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return outfalls;
}

Result<Fid> addFound(store::SurveyFile& survey, const Fieldwork& work, Candidate found, const Actor& actor, const std::string& at) {
  SurveyMove step;
  step.layer = Layer::Candidates;
  step.title = {"现场新增", "Add on the spot"};
  step.citation = {"HJ 1232-2021 第7章 第二级排查", "HJ 1232-2021 chapter 7, second level"};
  if (actor.role != SurveyRole::Team || actor.name.empty()) return refuse(ErrorCode::MoveNotByRole, step, roleText(actor.role), {});
  if (!std::holds_alternative<Point>(found.geometry)) return refuse(ErrorCode::MoveNeeds, step, work.needText(MoveNeed::Place), {});
  found.status = term(SurveyStatus::Suspected);
  found.surveyLevel = 2;
  found.team = actor.name;
  if (found.source.empty()) found.source = "现场发现";
  if (found.seenAt.empty()) found.seenAt = at.empty() ? store::utcNow() : at;
  Fid fid;
  auto entry = survey.edit(step.title.zh, [&](store::Edit& edit) -> Result<> {
    auto inserted = edit.insert(found);
    if (!inserted) return std::unexpected(std::move(inserted).error());
    fid = *inserted;
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return fid;
}

} // namespace suyuan::fieldwork
