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

const SeaEntry* CodeTables::sea(std::string_view letters) const noexcept {
  if (letters.empty()) return nullptr;
  const auto found = std::ranges::find(seas, letters, &SeaEntry::code);
  return found == seas.end() ? nullptr : &*found;
}

bool CodeTables::isCandidate(std::string_view letters) const noexcept {
  return std::ranges::any_of(candidates, [&](const TypeCandidate& c) { return std::ranges::contains(c.letters, letters); });
}

void CodeTables::index() {
  auto made = std::make_shared<CodeIndex>();
  const auto isPair = [](std::string_view letters) {
    return letters.size() == 2 && std::ranges::all_of(letters, [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  for (char first = 'A'; first <= 'Z'; ++first) {
    const bool regionKnown = regions.empty() ? first <= 'K' : region(first) != nullptr;
    const bool anyPair = std::ranges::any_of(basins, [&](const BasinEntry& e) { return e.code[0] == first; });
    if (regionKnown && !anyPair)
      for (char second = 'A'; second <= 'Z'; ++second) made->basins.set(CodeIndex::pair(first, second));
  }
  for (const BasinEntry& e : basins)
    if (isPair(e.code) && (regions.empty() || region(e.code[0]))) made->basins.set(CodeIndex::pair(e.code[0], e.code[1]));
  for (const SeaEntry& e : seas)
    if (isPair(e.code)) made->basins.set(CodeIndex::pair(e.code[0], e.code[1]));
  if (types.empty()) made->types.set();
  for (const TypeEntry& e : types)
    if (isPair(e.code)) made->types.set(CodeIndex::pair(e.code[0], e.code[1]));
  for (const TypeCandidate& c : candidates)
    for (const std::string& letters : c.letters)
      if (isPair(letters)) made->types.set(CodeIndex::pair(letters[0], letters[1]));
  if (divisions) {
    made->counties.resize(CodeIndex::divisionCodes);
    for (const DivisionCode code : divisions->knownCounties()) made->counties[code.value] = true;
  }
  index_ = std::move(made);
}

} // namespace suyuan::coding
