// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rule_book_reader.h"

#include "core/model/record.h"
#include "core/rules/builtin_rules.h"
#include "core/rules/rule_entry.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

using coding::Confidence;

Confidence RuleBookReader::source(JsonObject& entry, std::string_view field) {
  if (field == "confidence" && entry.text("citation").empty()) return Confidence::Memory;
  const std::string word = entry.text(field);
  if (word == "V") return Confidence::Verified;
  if (word == "P") return Confidence::Practice;
  if (word == "S") return Confidence::SecondHand;
  if (word != "M" && word != "unverified" && entry.ok()) entry.fault(field, "\"" + word + "\" is not V, P, S, M or unverified");
  return Confidence::Memory;
}

void RuleBookReader::head(JsonObject& file, std::string_view format) {
  const std::string given = file.text("format");
  if (file.ok() && given != format) file.fault("format", "\"" + given + "\" is not \"" + std::string(format) + "\"");
  (void)file.text("title");
  (void)file.text("citation");
  file.expectUnknown("$schema");
  const std::string version = file.text("version");
  if (book_.version_.find(version) == std::string::npos)
    book_.version_ += (book_.version_.empty() ? "" : "+") + version;
}

void RuleBookReader::classSection(JsonObject& file, bool overlay) {
  file.each("classes", overlay, [&](JsonObject& o) {
    ClassEntry entry;
    entry.class1 = o.text("class1");
    entry.class2 = o.text("class2");
    entry.class3 = o.texts("class3");
    const std::string procedure = o.text("procedure");
    if (procedure == "approval") entry.procedure = SetUpProcedure::Approval;
    else if (procedure != "registration" && o.ok()) o.fault("procedure", "\"" + procedure + "\" is not approval or registration");
    entry.confidence = source(o);
    entry.procedureConfidence = source(o, "procedure_confidence");
    put(book_.classes_.entries, std::move(entry), [](const auto& e) { return e.class2; }, overlay, o, "class2");
  });
}

std::optional<double> RuleBookReader::figure(JsonObject& section, std::string_view name, bool overlay, double low, double high, const char* fault) {
  std::optional<double> read;
  section.object(name, overlay, [&](JsonObject& o) {
    const double value = o.number("value");
    (void)source(o);
    if (o.ok() && !(value >= low && value <= high)) o.fault("value", fault);
    else read = value;
  });
  return read;
}

void RuleBookReader::thresholds(JsonObject& file, bool overlay) {
  Thresholds& t = book_.thresholds_;
  file.object("thresholds", overlay, [&](JsonObject& section) {
    const auto read = [&](std::string_view name, auto& target) {
      if (const auto value = figure(section, name, overlay, 0, 1e6, "a number from 0 to 1000000 is wanted")) target = static_cast<std::remove_reference_t<decltype(target)>>(*value);
    };
    read("river_distance_m", t.riverDistanceM);
    read("division_tolerance_m", t.divisionToleranceM);
    read("duplicate_distance_m", t.duplicateDistanceM);
    read("photo_distance_m", t.photoDistanceM);
    read("accuracy_m", t.accuracyM);
    read("photos_level_2", t.photosLevel2);
  });
}

void RuleBookReader::checkSections(JsonObject& file, bool overlay) {
  thresholds(file, overlay);
  file.each("rules", overlay, [&](JsonObject& o) { ruleEntry(o, overlay); });
  if (file.ok() && !overlay)
    for (const BuiltinRule& rule : builtinRules)
      if (!book_.ruleIndex_.contains(rule.id)) file.fault("rules", "the texts of the built-in rule \"" + std::string(rule.id) + "\" are missing");
  file.each("required", overlay, [&](JsonObject& o) {
    RequiredField field;
    field.field = o.text("field");
    if (o.ok() && schemaOf(Layer::Outfalls).indexOf(field.field) < 0) o.fault("field", "outfalls have no field \"" + field.field + "\"");
    const double level = o.number("from_level");
    if (o.ok() && level != 1 && level != 2 && level != 3) o.fault("from_level", "1, 2 or 3 is wanted");
    else field.fromLevel = static_cast<int>(level);
    field.unlessStatus = o.optionalText("unless_status");
    field.severity = severityOf(o);
    field.confidence = source(o);
    put(book_.required_, std::move(field), [](const auto& e) { return e.field; }, overlay, o, "field");
  });
  file.each("ranges", overlay, [&](JsonObject& o) {
    PlausibleRange range;
    const std::string layer = o.text("layer");
    const auto named = layerNamed(layer);
    if (!named && o.ok()) o.fault("layer", "there is no layer \"" + layer + "\"");
    range.layer = named.value_or(Layer::Samples);
    range.field = o.text("field");
    const int index = schemaOf(range.layer).indexOf(range.field);
    if (o.ok() && (index < 0 || schemaOf(range.layer).fields[static_cast<std::size_t>(index)].type != FieldType::Real))
      o.fault("field", layer + " have no number field \"" + range.field + "\"");
    range.low = o.number("low");
    range.high = o.number("high");
    range.possibleLow = o.number("possible_low");
    range.possibleHigh = o.number("possible_high");
    if (o.ok() && !(range.possibleLow <= range.low && range.low <= range.high && range.high <= range.possibleHigh))
      o.fault("low", "possible_low, low, high, possible_high must ascend");
    range.trap = o.optionalText("trap");
    if (o.ok() && !range.trap.empty() && !book_.rule(range.trap)) o.fault("trap", "there is no rule \"" + range.trap + "\"");
    range.confidence = source(o);
    put(book_.ranges_, std::move(range), [](const auto& e) { return std::pair(e.layer, e.field); }, overlay, o, "field");
  });
  faultMessages(file, overlay);
}

void RuleBookReader::faultMessages(JsonObject& file, bool overlay) {
  file.each("fault_messages", true, [&](JsonObject& o) {
    const std::string key = o.text("key");
    const Bilingual text{o.text("zh"), o.text("en")};
    if (!book_.faultMessages_.try_emplace(key, text).second && !overlay) o.fault("key", "\"" + key + "\" is given twice");
    else book_.faultMessages_[key] = text;
  });
}

void RuleBookReader::vocabularySection(JsonObject& file, bool overlay) {
  file.each("vocabularies", overlay, [&](JsonObject& o) {
    Vocabulary v;
    v.field = o.text("field");
    if (o.ok() && schemaOf(Layer::Outfalls).indexOf(v.field) < 0) o.fault("field", "outfalls have no field \"" + v.field + "\"");
    v.words = o.texts("words");
    v.multiple = o.optionalBoolean("multiple", false);
    (void)source(o);
    put(book_.vocabularies_, std::move(v), [](const auto& e) { return e.field; }, overlay, o, "field");
  });
}

Result<> RuleBookReader::classes(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/classes/1");
  book_.classes_.undetermined = file.text("undetermined");
  classSection(file, false);
  file.finish();
  return reading.outcome();
}

Result<> RuleBookReader::checks(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/checks/1");
  checkSections(file, false);
  file.finish();
  return reading.outcome();
}

Result<> RuleBookReader::vocabulary(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/vocabulary/1");
  vocabularySection(file, false);
  file.finish();
  return reading.outcome();
}

Result<> RuleBookReader::province(const JsonValue& root, const std::string& name, std::string_view key) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/province/1");
  book_.version_ += "+" + std::string(key);
  pack_ = std::string(key);
  book_.packs_.push_back(pack_);
  (void)file.optionalText("extends"); // followed by RuleBook::load
  const std::string code = file.text("province");
  if (const auto division = DivisionCode::parse(code); file.ok() && (!division || division->province() != *division))
    file.fault("province", "\"" + code + "\" is not the code of a province");
  codeSections(file, true);
  nameSections(file, true);
  classSection(file, true);
  checkSections(file, true);
  vocabularySection(file, true);
  limitSection(file, true);
  fieldworkLimits(file, true);
  photoSections(file, true);
  evidenceSections(file, true);
  consequenceSection(file, true);
  file.each("division_changes", true, [&](JsonObject& o) { changeEntry(o, provincialChanges_); });
  file.each("facts", true, [&](JsonObject& o) {
    Fact fact{o.text("key"), o.text("value"), {o.text("zh"), o.text("en")}, {}};
    fact.citation = o.text("citation");
    (void)source(o);
    put(book_.facts_, std::move(fact), [](const auto& e) { return e.key; }, true, o, "key");
  });
  file.finish();
  return reading.outcome();
}

RuleBook RuleBookReader::take(std::shared_ptr<const coding::DivisionTable> divisions) {
  book_.codes_.divisions = std::move(divisions);
  book_.codes_.index();
  return std::move(book_);
}

} // namespace suyuan::rules
