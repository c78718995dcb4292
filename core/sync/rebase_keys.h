// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/layer.h"
#include "core/store/changeset.h"

#include <algorithm>
#include <cstdint>
#include <format>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::sync {

// What the rebase's parts share about tables and keys.

inline constexpr std::string_view conflictTable = "suyuan_conflict";

/// Bookkeeping tables merge without asking anybody: what the hub has first stays.
[[nodiscard]] inline bool isQuiet(const std::string& table) { return table.starts_with("suyuan_"); }

/// Key values as one text, different for different values.
[[nodiscard]] inline std::string keyText(const std::vector<Value>& values) {
  std::string text;
  for (const Value& value : values) text += std::format("{}:{}\x1f", value.index(), toText(value));
  return text;
}

[[nodiscard]] inline std::vector<Value> keyOf(const store::Change& change) {
  const auto& cells = change.op == store::ChangeOp::Insert ? change.after : change.before;
  std::vector<Value> key;
  for (std::size_t i = 0; i < change.key.size(); ++i)
    if (change.key[i]) key.push_back(cells[i].value_or(Value{}));
  return key;
}

/// The record's fid where the key is one, else 0.
[[nodiscard]] inline std::int64_t fidOf(const std::vector<Value>& key) {
  const auto* fid = key.size() == 1 ? std::get_if<std::int64_t>(&key.front()) : nullptr;
  return fid ? *fid : 0;
}

/// A whole record; values beyond the change's columns (a newer schema) are NULL.
[[nodiscard]] inline std::vector<Value> fullRow(const std::vector<store::Cell>& cells, std::size_t columns) {
  std::vector<Value> row(columns);
  for (std::size_t i = 0; i < std::min(cells.size(), columns); ++i) row[i] = cells[i].value_or(Value{});
  return row;
}

} // namespace suyuan::sync
