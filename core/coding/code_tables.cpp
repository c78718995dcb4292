// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_tables.h"

#include <algorithm>

namespace suyuan::coding {

const BasinEntry* CodeTables::region(char letter) const noexcept {
  const auto found = std::ranges::find_if(regions, [&](const BasinEntry& e) { return e.code.size() == 1 && e.code[0] == letter; });
  return found == regions.end() ? nullptr : &*found;
}

const BasinEntry* CodeTables::basin(std::string_view letters) const noexcept {
  const auto found = std::ranges::find(basins, letters, &BasinEntry::code);
  return found == basins.end() ? nullptr : &*found;
}

const TypeEntry* CodeTables::type(std::string_view letters) const noexcept {
  const auto found = std::ranges::find(types, letters, &TypeEntry::code);
  return found == types.end() ? nullptr : &*found;
}

bool CodeTables::isCandidate(std::string_view letters) const noexcept {
  return std::ranges::any_of(candidates, [&](const TypeCandidate& c) { return std::ranges::contains(c.letters, letters); });
}

} // namespace suyuan::coding
