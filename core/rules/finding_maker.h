// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/rules/rule_book.h"

namespace suyuan::rules {

/// Makes the findings of one record. Rules that the book does not hold or switches off make none.
class FindingMaker {
public:
  FindingMaker(const RuleBook& book, std::vector<Finding>& out, Layer layer, Fid fid)
      : book_(book), out_(out), layer_(layer), fid_(fid) {}

  /// `entry` is how sure the table's entry is that the finding rests on, beside the rule itself.
  void add(std::string_view rule, std::string_view field, RuleBook::Arguments args = {},
           std::optional<Fix> fix = std::nullopt, coding::Confidence entry = coding::Confidence::Verified);
  /// A rule of the book itself, with what its expressions gave.
  void add(const Rule& rule, std::string_view field, RuleBook::Arguments args, std::optional<Fix> fix);
  /// The same with a severity of its own (required fields).
  void addAs(Severity severity, std::string_view rule, std::string_view field, RuleBook::Arguments args,
             coding::Confidence entry);

private:
  const RuleBook& book_;
  std::vector<Finding>& out_;
  Layer layer_;
  Fid fid_;
};

/// A number for people: up to the decimals given, without trailing zeros.
[[nodiscard]] std::string numberText(double value, int decimals);

} // namespace suyuan::rules
