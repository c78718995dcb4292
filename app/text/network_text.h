// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/survey/mend_network.h"
#include "core/survey/trace_evidence.h"

#include <string>

namespace suyuan::text {

/// What is wrong, in one sentence, with the numbers that it rests on.
[[nodiscard]] std::string issueText(const network::NetworkIssue& issue, Language language);
/// The kind of an issue, as a heading: 端点未接.
[[nodiscard]] std::string issueTitle(network::NetworkIssueKind kind, Language language);
/// 确定, 推断 …
[[nodiscard]] std::string certaintyText(survey::Certainty certainty, Language language);
/// What the fix would do.
[[nodiscard]] std::string fixText(const network::NetworkFix& fix, Language language);

} // namespace suyuan::text
