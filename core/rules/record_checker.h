// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/condition_check.h"
#include "core/rules/finding_maker.h"
#include "core/rules/record_check.h"

#include <memory>

namespace suyuan::rules {

/// The rules over single records, prepared once for a book: which rule looks at which column. The book must outlive it.
class RecordChecker {
public:
  explicit RecordChecker(const RuleBook& book);

  /// The outfall that records belong to, laid out once for all of them. Refers to it. Without one, rules over the pair stay
  /// silent; `missing` tells that it was looked for and is not there.
  struct Owner {
    const Outfall* outfall = nullptr;
    bool missing = false;
    Cells cells;
    StandardReading standard; ///< what 排放标准 says

    Owner() = default;
    Owner(const Outfall& record, const RuleBook& book) { set(record, book); }
    void set(const Outfall& record, const RuleBook& book);
  };

  void outfall(const Outfall& outfall, const RecordContext& context, std::vector<Finding>& out) const;
  void unit(const Unit& unit, std::vector<Finding>& out) const;
  void sample(const Sample& sample, const Owner& owner, std::vector<Finding>& out) const;
  void photo(const Photo& photo, const Owner& owner, std::vector<Finding>& out) const;
  void visit(const Visit& visit, const Owner& owner, std::vector<Finding>& out) const;
  /// Rules written as expressions over a record of any other layer.
  template <class Record>
  void conditions(const Record& record, const Owner* owner, std::vector<Finding>& out) const {
    if (!conditions_.any(Record::layer)) return;
    Cells cells;
    cells.fill(record);
    EvaluationFacts facts;
    facts.record = &cells;
    facts.geometry = &record.geometry;
    if (owner && owner->outfall) {
      facts.linked = &owner->cells;
      facts.linkedGeometry = &owner->outfall->geometry;
    }
    conditions_.run(Record::layer, record.fid, facts, out);
  }
  [[nodiscard]] ConditionCheck& conditionCheck() noexcept { return conditions_; }

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

  void outfallConditions(const Outfall& o, const RecordContext& c, std::vector<Finding>& out) const;
  void standards(const Outfall& o, FindingMaker& make) const;

  const RuleBook& book_;
  ConditionCheck conditions_;
  std::vector<ColumnRules> outfallColumns_, sampleColumns_;
};

/// Level that a record is held to: its own, else the second once it is confirmed, else the first.
[[nodiscard]] int levelOf(const Outfall& outfall) noexcept;
[[nodiscard]] bool isExcluded(const Outfall& outfall) noexcept;

} // namespace suyuan::rules
