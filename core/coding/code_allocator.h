// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/outfall_code.h"
#include "core/model/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan::coding {

/// The series that numbers are counted in: county and type, "220102/GY". The store keeps the highest number ever
/// used under this key, so that a number of a deleted or renumbered outfall is not given again.
[[nodiscard]] std::string codeSeries(DivisionCode division, std::string_view type);

/// The code with the number after the highest ever used; gaps are never refilled. Errors: CodeNumbersExhausted above
/// 9999 (args: series), CodePartsMissing when basin, division, type or extension have not their shape.
[[nodiscard]] Result<std::string> nextCode(const CodeParts& withoutNumber, int highestUsed);

/// The series that the branches of one outfall are counted in: "220102/GY/0001".
[[nodiscard]] std::string branchSeries(const CodeParts& outfall);

/// The code of the outfall's next branch: the same base with the extension after the highest ever used, from
/// tables.firstBranch on. Errors: CodeNumbersExhausted above tables.lastBranch (args: series), CodePartsMissing.
[[nodiscard]] Result<std::string> nextBranchCode(const CodeParts& outfall, int highestUsed, const CodeTables& tables);

/// What stands in place of a code while a number is set aside: nobody but the holder may give it out.
struct NumberMark {
  enum class Kind : std::uint8_t {
    Lease,   ///< for a device: it numbers from here while it is away from the hub
    Reserve, ///< for a purpose that the office named
  };
  Kind kind = Kind::Lease;
  std::string holder; ///< device id, or the purpose
  friend bool operator==(const NumberMark&, const NumberMark&) = default;
};
[[nodiscard]] std::string markText(const NumberMark& mark);                      ///< "@lease/0123456789abcdef"
[[nodiscard]] std::optional<NumberMark> parseMark(std::string_view text);        ///< nothing for a code

} // namespace suyuan::coding
