// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/finding_maker.h"
#include "core/rules/record_check.h"

#include <memory>

namespace suyuan::rules {

/// The rules over single records, prepared once for a book: which rule looks at which column. The book must outlive it.
class RecordChecker {
public:
  explicit RecordChecker(const RuleBook& book);

  void outfall(const Outfall& outfall, const RecordContext& context, std::vector<Finding>& out) const;
  void unit(const Unit& unit, std::vector<Finding>& out) const;
  void sample(const Sample& sample, std::vector<Finding>& out) const;
  /// A photo against the position of its outfall.
  void photo(const Photo& photo, const Point& outfall, std::vector<Finding>& out) const;

private:
  struct ColumnRules {
    const RequiredField* required = nullptr;
    const Vocabulary* vocabulary = nullptr;
    const PlausibleRange* range = nullptr;
  };

  void codes(const Outfall& o, const RecordContext& c, FindingMaker& make) const;
  void names(const Outfall& o, const RecordContext& c, FindingMaker& make) const;
  void classes(const Outfall& o, FindingMaker& make) const;
  void places(const Outfall& o, const RecordContext& c, FindingMaker& make) const;
  void divisions(const Outfall& o, FindingMaker& make) const;
  void fields(const Outfall& o, FindingMaker& make) const;
  void tracing(const Outfall& o, const RecordContext& c, FindingMaker& make) const;
  void photos(const Outfall& o, const RecordContext& c, FindingMaker& make) const;
  void range(const FieldDef& field, double value, const PlausibleRange& range, FindingMaker& make) const;

  const RuleBook& book_;
  std::vector<ColumnRules> outfallColumns_, sampleColumns_;
};

/// Level that a record is held to: its own, else the second once it is confirmed, else the first.
[[nodiscard]] int levelOf(const Outfall& outfall) noexcept;
[[nodiscard]] bool isExcluded(const Outfall& outfall) noexcept;

} // namespace suyuan::rules
