// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/expression.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace suyuan::rules {

/// A rule written as an expression in a rule file.
struct RuleCondition {
  Expression when;   ///< true: the rule fires
  std::string field; ///< column that the finding points at; empty: the whole record
  /// Arguments of the message beside the columns that it names, in the message's order: name and value.
  std::vector<std::pair<std::string, Expression>> args;
  struct FixTemplate {
    std::string field;
    std::size_t column = 0; ///< of the field
    Expression value;
  };
  std::optional<FixTemplate> fix; ///< offered only where the rule would not fire any more with it
};

} // namespace suyuan::rules
