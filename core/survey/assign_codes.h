// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"

#include <stop_token>

namespace suyuan::survey {

/// An outfall that could not be given a code, and what is missing ("division_code", "class_1", "basin" …).
struct Uncoded {
  Fid fid;
  std::string missing;
};

struct CodeReport {
  std::vector<std::pair<Fid, std::string>> assigned; ///< fid and national code, in the order given
  std::vector<Uncoded> left;
  std::int64_t alreadyCoded = 0;
};

/// Gives every confirmed outfall without a national code the next number of its county and type (HJ 1235-2021),
/// in one journal entry: by county, then river, then chainage from the source, then bank. Numbers are never reused.
[[nodiscard]] Result<CodeReport> assignCodes(store::SurveyFile& survey, const rules::RuleBook& book,
                                             std::stop_token stop = {});

/// The code that assignCodes would give this outfall now; the number is not taken. Error CodePartsMissing names
/// the part in Place::field.
[[nodiscard]] Result<std::string> proposeCode(store::Reader& reader, const rules::RuleBook& book,
                                              const Outfall& outfall);

/// The name that the template gives (prefecture, county, township, place …, suffix of the class), numbered when it
/// is already taken by another outfall.
[[nodiscard]] Result<std::string> proposeName(store::Reader& reader, const rules::RuleBook& book,
                                              const Outfall& outfall);

} // namespace suyuan::survey
