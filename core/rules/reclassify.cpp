// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/reclassify.h"

#include "core/coding/outfall_code.h"

#include <algorithm>

namespace suyuan::rules {

const KeyQuestion* ClassKey::find(std::string_view id) const noexcept {
  const auto found = std::ranges::find(questions, id, &KeyQuestion::id);
  return found == questions.end() ? nullptr : &*found;
}

Reclassification reclassify(const Outfall& outfall, const OutfallClasses& to, const RuleBook& book) {
  Reclassification result;
  const OutfallClasses from = classesOf(outfall);
  result.changes = from != to;
  const ClassEntry* before = book.classes().find(from.class2);
  const ClassEntry* after = book.classes().find(to.class2);
  if (before) result.procedureBefore = before->procedure;
  if (after) result.procedureAfter = after->procedure;

  const coding::ParsedCode code = coding::parseCode(outfall.codeNational, book.codes());
  if (code.valid()) {
    result.typeBefore = code.parts->type;
    const coding::TypeEntry* type = book.codes().type(result.typeBefore);
    const bool fits = type && std::ranges::contains(type->class1, to.class1);
    const TypeLetters letters = typeLettersFor(to.class1, book);
    result.typeAfter = fits || letters.letters.empty() ? result.typeBefore : letters.letters;
    result.typeUnverified = !fits && letters.unverified;
    result.mustStay = {"basin", "division", "extension"};
    if (result.typeAfter != result.typeBefore) result.mustChange = {"type", "sequence"}; // numbers are given by county and type
    else result.mustStay.insert(result.mustStay.begin() + 2, {"sequence", "type"});
  }
  if (!result.changes) return result;
  const bool storm = to.class2.find("雨洪") != std::string::npos && from.class2.find("雨洪") == std::string::npos;
  for (const Consequence& consequence : book.consequences()) {
    bool applies = true;
    switch (consequence.when) {
    case Consequence::When::Always: break;
    case Consequence::When::Class1: applies = from.class1 != to.class1; break;
    case Consequence::When::ToApproval:
      applies = result.procedureAfter == SetUpProcedure::Approval && result.procedureBefore != SetUpProcedure::Approval;
      break;
    case Consequence::When::ToRegistration:
      applies = result.procedureAfter == SetUpProcedure::Registration && result.procedureBefore == SetUpProcedure::Approval;
      break;
    case Consequence::When::ToStorm: applies = storm; break;
    }
    if (applies) result.follows.push_back(&consequence);
  }
  return result;
}

} // namespace suyuan::rules
