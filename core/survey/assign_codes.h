// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "core/survey/code_plan.h"

#include <stop_token>

namespace suyuan::survey {

struct CodeReport {
  std::vector<std::pair<Fid, std::string>> assigned; ///< fid and national code, in the order given
  std::vector<Uncoded> left;
  std::int64_t alreadyCoded = 0;
};

/// planCodes and applyCodes in one go, for every confirmed outfall without a national code, with this copy's leases
/// where numbers are leased. One journal entry.
[[nodiscard]] Result<CodeReport> assignCodes(store::SurveyFile& survey, const rules::RuleBook& book,
                                             std::stop_token stop = {});

/// The code that assignCodes would give this outfall now; the number is not taken. `device`: whose leases. Errors:
/// CodePartsMissing names the part in Place::field; CodeLeaseMissing.
[[nodiscard]] Result<std::string> proposeCode(store::Reader& reader, const rules::RuleBook& book,
                                              const Outfall& outfall, const std::string& device = {});

/// The name that the class's template gives, numbered when it is already taken by another outfall. Unlike planNames it
/// gives a name also when nothing but the county is known, since a person will go on writing.
[[nodiscard]] Result<std::string> proposeName(store::Reader& reader, const rules::RuleBook& book,
                                              const Outfall& outfall);

} // namespace suyuan::survey
