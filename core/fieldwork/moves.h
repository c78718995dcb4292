// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/candidate.h"
#include "core/model/survey_reach.h"
#include "core/rules/survey_moves.h"
#include "core/store/survey_file.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::fieldwork {

/// Who moves: the role that he works in, and his team's or his own name.
struct Actor {
  SurveyRole role = SurveyRole::Desk;
  std::string name;
};

/// What a move may need; the rule book says which move needs what.
struct MoveDetails {
  std::string team, reason, difficulty, method, result;
  Fid mergedInto;
  std::string at; ///< UTC with milliseconds; empty: now
};

/// Where a candidate stands, from its status and level. A word that is none of 已确认 and 已排除 counts as 疑似.
[[nodiscard]] CandidateStage stageOf(const Candidate& candidate) noexcept;
/// Where a reach stands; a word that is none of the states counts as 待分配.
[[nodiscard]] ReachState stateOf(const SurveyReach& reach) noexcept;

/// What a reach's moves rest on beside the record.
struct ReachFacts {
  std::int64_t waiting = 0; ///< its candidates that wait at the second level
  double covered = 0;       ///< share of its bank that is covered or seen
  bool checkPassed = false; ///< by quality control, since it was walked
};

// Whether a move may be made. Errors, each with the clause that the move rests on: MoveNotFromHere, MoveNotByRole,
// MoveNeeds. That the record to merge into is there is asked where the survey is at hand.
[[nodiscard]] Result<> mayMove(const rules::Fieldwork& work, const rules::SurveyMove& move, const Candidate& candidate, const Actor& actor,
                               const MoveDetails& details);
[[nodiscard]] Result<> mayMove(const rules::Fieldwork& work, const rules::SurveyMove& move, const SurveyReach& reach, const ReachFacts& facts,
                               const Actor& actor, const MoveDetails& details);

/// The moves that a role has from a state, in the rule book's order.
[[nodiscard]] std::vector<const rules::SurveyMove*> movesFrom(const rules::Fieldwork& work, Layer layer, std::uint8_t state, SurveyRole role);

/// Makes a move with all of the candidates or with none, in one journal entry. A confirmed candidate becomes an outfall
/// that takes over place, name, source and division; reopening takes a confirmed outfall back to 疑似, it stays linked, and
/// confirming it again confirms that outfall. Returns the new outfalls' fids. Errors: mayMove's, MoveUnknown, RecordMissing,
/// the store's.
[[nodiscard]] Result<std::vector<Fid>> moveCandidates(store::SurveyFile& survey, const rules::Fieldwork& work, std::string_view move,
                                                      std::span<const Fid> candidates, const Actor& actor, const MoveDetails& details);

/// Within an edit, what a move does that mayMove has let pass: to the candidate, and to the outfall that it is or becomes. Returns the
/// new outfall's fid, not set when there is none.
[[nodiscard]] Result<Fid> carryOut(store::Edit& edit, store::Reader& reader, const rules::SurveyMove& move, Candidate& candidate, const Actor& actor,
                                   const MoveDetails& details, const std::string& at);

/// A candidate that a team meets on its walk and that nobody had listed: at the second level, the team's own (HJ 1232-2021
/// 第7章). Error MoveNotByRole for another role, MoveNeeds without a position.
[[nodiscard]] Result<Fid> addFound(store::SurveyFile& survey, const rules::Fieldwork& work, Candidate found, const Actor& actor,
                                   const std::string& at = {});

} // namespace suyuan::fieldwork
