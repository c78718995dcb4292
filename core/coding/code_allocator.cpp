// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_allocator.h"

#include <algorithm>
#include <format>

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

std::string branchSeries(const CodeParts& outfall) {
  return codeSeries(outfall.division, outfall.type) + std::format("/{:04}", outfall.sequence);
}

Result<std::string> nextBranchCode(const CodeParts& outfall, int highestUsed, const CodeTables& tables) {
  // The same demands on the parts as for a number of its own.
  if (auto checked = nextCode(outfall, 0); !checked) return checked;
  if (outfall.sequence < 1 || outfall.sequence > highestNumber)
    return failure(ErrorCode::CodePartsMissing, {.file = {}, .layer = {}, .row = -1, .field = "sequence"}, {}, {"sequence"});
  const int next = std::max(highestUsed + 1, tables.firstBranch);
  if (next > tables.lastBranch || next > 99) return failure(ErrorCode::CodeNumbersExhausted, {}, {}, {branchSeries(outfall)});
  CodeParts branch = outfall;
  branch.extension = std::format("{:02}", next);
  return formatCode(branch);
}

namespace {

constexpr std::string_view leaseMark = "@lease/", reserveMark = "@reserve/";

} // namespace

std::string markText(const NumberMark& mark) {
  return std::string(mark.kind == NumberMark::Kind::Lease ? leaseMark : reserveMark) + mark.holder;
}

std::optional<NumberMark> parseMark(std::string_view text) {
  if (text.starts_with(leaseMark)) return NumberMark{NumberMark::Kind::Lease, std::string(text.substr(leaseMark.size()))};
  if (text.starts_with(reserveMark)) return NumberMark{NumberMark::Kind::Reserve, std::string(text.substr(reserveMark.size()))};
  return std::nullopt;
}

} // namespace suyuan::coding
