// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/rule_book.h"

namespace suyuan::rules {

struct OutfallClasses {
  std::string class1, class2, class3;
  friend bool operator==(const OutfallClasses&, const OutfallClasses&) = default;
};

[[nodiscard]] inline OutfallClasses classesOf(const Outfall& outfall) { return {outfall.class1, outfall.class2, outfall.class3}; }
inline void setClasses(Outfall& outfall, const OutfallClasses& classes) {
  outfall.class1 = classes.class1;
  outfall.class2 = classes.class2;
  outfall.class3 = classes.class3;
}

/// What putting an outfall into another class means for its code, and what else is to be done.
struct Reclassification {
  bool changes = false;          ///< the classes differ at all
  std::string typeBefore, typeAfter; ///< type letters of the code; equal or empty: the code stays as it is
  bool typeUnverified = false;   ///< the letters rest on an entry that is not verified
  std::vector<std::string> mustChange; ///< parts of the code: "type", or nothing
  std::vector<std::string> mustStay;   ///< "basin", "division", "extension"; "sequence" too where its series is the county's
  std::optional<SetUpProcedure> procedureBefore, procedureAfter;
  std::vector<const Consequence*> follows; ///< of the book, which must outlive this
};

/// The type letters are the part that follows the class; place and water do not change with it. A code that stands with its
/// class already (letters of an older generation included) is left alone: what practice shows is not made wrong.
[[nodiscard]] Reclassification reclassify(const Outfall& outfall, const OutfallClasses& to, const RuleBook& book);

} // namespace suyuan::rules
