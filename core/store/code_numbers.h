// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace suyuan::store {

class StatementCache;

/// What the store must know of an outfall code: which number of which series it takes up. The key is that of
/// coding::codeSeries, and a test holds the two together.
struct CodeNumber {
  std::string series; ///< county and type, "220102/GY"
  int number = 0;     ///< 1 … 9999
};

/// Nothing when the text is not of a code's shape (hyphens are optional, small letters count as capitals).
[[nodiscard]] std::optional<CodeNumber> codeNumber(std::string_view code);

/// Marks a number as given for ever; true when it was not before. The first code stays.
Result<bool> keepCodeNumber(StatementCache& statements, std::string_view series, int number, std::string_view code);

} // namespace suyuan::store
