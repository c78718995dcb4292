// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/outfall_code.h"
#include "core/model/outfall.h"
#include "core/rules/rule_book.h"

#include <expected>
#include <string>

namespace suyuan::survey {

struct WantedCode {
  coding::CodeParts parts; ///< without the number
  bool unverified = false; ///< the type letters rest on an entry whose source is not verified
};

/// The parts that an outfall's code should have by its record; or the field that is missing.
[[nodiscard]] std::expected<WantedCode, std::string> wantedCode(const Outfall& outfall, const rules::RuleBook& book);

} // namespace suyuan::survey
