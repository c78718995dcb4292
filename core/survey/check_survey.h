// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"

#include <functional>
#include <stop_token>

namespace suyuan::survey {

struct CheckReport {
  std::int64_t checked = 0; ///< outfalls looked at
  double elapsedMs = 0;     ///< reading and checking
  std::vector<Finding> findings;
};

/// Runs every rule over the whole survey. Reads only. Progress from 0 to 1.
[[nodiscard]] Result<CheckReport> checkSurvey(store::Reader& reader, const rules::RuleBook& book,
                                              std::stop_token stop = {},
                                              const std::function<void(double)>& progress = {});

/// Findings of one outfall as it stands in the form, with what the survey knows around it.
[[nodiscard]] Result<std::vector<Finding>> checkOutfall(store::Reader& reader, const rules::RuleBook& book,
                                                        const Outfall& outfall);

/// Applies the safe fixes of the findings, one journal entry. Returns how many records changed.
[[nodiscard]] Result<std::int64_t> applyFixes(store::SurveyFile& survey, std::span<const Finding> findings);

} // namespace suyuan::survey
