// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/code_tables.h"
#include "core/model/ids.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// 排污口编码 after HJ 1235-2021, as seen in practice: FA-420581-0259-GY-00
//   2 letters basin and water system, 6 digits county (GB/T 2260), 4 digits number in the county, 2 letters type,
//   2 digits extension. 16 characters plain, 20 with hyphens; hyphens are optional one by one.
// The standard's own text was not read: the shape is firm, the letter tables are data with their confidence.

namespace suyuan::coding {

struct CodeParts {
  std::string basin; ///< two letters
  DivisionCode division;
  int sequence = 0;  ///< 1 … 9999 in use; 0 = not given yet
  std::string type;  ///< two letters
  std::string extension = "00";
  friend bool operator==(const CodeParts&, const CodeParts&) = default;
};

struct CodeFault {
  std::string part;    ///< basin, division, sequence, type, extension, length, separator, character
  std::size_t at = 0;  ///< character (code point) in the normalised input, from 0
  std::string why;     ///< message key, "code.fault.type-unknown"; text by RuleBook::message
  std::string nearest; ///< nearest right value of the part; empty when there is none
  bool hard = true;    ///< breaks the shape; otherwise a table does not know the value, which may be the table's fault
  friend bool operator==(const CodeFault&, const CodeFault&) = default;
};

struct ParsedCode {
  std::string input;
  std::string canonical; ///< hyphenated; empty when the shape is broken
  std::optional<CodeParts> parts;
  std::vector<CodeFault> faults;
  /// The shape is right; soft faults (letters or a county that the tables do not know) may stand beside it.
  [[nodiscard]] bool valid() const noexcept;
  /// Valid, and nothing to remark.
  [[nodiscard]] bool clean() const noexcept { return valid() && faults.empty(); }
};

/// What people type and paste, in one form: full-width letters, digits and dashes become plain, long and odd dashes,
/// underscores, points and slashes between parts become one hyphen, letters become capitals, Cyrillic and Greek ones
/// that look like Latin ones become Latin, blanks and invisible marks go, and so do quotes, brackets and a label before
/// the code (编码：FA-…). O is not made 0, nor I made 1: parseCode names them as faults with the nearest right value,
/// and suggestCode puts them in. Applied twice it changes nothing more.
[[nodiscard]] std::string normaliseCode(std::string_view typed);

/// Any number of threads may parse with the same tables. Some ten million stored codes a second on one core.
[[nodiscard]] ParsedCode parseCode(std::string_view typed, const CodeTables& tables);

/// The code that was most likely meant, when every fault of the shape has one right value where it stands (O for 0 among
/// digits, a number without its leading zeros): canonical. Nothing when the code is valid already or when more than
/// one reading is possible. A proposal for one key, never applied by itself.
[[nodiscard]] std::optional<std::string> suggestCode(const ParsedCode& code, const CodeTables& tables);

/// What a code's record says; what is not known is empty.
struct CodeContext {
  DivisionCode county;        ///< of the record or the point; value 0 = not known
  std::string_view basin;     ///< 流域水系代码 of the receiving water
  std::string_view class1;    ///< first-level class
  std::string_view date;      ///< when the code was given, YYYY-MM-DD…
};

/// Where a code and its record disagree, as soft faults with the record's value as nearest. `at` counts in the
/// canonical form. An old county code agrees with the new one. Empty when the shape is broken.
[[nodiscard]] std::vector<CodeFault> contextFaults(const ParsedCode& code, const CodeTables& tables, const CodeContext& context);

/// Where an outfall drains, by its code's first two letters.
enum class WaterKind : std::uint8_t {
  River,   ///< 入河
  Sea,     ///< 入海
  Unknown, ///< the tables do not say
};
[[nodiscard]] WaterKind waterOf(const CodeParts& parts, const CodeTables& tables) noexcept;

/// Canonical, hyphenated.
[[nodiscard]] std::string formatCode(const CodeParts& parts);

} // namespace suyuan::coding
