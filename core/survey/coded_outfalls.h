// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/outfall_code.h"
#include "core/model/outfall.h"
#include "core/store/survey_file.h"
#include "core/survey/code_plan.h"

#include <span>
#include <string>

// What the plans that give codes share.

namespace suyuan::survey {

/// Errors: RecordMissing (args: fid), the reader's.
[[nodiscard]] Result<Outfall> storedOutfall(store::Reader& reader, Fid fid);

/// SQL condition for the outfalls that carry the code's number: the outfall itself and its branches.
[[nodiscard]] std::string withSameNumber(coding::CodeParts code);

/// Error PlanStale (args: fid) when a record has no longer the code that the plan found, or a number was given meanwhile.
[[nodiscard]] Result<> stillApplies(store::Reader& reader, std::span<const CodeProposal> proposals);

/// Writes the codes, and keeps the numbers of branches from being given again.
[[nodiscard]] Result<> writeCodes(store::Edit& edit, std::span<const CodeProposal> proposals);

} // namespace suyuan::survey
