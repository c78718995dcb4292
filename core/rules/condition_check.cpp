// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/condition_check.h"

#include "core/rules/finding_maker.h"
#include "core/rules/record_check.h"

#include <algorithm>
#include <chrono>
#include <format>

namespace suyuan::rules {

namespace {

std::string argumentText(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return numberText(*number, 6);
  return toText(value);
}

/// The rule would not fire any more with the value in its place.
bool mends(const RuleCondition& condition, const Value& value, const EvaluationFacts& facts) {
  Cells mended = *facts.record;
  Cell& cell = mended.columns[condition.fix->column];
  cell = Cell{};
  if (const auto* text = std::get_if<std::string>(&value)) cell = cellOf(*text);
  else if (const auto* number = std::get_if<double>(&value)) cell = cellOf(*number);
  else if (const auto* whole = std::get_if<std::int64_t>(&value)) cell = {false, static_cast<double>(*whole), *whole, {}};
  EvaluationFacts after = facts;
  after.record = &mended;
  return !condition.when.holds(after);
}

} // namespace

ConditionCheck::ConditionCheck(const RuleBook& book) : book_(book) {
  std::array<std::size_t, allLayers.size()> beginnings{};
  for (const Rule& rule : book.rules()) {
    if (!rule.enabled || !rule.condition) continue;
    const auto layer = static_cast<std::size_t>(rule.layer);
    const auto alike = std::ranges::find_if(byLayer_[layer], [&](const Entry& e) { return e.rule->condition->when.beginsLike(rule.condition->when); });
    byLayer_[layer].push_back({&rule, alike == byLayer_[layer].end() ? beginnings[layer]++ : alike->beginning});
  }
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  today_ = std::format("{:%F}", now);
}

Finding findingOf(const Rule& rule, Fid fid, const EvaluationFacts& facts) {
  Finding finding{rule.id, rule.severity, rule.layer, fid, rule.condition->field, {}, std::nullopt, !coding::isVerified(rule.confidence)};
  for (const auto& [name, value] : rule.condition->args) finding.args.emplace_back(name, argumentText(value.evaluate(facts)));
  if (const auto& fix = rule.condition->fix) {
    Value value = fix->value.evaluate(facts);
    if (!isNull(value) && mends(*rule.condition, value, facts)) finding.fix = Fix{fix->field, std::move(value)};
  }
  return finding;
}

void ConditionCheck::run(Layer layer, Fid fid, EvaluationFacts& facts, std::vector<Finding>& out) const {
  facts.book = &book_;
  facts.today = facts.around && !facts.around->today.empty() ? std::string_view(facts.around->today) : std::string_view(today_);
  enum Answer : std::uint8_t { NotAsked, No, Yes };
  std::array<Answer, mostShared> answers{};
  for (const auto& [rule, beginning] : byLayer_[static_cast<std::size_t>(layer)]) {
    const Expression& when = rule->condition->when;
    if (beginning >= mostShared) {
      if (when.holds(facts)) out.push_back(findingOf(*rule, fid, facts));
      continue;
    }
    Answer& answer = answers[beginning];
    if (answer == NotAsked) answer = when.beginningHolds(facts) ? Yes : No;
    if (answer == Yes && when.restHolds(facts)) out.push_back(findingOf(*rule, fid, facts));
  }
}

} // namespace suyuan::rules
