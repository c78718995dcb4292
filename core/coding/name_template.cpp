// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/name_template.h"

#include <algorithm>
#include <array>
#include <utility>

namespace suyuan::coding {

namespace {

using enum NameFact;
constexpr std::array<std::pair<NameFact, std::string_view>, 11> factNames{
    {{Prefecture, "prefecture"}, {County, "county"}, {Township, "township"}, {Unit, "unit"}, {Address, "address"},
     {River, "river"}, {Bank, "bank"}, {Direction, "direction"}, {Distance, "distance"}, {Number, "number"}, {Suffix, "suffix"}}};

} // namespace

std::string_view nameOf(NameFact fact) noexcept {
  for (const auto& [value, name] : factNames)
    if (value == fact) return name;
  return {};
}

std::expected<std::vector<NameElement>, PatternFault> parseNamePattern(std::string_view pattern) {
  std::vector<NameElement> elements;
  bool suffix = false;
  const auto fault = [](std::size_t at, std::string why) { return std::unexpected(PatternFault{at, std::move(why)}); };
  for (std::size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '}') return fault(i, "a closing brace without an opening one");
    if (pattern[i] != '{') {
      const std::size_t end = std::min(pattern.find_first_of("{}", i), pattern.size());
      elements.push_back({std::string(pattern.substr(i, end - i)), {}});
      i = end;
      continue;
    }
    const std::size_t close = pattern.find('}', i);
    if (close == std::string_view::npos) return fault(i, "an opening brace without a closing one");
    NameElement element;
    std::vector<NameFact> choice;
    for (std::size_t begin = i + 1; begin <= close;) {
      const std::size_t end = std::min(pattern.find_first_of("|+}", begin), close);
      const std::string_view word = pattern.substr(begin, end - begin);
      const auto known = std::ranges::find(factNames, word, [](const auto& f) { return f.second; });
      if (known == factNames.end()) return fault(begin, "there is no fact \"" + std::string(word) + "\"");
      if (std::ranges::contains(choice, known->first)) return fault(begin, "\"" + std::string(word) + "\" twice in one choice");
      choice.push_back(known->first);
      suffix = suffix || known->first == Suffix;
      if (pattern[end] != '+') element.choices.push_back(std::exchange(choice, {}));
      begin = end + 1;
    }
    elements.push_back(std::move(element));
    i = close + 1;
  }
  if (!suffix) return fault(pattern.size(), "{suffix} is missing");
  return elements;
}

} // namespace suyuan::coding
