// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/expression.h"

#include <span>

namespace suyuan::rules {

/// A condition over columns that are no layer's (the questions of a form), in the language of rule files. It has no linked records, and of the
/// functions those that may be asked of any layer. `columns`: at most mostColumns; evaluated over Cells laid out in their order.
[[nodiscard]] std::expected<Expression, ExpressionFault> conditionOver(std::string_view text, std::span<const FieldDef> columns);

} // namespace suyuan::rules
