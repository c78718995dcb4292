// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/rules/rule_book.h"
#include "core/store/reader.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace suyuan::evidence {

/// 疑点: what is odd about how records came about, as findings of the rules evidence.*, for quality control: many entered at once from one
/// spot, values copied, positions equal or frozen or not where they were measured, times that cannot be, a team that was elsewhere, and
/// photos that are one, nearly one, or not the camera's own. Ordered by rule, then by record. What was imported is not judged as
/// if somebody had typed it. It grows with n log n; at a million outfalls it takes seconds. Errors: Cancelled, the reader's.
[[nodiscard]] Result<std::vector<Finding>> findOddities(store::Reader& reader, const rules::RuleBook& book, const std::stop_token& stop = {},
                                                        const std::function<void(double)>& progress = {});

} // namespace suyuan::evidence
