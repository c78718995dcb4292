// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/expression.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::survey {

/// A condition over the records of a layer in the rules' own form (core/rules/README.md). It may ask the fields, the linked
/// record (`unit.name`) and functions of them; what needs the surroundings (`in_zone`, `photos` …) is refused, for a selection
/// does not read them and would answer wrongly.
[[nodiscard]] std::expected<rules::Expression, rules::ExpressionFault> selectCondition(std::string_view text, Layer layer);

/// fids of the records that the condition takes, ascending. One pass that reads only what is asked. Any thread, with the reader.
/// Errors: FilterInvalid with the character and the reason in detail, when the text is no condition; Cancelled; the reader's.
[[nodiscard]] Result<std::vector<std::int64_t>> recordsWhere(store::Reader& reader, const rules::RuleBook& book, Layer layer, std::string_view text, const std::stop_token& stop = {});

/// All of them, with or without a place on the map; ascending.
[[nodiscard]] Result<std::vector<std::int64_t>> allRecords(store::Reader& reader, Layer layer, const std::stop_token& stop = {});

} // namespace suyuan::survey
