// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_allocator.h"

#include <algorithm>

namespace suyuan::coding {

namespace {

constexpr int highestNumber = 9999; // four digits

bool twoCapitals(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

std::string codeSeries(DivisionCode division, std::string_view type) {
  return division.text() + "/" + std::string(type);
}

Result<std::string> nextCode(const CodeParts& withoutNumber, int highestUsed) {
  const auto missing = [](const char* part) {
    return failure(ErrorCode::CodePartsMissing, {.file = {}, .layer = {}, .row = -1, .field = part}, {}, {part});
  };
  if (!twoCapitals(withoutNumber.basin)) return missing("basin");
  if (!DivisionCode::parse(withoutNumber.division.text()) || !withoutNumber.division.isCounty()) return missing("division_code");
  if (!twoCapitals(withoutNumber.type)) return missing("class_1");
  if (withoutNumber.extension.size() != 2) return missing("extension");
  CodeParts parts = withoutNumber;
  const std::string series = codeSeries(parts.division, parts.type);
  if (highestUsed >= highestNumber) return failure(ErrorCode::CodeNumbersExhausted, {}, {}, {series});
  parts.sequence = std::max(highestUsed, 0) + 1;
  return formatCode(parts);
}

} // namespace suyuan::coding
