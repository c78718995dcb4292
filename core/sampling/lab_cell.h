// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace suyuan::sampling {

/// A result as a laboratory writes it.
struct LabResult {
  std::optional<double> value; ///< as written; nothing for 未检出 without a limit
  bool below = false;          ///< less than the limit of detection, which is then `value`
};

/// Reads 12.3, 1.2×10^3, <0.025, 0.025L (检出限加 L, as HJ 630 has results below it), 未检出, ND. Nothing for text that is no result;
/// see isNoResult for cells that are left empty.
[[nodiscard]] std::optional<LabResult> readLabResult(std::string_view text);
/// "", "-", "—", "/", 未测, 未检测 …: nothing was measured.
[[nodiscard]] bool isNoResult(std::string_view text);

/// A column's or row's heading taken apart: 氨氮(mg/L) → "氨氮", "mg/l"; lower case, without blanks, hyphens and remarks in brackets.
struct LabHeading {
  std::string name, unit; ///< unit empty when it says none
};
[[nodiscard]] LabHeading readLabHeading(std::string_view text);

/// What to multiply a result in `unit` with for a field that is kept in `kept` (FieldDef::unit). Nothing when it cannot be known: another kind of
/// unit, or a flow that says none.
[[nodiscard]] std::optional<double> unitFactor(std::string_view unit, std::string_view kept);

/// Lower case, full-width and subscript signs as plain ones, without blanks, hyphens, underscores, stars and colons.
[[nodiscard]] std::string foldedWord(std::string_view text);

} // namespace suyuan::sampling
