// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/code_numbers.h"

#include "core/store/statement_cache.h"

#include <array>

namespace suyuan::store {

std::optional<CodeNumber> codeNumber(std::string_view code) {
  // Two letters basin, six digits county, four digits number, two letters type, two digits extension.
  constexpr std::string_view shape = "AA0000000000AA00";
  std::array<char, shape.size()> plain{};
  std::size_t n = 0;
  for (char c : code) {
    if (c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (n == shape.size()) return std::nullopt;
    if (shape[n] == 'A' ? c < 'A' || c > 'Z' : c < '0' || c > '9') return std::nullopt;
    plain[n++] = c;
  }
  if (n != shape.size()) return std::nullopt;
  CodeNumber found;
  found.series.assign(&plain[2], 6);
  found.series += '/';
  found.series.append(&plain[12], 2);
  for (std::size_t i = 8; i < 12; ++i) found.number = found.number * 10 + (plain[i] - '0');
  if (found.number == 0) return std::nullopt; // "not given yet"
  return found;
}

Result<bool> keepCodeNumber(StatementCache& statements, std::string_view series, int number, std::string_view code) {
  auto insert = statements.get("INSERT INTO suyuan_code_number(series, number, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1");
  if (!insert) return std::unexpected(std::move(insert).error());
  (*insert)->bindText(1, series);
  (*insert)->bindInteger(2, number);
  (*insert)->bindText(3, code);
  auto given = (*insert)->step();
  (*insert)->reset();
  return given;
}

} // namespace suyuan::store
