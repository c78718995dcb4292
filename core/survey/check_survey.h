// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/survey/ignored_findings.h"
#include "core/store/survey_file.h"

#include <functional>
#include <stop_token>

namespace suyuan::survey {

/// Which part of a check is wanted.
struct CheckRequest {
  std::vector<std::string> rules; ///< ids or groups ("code", "code.shape"); empty: all
  std::string where;              ///< condition over outfalls in the rules' own form (core/rules/README.md); empty: all records
  std::string today;              ///< YYYY-MM-DD; empty takes the clock's (UTC)
};

struct CheckReport {
  std::int64_t checked = 0; ///< outfalls looked at
  double elapsedMs = 0;     ///< reading and checking
  std::vector<Finding> findings;
  std::vector<SetAside> ignored; ///< what somebody set aside, with the reason; not among the findings
};

/// Runs every rule over the whole survey, and with all records those of core/evidence. Reads only, piece by piece: the memory grows with some 200 bytes an outfall, not
/// with the records. Progress from 0 to 1, on this thread. Errors: FilterInvalid with the character and the reason in
/// detail, when `where` is no condition; Cancelled.
[[nodiscard]] Result<CheckReport> checkSurvey(store::Reader& reader, const rules::RuleBook& book,
                                              std::stop_token stop = {},
                                              const std::function<void(double)>& progress = {},
                                              const CheckRequest& request = {});

/// The same on as many threads as there are readers, each with a connection of its own (SurveyFile::openReader).
[[nodiscard]] Result<CheckReport> checkSurvey(std::span<store::Reader> readers, const rules::RuleBook& book,
                                              std::stop_token stop = {},
                                              const std::function<void(double)>& progress = {},
                                              const CheckRequest& request = {});

/// Readers for a check on all processors of this machine (four at most).
[[nodiscard]] Result<std::vector<store::Reader>> readersForCheck(const store::SurveyFile& survey);

/// Findings of one outfall as it stands in the form, with what the survey knows around it.
[[nodiscard]] Result<std::vector<Finding>> checkOutfall(store::Reader& reader, const rules::RuleBook& book,
                                                        const Outfall& outfall);

struct AppliedFixes {
  std::int64_t records = 0;     ///< that have a fix
  std::optional<EntryId> entry; ///< nothing when all stood as the fixes want it
};
/// Applies the safe fixes of the findings, one journal entry.
[[nodiscard]] Result<AppliedFixes> applyFixes(store::SurveyFile& survey, std::span<const Finding> findings);

/// True when the finding is of one of the rules or groups; an empty list takes all.
[[nodiscard]] bool isOfRules(const Finding& finding, std::span<const std::string> rules) noexcept;

/// Findings counted by county and rule, for a county's clean bill. Findings of records that no county is known of (units
/// without a division, channels …) stand under an empty county.
struct CountyCount {
  std::string county; ///< six digits
  std::string rule;
  Severity severity = Severity::Warning;
  std::int64_t count = 0;
};
/// By county, then rule.
[[nodiscard]] Result<std::vector<CountyCount>> countByCounty(store::Reader& reader, std::span<const Finding> findings);

} // namespace suyuan::survey
