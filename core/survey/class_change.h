// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/reclassify.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "core/survey/code_plan.h"

#include <optional>
#include <string>
#include <vector>

// Another class for an outfall, with what of its code and name follows: a plan to show, carried out as one undo step.

namespace suyuan::survey {

struct ClassChange {
  Fid fid;
  rules::OutfallClasses before, after;
  rules::Reclassification means;    ///< points into the book, which must outlive this
  std::vector<CodeProposal> codes;  ///< the outfall's, then those of branches with the same number; empty: the code stays
  std::string codeMissing;          ///< why a code that must change cannot be given: a field, or "lease"; empty otherwise
  std::string nameBefore, nameAfter; ///< equal: the name stays
};

/// What the classes would mean for the record as it is stored. `device`: whose leases. Errors: RecordMissing (args: fid), the
/// reader's.
[[nodiscard]] Result<ClassChange> planClassChange(store::Reader& reader, const rules::RuleBook& book, Fid outfall,
                                                  const rules::OutfallClasses& to, const std::string& device);

/// Writes the classes, and the codes and the name where they are wanted, in one entry. Error PlanStale (args: fid) when the
/// record is no longer as the plan found it or a code was given meanwhile: then nothing is written.
Result<std::optional<EntryId>> applyClassChange(store::SurveyFile& survey, const ClassChange& change, bool withCodes, bool withName);

/// Sets the three class fields of an outfall.
[[nodiscard]] Result<> writeClasses(store::Edit& edit, Fid outfall, const rules::OutfallClasses& classes);

inline constexpr std::string_view reclassifyLabel = "改变类别";

} // namespace suyuan::survey
