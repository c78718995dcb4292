// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/model/finding.h"
#include "core/rules/rule_book.h"

#include <string>

namespace suyuan::text {

/// A finding's sentence from the rule book's messages; "（依据待核实）" is added when it rests on an unverified entry.
[[nodiscard]] std::string findingText(const Finding& finding, const rules::RuleBook& book, Language language);

[[nodiscard]] std::string severityText(Severity severity, Language language);
/// "error", "warning", "info": as printed by --json.
[[nodiscard]] std::string_view severityKey(Severity severity) noexcept;

} // namespace suyuan::text
