// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/expression_functions.h"
#include "core/rules/rule_book.h"

#include <array>
#include <vector>

namespace suyuan::rules {

/// The rules of a book that are written as expressions, sorted by layer once. The book must outlive it.
class ConditionCheck {
public:
  explicit ConditionCheck(const RuleBook& book);

  [[nodiscard]] bool any(Layer layer) const noexcept { return !byLayer_[static_cast<std::size_t>(layer)].empty(); }
  /// Evaluates every enabled rule of the layer over one record; facts.book and facts.today are filled in here.
  void run(Layer layer, Fid fid, EvaluationFacts& facts, std::vector<Finding>& out) const;

  /// The day of the check, YYYY-MM-DD (UTC) unless set.
  void setToday(std::string_view day) { today_ = day; }
  [[nodiscard]] const std::string& today() const noexcept { return today_; }

private:
  struct Entry {
    const Rule* rule = nullptr;
    std::size_t beginning = 0; ///< number of its first test among those of the layer
  };
  static constexpr std::size_t mostShared = 128; ///< different first tests of a layer whose answers are kept

  const RuleBook& book_;
  std::array<std::vector<Entry>, allLayers.size()> byLayer_;
  std::string today_;
};

/// What a rule's expressions give for a record at which it fired: arguments of the message, and the fix.
[[nodiscard]] Finding findingOf(const Rule& rule, Fid fid, const EvaluationFacts& facts);

} // namespace suyuan::rules
