// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/gnss/point_average.h"
#include "core/rules/rule_book.h"

namespace suyuan::fieldwork {

/// The rule book's figures for positions: accuracy as the check `place.accuracy` wants it, the rest from fieldwork.json.
[[nodiscard]] gnss::Gate gateOf(const rules::RuleBook& book);
[[nodiscard]] gnss::AverageRule averageRuleOf(const rules::RuleBook& book, double antennaHeightM);

} // namespace suyuan::fieldwork
