// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/rules/rule_book.h"
#include "core/survey/responsibility.h"
#include "gis/exchange/table_file.h"

#include <span>
#include <vector>

namespace suyuan::pages {

/// 责任主体清单 as sheets: one line an outfall, one line a unit, and what is missing by county.
[[nodiscard]] std::vector<exchange::TableSheet> responsibilitySheets(std::span<const survey::Responsibility> rows, const rules::RuleBook& book, text::Language language);

} // namespace suyuan::pages
