// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of the register: texts, severity, citation, and the condition where it is written in the file.
#include "core/rules/builtin_rules.h"
#include "core/rules/rule_book_reader.h"
#include "core/rules/rule_entry.h"

#include "core/model/record.h"

#include <algorithm>

namespace suyuan::rules {

namespace {

/// {names} in a message, each once.
std::vector<std::string> placesIn(std::string_view message) {
  std::vector<std::string> names;
  for (std::size_t open = message.find('{'); open != message.npos; open = message.find('{', open + 1)) {
    const std::size_t close = message.find('}', open);
    if (close == message.npos) break;
    std::string name(message.substr(open + 1, close - open - 1));
    if (!std::ranges::contains(names, name)) names.push_back(std::move(name));
  }
  return names;
}

std::string reasonOf(const ExpressionFault& fault) { return "character " + std::to_string(fault.at) + ": " + fault.reason; }

} // namespace

Bilingual bilingual(JsonObject& entry, std::string_view name, bool mayBeAbsent, const Bilingual& otherwise) {
  Bilingual text = otherwise;
  entry.object(name, mayBeAbsent, [&](JsonObject& o) {
    text.zh = o.text("zh");
    text.en = o.text("en");
  });
  return text;
}

Bilingual citationOf(JsonObject& entry) {
  Bilingual citation{entry.text("citation"), entry.optionalText("citation_en")};
  if (citation.en.empty()) citation.en = citation.zh;
  return citation;
}

Severity severityOf(JsonObject& entry) {
  const std::string word = entry.text("severity");
  if (word == "error") return Severity::Error;
  if (word == "info") return Severity::Info;
  if (word != "warning" && entry.ok()) entry.fault("severity", "\"" + word + "\" is not error, warning or info");
  return Severity::Warning;
}

void RuleBookReader::ruleEntry(JsonObject& o, bool overlay) {
  const std::string id = o.text("id");
  const auto known = book_.ruleIndex_.find(id);
  const bool isNew = known == book_.ruleIndex_.end();
  if (!isNew && !overlay) return o.fault("id", "rule \"" + id + "\" is given twice");
  if (isNew && overlay && !o.has("when")) return o.fault("id", "there is no rule \"" + id + "\" to lay over; a new one needs \"when\"");
  if (o.ok() && (id.find('.') == id.npos || id.starts_with('.') || id.ends_with('.')))
    return o.fault("id", "an id is written group.name");
  Rule rule = isNew ? Rule{} : book_.rules_[known->second];
  rule.id = id;
  rule.group = id.substr(0, id.find('.'));
  rule.pack = pack_;
  if (isNew || o.has("severity")) rule.severity = severityOf(o);
  rule.title = bilingual(o, "title", !isNew, rule.title);
  rule.message = bilingual(o, "message", !isNew, rule.message);
  rule.advice = bilingual(o, "advice", !isNew, rule.advice);
  rule.enabled = o.optionalBoolean("enabled", rule.enabled);
  rule.citation = citationOf(o);
  rule.confidence = source(o);
  const auto builtin = builtinRule(id);
  if (builtin && o.has("when")) return o.fault("when", "the condition of \"" + id + "\" is built in");
  if (o.has("when")) ruleCondition(o, rule);
  if (!o.ok()) return;
  if (builtin) {
    rule.layer = *builtin;
  } else if (!rule.condition) {
    return o.fault("id", "\"" + id + "\" has no condition: \"when\" is missing");
  }
  if (isNew) {
    book_.ruleIndex_.emplace(id, book_.rules_.size());
    book_.rules_.push_back(std::move(rule));
  } else {
    book_.rules_[known->second] = std::move(rule);
  }
}

void RuleBookReader::ruleCondition(JsonObject& o, Rule& rule) {
  const std::string layerWord = o.has("layer") ? o.text("layer") : std::string(layerName(rule.layer));
  const auto layer = layerNamed(layerWord);
  if (!layer) return o.fault("layer", "there is no layer \"" + layerWord + "\"");
  rule.layer = *layer;
  const LayerSchema& schema = schemaOf(*layer);
  auto condition = std::make_shared<RuleCondition>();
  auto when = Expression::condition(o.text("when"), *layer);
  if (!o.ok()) return;
  if (!when) return o.fault("when", reasonOf(when.error()));
  condition->when = std::move(*when);
  condition->field = o.optionalText("field");
  if (!condition->field.empty() && schema.indexOf(condition->field) < 0)
    return o.fault("field", layerWord + " have no field \"" + condition->field + "\"");
  o.each("args", true, [&](JsonObject& entry) {
    std::string name = entry.text("name");
    auto value = Expression::value(entry.text("value"), *layer);
    if (!entry.ok()) return;
    if (!value) return entry.fault("value", reasonOf(value.error()));
    condition->args.emplace_back(std::move(name), std::move(*value));
  });
  // What the message names must be there: a given argument, or a column of the record.
  for (const std::string* text : {&rule.message.zh, &rule.message.en})
    for (const std::string& name : placesIn(*text)) {
      if (std::ranges::contains(condition->args, name, [](const auto& a) { return a.first; })) continue;
      auto column = Expression::value(name, *layer);
      if (!column || schema.indexOf(name) < 0)
        return o.fault("message", "{" + name + "} is neither an argument nor a field of " + layerWord);
      condition->args.emplace_back(name, std::move(*column));
    }
  o.object("fix", true, [&](JsonObject& entry) {
    RuleCondition::FixTemplate fix;
    fix.field = entry.text("field");
    const int index = schema.indexOf(fix.field);
    if (entry.ok() && index < 0) return entry.fault("field", layerWord + " have no field \"" + fix.field + "\"");
    auto value = Expression::value(entry.text("value"), *layer);
    if (!entry.ok()) return;
    if (!value) return entry.fault("value", reasonOf(value.error()));
    // The value must be of the column's own type, or the fix would spoil the record.
    const auto column = Expression::value(fix.field, *layer);
    const bool textForDate = column && column->type() == ExpressionType::Date && value->type() == ExpressionType::Text;
    if (!column || (column->type() != value->type() && !textForDate))
      return entry.fault("value", "the field holds " + std::string(typeName(column ? column->type() : ExpressionType::Text)) + ", the value is " + std::string(typeName(value->type())));
    fix.column = static_cast<std::size_t>(index);
    fix.value = std::move(*value);
    condition->fix = std::move(fix);
  });
  if (o.ok()) rule.condition = std::move(condition);
}

} // namespace suyuan::rules
