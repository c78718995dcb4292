// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan {

enum class FieldType : std::uint8_t {
  Text,     ///< UTF-8
  Integer,  ///< 64 bits
  Real,     ///< IEEE double
  Boolean,  ///< 0 or 1
  Date,     ///< text, YYYY-MM-DD
  DateTime, ///< text, YYYY-MM-DDThh:mm:ss.sssZ (UTC)
  Fid,      ///< row id of another record; text in JSON, spreadsheets, shapefiles
};

/// One column of a layer: the single list from which store, forms, exchange and history are made.
struct FieldDef {
  std::string_view name;      ///< column name, snake_case
  FieldType type = FieldType::Text;
  std::string_view term;      ///< the standard's Chinese term
  std::string_view label;     ///< English label
  std::string_view unit;      ///< "m", "mg/L" … empty when none
};

// A record keeps text as std::string (empty = NULL) and everything else as std::optional. Words of a vocabulary
// (类型、状态 …) stay text, so that nothing is lost when another program wrote a word we do not know; the enums in
// terms.h read them.

[[nodiscard]] inline Value toValue(const std::string& v) { return v.empty() ? Value{} : Value{v}; }
[[nodiscard]] inline Value toValue(const std::optional<double>& v) { return v ? Value{*v} : Value{}; }
[[nodiscard]] inline Value toValue(const std::optional<std::int64_t>& v) { return v ? Value{*v} : Value{}; }
[[nodiscard]] inline Value toValue(const std::optional<bool>& v) { return v ? Value{std::int64_t{*v}} : Value{}; }
[[nodiscard]] inline Value toValue(Fid v) { return v.isSet() ? Value{v.value} : Value{}; }

void fromValue(const Value& value, std::string& out);
void fromValue(const Value& value, std::optional<double>& out);
void fromValue(const Value& value, std::optional<std::int64_t>& out);
void fromValue(const Value& value, std::optional<bool>& out);
void fromValue(const Value& value, Fid& out);

/// Reads what a person or a file wrote into a field's type: trims, accepts full-width digits in numbers, 是/否/true/1
/// for booleans, 2024-1-5 and 2024/1/5 for dates, and ISO date-times with an offset (stored as UTC). Empty text is NULL.
/// Nothing when the text does not fit the type.
[[nodiscard]] std::optional<Value> parseValue(FieldType type, std::string_view text);

} // namespace suyuan
