// SPDX-License-Identifier: GPL-3.0-or-later
// A code beside what its record says, and what was most likely meant.
#include "core/coding/code_points.h"
#include "core/coding/outfall_code.h"

#include <algorithm>

namespace suyuan::coding {

std::optional<std::string> suggestCode(const ParsedCode& code, const CodeTables& tables) {
  if (code.valid()) return std::nullopt;
  std::u32string text = toCodePoints(normaliseCode(code.input));
  std::vector<const CodeFault*> faults;
  for (const CodeFault& fault : code.faults)
    if (fault.hard) faults.push_back(&fault);
  // From the end, so that places before stay where they are.
  std::ranges::stable_sort(faults, [](const CodeFault* a, const CodeFault* b) { return a->at > b->at; });
  for (const CodeFault* fault : faults) {
    const std::u32string right = toCodePoints(fault->nearest);
    if (right.empty()) return std::nullopt;
    if (fault->why == "code.fault.digit-wanted" || fault->why == "code.fault.letter-wanted") {
      if (right.size() != 1 || fault->at >= text.size()) return std::nullopt;
      text[fault->at] = right[0];
    } else if (fault->why == "code.fault.part-short") { // `at` is the part's end, and its begin the hyphen before
      const std::size_t end = std::min(fault->at, text.size());
      const std::size_t dash = end == 0 ? std::u32string::npos : text.rfind(U'-', end - 1);
      const std::size_t begin = dash == std::u32string::npos ? 0 : dash + 1;
      text.replace(begin, end - begin, right);
    } else {
      return std::nullopt;
    }
  }
  const ParsedCode meant = parseCode(toUtf8(text), tables);
  return meant.valid() ? std::optional(meant.canonical) : std::nullopt;
}

WaterKind waterOf(const CodeParts& parts, const CodeTables& tables) noexcept {
  if (tables.sea(parts.basin)) return WaterKind::Sea;
  return !parts.basin.empty() && tables.region(parts.basin[0]) ? WaterKind::River : WaterKind::Unknown;
}

std::vector<CodeFault> contextFaults(const ParsedCode& code, const CodeTables& tables, const CodeContext& context) {
  std::vector<CodeFault> faults;
  if (!code.parts) return faults;
  const CodeParts& parts = *code.parts;
  constexpr std::size_t basinAt = 0, divisionAt = 3, typeAt = 15;
  const auto fault = [&](std::string_view part, std::size_t at, std::string_view why, std::string nearest) {
    faults.push_back({std::string(part), at, std::string(why), std::move(nearest), false});
  };
  if (!context.basin.empty() && context.basin != parts.basin)
    fault("basin", basinAt, "code.fault.basin-other", std::string(context.basin));
  if (context.county.value != 0) {
    const bool same = tables.divisions ? tables.divisions->same(context.county, parts.division) : context.county == parts.division;
    if (!same) fault("division", divisionAt, "code.fault.division-other", context.county.text());
  }
  if (tables.divisions && !context.date.empty()) {
    const DivisionValidity validity = tables.divisions->validity(parts.division, context.date);
    if (validity == DivisionValidity::Ended)
      fault("division", divisionAt, "code.fault.division-ended", tables.divisions->current(parts.division).text());
    else if (validity == DivisionValidity::NotYet)
      fault("division", divisionAt, "code.fault.division-not-yet", {});
  }
  if (!context.class1.empty()) {
    const TypeEntry* type = tables.type(parts.type);
    const bool candidate = std::ranges::any_of(tables.candidates, [&](const TypeCandidate& c) {
      return c.class1 == context.class1 && std::ranges::contains(c.letters, parts.type);
    });
    const bool fits = candidate || (type && std::ranges::contains(type->class1, context.class1));
    if (!fits && (type || tables.isCandidate(parts.type))) {
      // The letters of the present generation for this class, when the table has them.
      const auto usual = std::ranges::find_if(tables.types, [&](const TypeEntry& e) {
        return e.generation != TypeGeneration::Old && !e.class1.empty() && e.class1.front() == context.class1;
      });
      fault("type", typeAt, "code.fault.type-other", usual == tables.types.end() ? std::string{} : usual->code);
    }
  }
  return faults;
}

} // namespace suyuan::coding
