// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/rules/rule_book.h"
#include "core/store/journal.h"
#include "core/store/reader.h"

#include <optional>

namespace suyuan::survey {

/// One value that the rule looked at.
struct ExplainedValue {
  std::string name;  ///< argument of the message, or column
  std::string term;  ///< the standard's Chinese term of a column; empty for other arguments
  std::string label; ///< its English label
  std::string value; ///< as text; empty: nothing is recorded
};

/// Everything that a person may ask of a finding.
struct FindingCard {
  Finding finding;
  const rules::Rule* rule = nullptr;      ///< of the book, which must outlive the card; null: another book's rule
  std::string condition;                  ///< as it is written in the rule file; empty: built in
  std::vector<ExplainedValue> values;     ///< why it fired here
  std::optional<store::FieldChange> last; ///< who last touched the field, else the record; nothing: not in the journal
};

/// Errors: the reader's. A record that is gone by now has no values but the finding's own.
[[nodiscard]] Result<FindingCard> explainFinding(store::Reader& reader, const rules::RuleBook& book, const Finding& finding);

} // namespace suyuan::survey
