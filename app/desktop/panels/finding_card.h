// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/survey/explain_finding.h"
#include "core/survey/ignored_findings.h"

#include <QString>

namespace suyuan::desktop {

/// V, P, S or M of an entry in words.
[[nodiscard]] QString confidenceText(coding::Confidence confidence);

/// The card of a finding as rich text: sentence, rule, citation and how sure it is, condition, values, what to do, the
/// repair, who last touched it; and who set it aside, when somebody did. Everything from the data is escaped.
[[nodiscard]] QString cardHtml(const survey::FindingCard& card, const rules::RuleBook& book, const store::IgnoredFinding* aside);

} // namespace suyuan::desktop
