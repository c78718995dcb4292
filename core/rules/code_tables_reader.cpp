// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a rule file that is about codes and names (hj1235.json), and the table of changed divisions.
#include "core/rules/rule_book_reader.h"
#include "core/rules/rule_entry.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

namespace {

bool capitals(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

} // namespace

coding::BasinEntry RuleBookReader::basin(JsonObject& entry, std::size_t letters) {
  coding::BasinEntry basin;
  basin.code = entry.text("code");
  if (entry.ok() && !capitals(basin.code, letters))
    entry.fault("code", letters == 1 ? "one capital letter is wanted" : "two capital letters are wanted");
  basin.name = entry.text("name");
  basin.confidence = source(entry);
  basin.local = entry.optionalBoolean("local", false);
  basin.preferred = entry.optionalBoolean("preferred", false);
  (void)entry.optionalText("note");
  return basin;
}

void RuleBookReader::codeSections(JsonObject& file, bool overlay) {
  coding::CodeTables& codes = book_.codes_;
  const auto codeOf = [](const auto& e) { return e.code; };
  file.object("extension", overlay, [&](JsonObject& o) {
    codes.usualExtension = o.text("usual");
    if (o.ok() && (codes.usualExtension.size() != 2 || !std::ranges::all_of(codes.usualExtension, [](char c) { return c >= '0' && c <= '9'; })))
      o.fault("usual", "two digits are wanted");
    (void)source(o);
  });
  if (const auto highest = overlay ? file.optionalNumber("highest_number") : std::optional(file.number("highest_number"))) {
    if (file.ok() && !(*highest >= 1 && *highest <= 9999 && *highest == std::floor(*highest)))
      file.fault("highest_number", "a whole number from 1 to 9999 is wanted");
    else codes.highestNumber = static_cast<int>(*highest);
  }
  file.each("regions", overlay, [&](JsonObject& o) { put(codes.regions, basin(o, 1), codeOf, overlay, o, "code"); });
  file.each("basins", overlay, [&](JsonObject& o) { put(codes.basins, basin(o, 2), codeOf, overlay, o, "code"); });
  file.each("types", overlay, [&](JsonObject& o) {
    coding::TypeEntry type;
    type.code = o.text("code");
    if (o.ok() && !capitals(type.code, 2)) o.fault("code", "two capital letters are wanted");
    type.name = o.text("name");
    const std::string generation = o.text("generation");
    if (generation == "old") type.generation = coding::TypeGeneration::Old;
    else if (generation == "new") type.generation = coding::TypeGeneration::New;
    else if (generation != "both" && o.ok()) o.fault("generation", "\"" + generation + "\" is not old, new or both");
    type.class1 = o.texts("class1");
    type.confidence = source(o);
    (void)o.optionalText("note");
    put(codes.types, std::move(type), codeOf, overlay, o, "code");
  });
  file.each("type_candidates", true, [&](JsonObject& o) {
    coding::TypeCandidate candidate;
    candidate.class1 = o.text("class1");
    candidate.letters = o.texts("letters");
    if (o.ok() && (candidate.letters.empty() || !std::ranges::all_of(candidate.letters, [](const auto& l) { return capitals(l, 2); })))
      o.fault("letters", "two capital letters are wanted in each");
    candidate.confidence = source(o);
    put(codes.candidates, std::move(candidate), [](const auto& e) { return e.class1; }, overlay, o, "class1");
  });
}

void RuleBookReader::nameSections(JsonObject& file, bool overlay) {
  coding::NameTemplates& names = book_.names_;
  if (!overlay || file.has("distance_unit")) names.distanceUnit = file.text("distance_unit");
  if (!overlay || file.has("number_mark")) names.numberMark = file.text("number_mark");
  file.object("names", overlay, [&](JsonObject& section) {
    section.each("suffixes", overlay, [&](JsonObject& o) {
      coding::NameSuffix suffix;
      suffix.text = o.text("text");
      suffix.class1 = o.optionalText("class1");
      suffix.class2 = o.optionalText("class2");
      suffix.class3 = o.optionalText("class3");
      suffix.proposed = o.optionalBoolean("proposed", false);
      suffix.confidence = source(o);
      put(names.suffixes, std::move(suffix), [](const auto& e) { return e.text; }, overlay, o, "text");
    });
    section.each("replacements", overlay, [&](JsonObject& o) {
      coding::NameReplacement r;
      r.kind = o.text("kind");
      if (o.ok() && r.kind != "lookalike" && r.kind != "variant" && r.kind != "stray")
        o.fault("kind", "\"" + r.kind + "\" is not lookalike, variant or stray");
      r.found = o.text("found");
      r.expected = o.optionalText("expected");
      if (o.ok() && !r.expected.empty() && r.expected.find(r.found) != std::string::npos)
        o.fault("expected", "it holds what is to be replaced");
      r.confidence = source(o);
      put(names.replacements, std::move(r), [](const auto& e) { return e.found; }, overlay, o, "found");
    });
    section.each("division_aliases", true, [&](JsonObject& o) {
      coding::DivisionAlias alias{o.text("name"), o.texts("short")};
      (void)source(o);
      put(names.aliases, std::move(alias), [](const auto& e) { return e.name; }, overlay, o, "name");
    });
    for (const std::string& word : section.texts("note_words", true)) names.noteWords.push_back(word);
    for (const std::string& c : section.texts("rare_characters", true)) names.rareCharacters.push_back(c);
  });
}

Result<> RuleBookReader::codes(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/codes/1");
  codeSections(file, false);
  nameSections(file, false);
  file.finish();
  return reading.outcome();
}

Result<> RuleBookReader::changes(const JsonValue& root, const std::string& name, coding::DivisionTable& divisions) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-divisions/changes/1");
  file.each("changes", false, [&](JsonObject& o) {
    const std::string from = o.text("from"), to = o.text("to");
    const auto old = DivisionCode::parse(from), now = DivisionCode::parse(to);
    if (o.ok() && !old) o.fault("from", "\"" + from + "\" is not a division code");
    if (o.ok() && !now) o.fault("to", "\"" + to + "\" is not a division code");
    if (o.ok() && from == to) o.fault("to", "it is the same code");
    coding::DivisionChange change{old.value_or(DivisionCode{}), now.value_or(DivisionCode{}), o.text("name"), o.text("date"), source(o)};
    if (o.ok()) divisions.addChange(std::move(change));
  });
  file.finish();
  return reading.outcome();
}

} // namespace suyuan::rules
