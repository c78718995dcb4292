// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/explain_finding.h"

#include <algorithm>

namespace suyuan::survey {

Result<FindingCard> explainFinding(store::Reader& reader, const rules::RuleBook& book, const Finding& finding) {
  FindingCard card{.finding = finding, .rule = book.rule(finding.rule), .condition = {}, .values = {}, .last = {}};
  const LayerSchema& schema = schemaOf(finding.layer);
  auto row = reader.row(finding.layer, finding.fid);
  if (!row) return std::unexpected(std::move(row).error());

  const auto add = [&](const std::string& name, std::string value) {
    if (std::ranges::contains(card.values, name, &ExplainedValue::name)) return;
    const int at = schema.indexOf(name);
    ExplainedValue explained{name, {}, {}, std::move(value)};
    if (at >= 0) {
      explained.term = schema.fields[static_cast<std::size_t>(at)].term;
      explained.label = schema.fields[static_cast<std::size_t>(at)].label;
    }
    card.values.push_back(std::move(explained));
  };
  const auto column = [&](const std::string& name) {
    const int at = schema.indexOf(name);
    if (at >= 0 && *row) add(name, toText((*row)->values[static_cast<std::size_t>(at)]));
  };
  if (!finding.field.empty()) column(finding.field);
  if (card.rule && card.rule->condition) {
    card.condition = card.rule->condition->when.text();
    for (const std::string& name : card.rule->condition->when.columns()) column(name);
  }
  for (const auto& [name, value] : finding.args) add(name, value);

  auto changes = store::history(reader, finding.layer, finding.fid);
  if (!changes) return std::unexpected(std::move(changes).error());
  for (const store::FieldChange& change : *changes) // oldest first: the last one stays
    if (finding.field.empty() || change.field == finding.field || change.kind == store::FieldChange::Kind::Insert) card.last = change;
  return card;
}

} // namespace suyuan::survey
