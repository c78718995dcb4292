// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/store/survey_file.h"

#include <span>
#include <string_view>
#include <vector>

namespace suyuan::survey {

/// A finding with who set it aside, when and why.
struct SetAside {
  Finding finding;
  store::IgnoredFinding by;
};

/// Sets findings aside with one reason, in one journal entry; the name is the survey's author. Error ValueInvalid when the
/// reason is empty.
[[nodiscard]] Result<> ignoreFindings(store::SurveyFile& survey, std::span<const Finding> findings, std::string_view reason);

/// Takes them up again, in one journal entry.
[[nodiscard]] Result<> takeUpFindings(store::SurveyFile& survey, std::span<const store::IgnoredFinding> ignored);

/// All that are set aside, by record and rule. Surveys of an older version have none.
[[nodiscard]] Result<std::vector<store::IgnoredFinding>> ignoredFindings(store::Reader& reader);

/// Takes what is set aside out of the findings and hands it back.
[[nodiscard]] std::vector<SetAside> setAside(std::vector<Finding>& findings, std::span<const store::IgnoredFinding> ignored);

} // namespace suyuan::survey
