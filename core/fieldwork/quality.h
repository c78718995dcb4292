// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/moves.h"
#include "core/model/quality_check.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::fieldwork {

/// Draws `count` of 0 … `size` − 1 without putting back, ascending. SplitMix64 (Steele, Lea, Flood 2014) with a Fisher–Yates
/// shuffle: the same seed draws the same on every machine. All when `count` is not less than `size`.
[[nodiscard]] std::vector<std::size_t> drawWithSeed(std::uint64_t seed, std::size_t size, std::size_t count);

/// 抽样: from each team's walked reaches (待质控) that have no open check, the share of the rule book, one at least; in the order of
/// their fids, so that anybody who has the seed draws the same. Each becomes an open quality check; one journal entry. Errors:
/// MoveNotByRole for another than quality control; the store's.
[[nodiscard]] Result<std::vector<QualityCheck>> drawSample(store::SurveyFile& survey, const rules::Fieldwork& work, std::int64_t seed,
                                                           const Actor& actor, const std::string& at = {});

/// What the second walk found.
struct Rewalk {
  std::int64_t missed = 0;                ///< outfalls that the first walk did not record
  std::int64_t wrong = 0;                 ///< records that do not stand the second look
  std::optional<std::int64_t> recorded;   ///< of the first walk; not given: the reach's confirmed candidates
  std::string note;
};

/// Closes an open check: 漏查率 = missed ÷ (recorded + missed), 错误率 = wrong ÷ recorded, passed when neither is over the rule book's
/// limit. A reach that failed goes back in the same journal entry, with the figures as the reason. Errors: RecordMissing;
/// MoveNotByRole; MoveNeeds when the checker is of the team that walked; MoveNotFromHere when the check is closed or the
/// reach does not wait for it; ValueInvalid for counts that cannot be.
[[nodiscard]] Result<QualityCheck> closeCheck(store::SurveyFile& survey, const rules::Fieldwork& work, Fid check, const Rewalk& found,
                                              const Actor& actor, const std::string& at = {});

/// Whether quality control has passed a reach since it was walked: its own newest check did; or it was not drawn, some of its
/// team's were since, and all of those passed.
[[nodiscard]] bool passedByChecks(const SurveyReach& reach, std::span<const QualityCheck> checks);

/// What the moves of these reaches rest on, in their order. Coverage is of all tracks. Error: the store's.
[[nodiscard]] Result<std::vector<ReachFacts>> factsOf(store::Reader& reader, const rules::Fieldwork& work, std::span<const SurveyReach> reaches);

/// Makes a move with all of the reaches or with none, in one journal entry. A reach that is sent back must be walked anew:
/// tracks from before do not count any more. Errors: mayMove's, MoveUnknown, RecordMissing, the store's.
[[nodiscard]] Result<> moveReaches(store::SurveyFile& survey, const rules::Fieldwork& work, std::string_view move, std::span<const Fid> reaches,
                                   const Actor& actor, const MoveDetails& details);

} // namespace suyuan::fieldwork
