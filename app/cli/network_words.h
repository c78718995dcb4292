// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/survey/mend_network.h"

#include <string>

namespace suyuan::cli {

/// What is wrong, in one sentence, with the numbers that it rests on.
[[nodiscard]] std::string issueText(const network::NetworkIssue& issue, text::Language language);
/// What the fix would do.
[[nodiscard]] std::string fixText(const network::NetworkFix& fix, text::Language language);

} // namespace suyuan::cli
