// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/candidate.h"
#include "core/store/survey_file.h"

#include <span>

namespace suyuan::survey {

/// Makes an outfall of each candidate (疑似 → 已确认, HJ 1232-2021 第二级排查): the outfall takes over place, name,
/// source and division; the candidate is marked 已确认 and points to it. One journal entry. Candidates that are
/// already confirmed are passed over. Returns the new outfalls' fids, in the order of the candidates taken.
[[nodiscard]] Result<std::vector<Fid>> confirmCandidates(store::SurveyFile& survey, std::span<const Fid> candidates);

/// Marks a candidate 已排除 with the reason; its record stays. Error ValueInvalid when the reason is empty.
[[nodiscard]] Result<> excludeCandidate(store::SurveyFile& survey, Fid candidate, std::string_view reason);

} // namespace suyuan::survey
