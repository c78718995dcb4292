// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace suyuan {

using Blob = std::vector<std::byte>;

/// One cell. std::monostate is NULL. Whether a column is *unchanged* is not a value: see store/changeset.h.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

[[nodiscard]] inline bool isNull(const Value& value) noexcept { return value.index() == 0; }

/// Text of a value for people and text files: empty for NULL, shortest round-trip form for numbers, hex for blobs.
[[nodiscard]] std::string toText(const Value& value);

} // namespace suyuan
