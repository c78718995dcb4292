// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/moves.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace suyuan::fieldwork {

/// The fields of a candidate that a merge chooses between, "geom" first for the place. How far it got in the three levels is not
/// among them: that of the record which stays is kept.
[[nodiscard]] std::span<const std::string_view> mergedFields() noexcept;

/// Duplicates that are one: which record stays, and whose value it has in a field from now on.
struct Merge {
  Fid stays;
  std::vector<Fid> goes;
  std::vector<std::pair<std::string, Fid>> taken; ///< field, and the candidate that has the value; not named: as it is
};

/// 合并重复点: the record that stays takes the chosen values, the others are excluded as merged into it, all in one journal entry.
/// Errors, with nothing changed: those of the move `merge`; FieldUnknown for a field that no merge chooses; RecordMissing for a
/// candidate that is not among those merged.
[[nodiscard]] Result<> mergeCandidates(store::SurveyFile& survey, const rules::Fieldwork& work, const Merge& merge, const Actor& actor,
                                       const std::string& at = {});

} // namespace suyuan::fieldwork
