// SPDX-License-Identifier: GPL-3.0-or-later
// The part of a rule file that is about codes and names (hj1235.json), and the table of changed divisions.
#include "core/rules/rule_book_reader.h"
#include "core/rules/rule_entry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace suyuan::rules {

namespace {

bool capitals(std::string_view text, std::size_t count) {
  return text.size() == count && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// YYYY, YYYY-MM or YYYY-MM-DD, as far as text can tell.
bool isDate(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  return text.size() < 7 || (text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12");
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
    const auto branch = [&](std::string_view name, int& into) {
      const auto value = o.optionalNumber(name);
      if (!value || !o.ok()) return;
      if (!(*value >= 1 && *value <= 99 && *value == std::floor(*value))) o.fault(name, "a whole number from 1 to 99 is wanted");
      else into = static_cast<int>(*value);
    };
    branch("first_branch", codes.firstBranch);
    branch("last_branch", codes.lastBranch);
    if (o.ok() && codes.firstBranch > codes.lastBranch) o.fault("last_branch", "it is less than first_branch");
    (void)source(o);
  });
  partSection(file);
  if (const auto highest = overlay ? file.optionalNumber("highest_number") : std::optional(file.number("highest_number"))) {
    if (file.ok() && !(*highest >= 1 && *highest <= 9999 && *highest == std::floor(*highest)))
      file.fault("highest_number", "a whole number from 1 to 9999 is wanted");
    else codes.highestNumber = static_cast<int>(*highest);
  }
  file.each("regions", overlay, [&](JsonObject& o) { put(codes.regions, basin(o, 1), codeOf, overlay, o, "code"); });
  file.each("basins", overlay, [&](JsonObject& o) { put(codes.basins, basin(o, 2), codeOf, overlay, o, "code"); });
  file.each("seas", true, [&](JsonObject& o) {
    coding::SeaEntry sea;
    sea.code = o.optionalText("code");
    if (o.ok() && !sea.code.empty() && !capitals(sea.code, 2)) o.fault("code", "two capital letters are wanted");
    if (o.ok() && !sea.code.empty() && codes.basin(sea.code)) o.fault("code", "these letters are a river basin's");
    sea.name = o.text("name");
    sea.confidence = source(o);
    put(codes.seas, std::move(sea), [](const auto& e) { return e.name; }, overlay, o, "name");
  });
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

void RuleBookReader::partSection(JsonObject& file) {
  constexpr std::array<std::pair<std::string_view, std::pair<int, bool>>, 5> shape{
      {{"basin", {2, true}}, {"division", {6, false}}, {"sequence", {4, false}}, {"type", {2, true}}, {"extension", {2, false}}}};
  file.each("parts", true, [&](JsonObject& o) {
    coding::PartEntry entry;
    entry.part = o.text("part");
    const auto known = std::ranges::find(shape, entry.part, [](const auto& s) { return s.first; });
    if (o.ok() && known == shape.end()) o.fault("part", "\"" + entry.part + "\" is none of the five parts");
    const double characters = o.number("characters");
    const std::string content = o.text("content");
    // The shape is the program's; the file tells people about it and must not tell them otherwise.
    if (o.ok() && characters != known->second.first) o.fault("characters", "this part has " + std::to_string(known->second.first));
    if (o.ok() && content != (known->second.second ? "letters" : "digits"))
      o.fault("content", std::string("this part is made of ") + (known->second.second ? "letters" : "digits"));
    entry.zh = o.text("zh");
    entry.en = o.text("en");
    entry.tables = o.texts("tables", true);
    entry.citation = o.text("citation");
    entry.confidence = source(o);
    put(book_.codes_.parts, std::move(entry), [](const auto& e) { return e.part; }, true, o, "part");
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
      coding::DivisionAlias alias{o.text("name"), o.texts("short"), o.optionalBoolean("proposed", false)};
      if (o.ok() && alias.shortNames.empty()) o.fault("short", "at least one short name is wanted");
      (void)source(o);
      put(names.aliases, std::move(alias), [](const auto& e) { return e.name; }, overlay, o, "name");
    });
    for (const std::string& word : section.texts("note_words", true)) names.noteWords.push_back(word);
    for (const std::string& c : section.texts("rare_characters", true)) names.rareCharacters.push_back(c);
    for (const std::string& c : section.texts("forbidden_characters", true)) names.forbiddenCharacters.push_back(c);
    section.each("templates", true, [&](JsonObject& o) {
      coding::NameTemplate entry;
      entry.class1 = o.optionalText("class1");
      entry.class2 = o.optionalText("class2");
      entry.class3 = o.optionalText("class3");
      entry.pattern = o.text("pattern");
      auto elements = coding::parseNamePattern(entry.pattern);
      if (!elements && o.ok()) o.fault("pattern", "character " + std::to_string(elements.error().at + 1) + ": " + elements.error().why);
      else if (elements) entry.elements = std::move(*elements);
      entry.confidence = source(o);
      put(names.templates, std::move(entry), [](const auto& e) { return std::tuple(e.class1, e.class2, e.class3); }, overlay, o, "pattern");
    });
  });
  names.index();
}

Result<> RuleBookReader::codes(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/codes/1");
  codeSections(file, false);
  nameSections(file, false);
  faultMessages(file, false);
  file.finish();
  return reading.outcome();
}

void RuleBookReader::changeEntry(JsonObject& o, std::vector<coding::DivisionChange>& into) {
  using enum coding::DivisionChangeKind;
  constexpr std::array<std::pair<std::string_view, coding::DivisionChangeKind>, 6> kinds{
      {{"recoded", Recoded}, {"merged", Merged}, {"split", Split}, {"carved", Carved}, {"renamed", Renamed}, {"abolished", Abolished}}};
  const std::string from = o.text("from"), to = o.optionalText("to"), kind = o.text("kind");
  coding::DivisionChange change;
  const auto old = DivisionCode::parse(from), now = DivisionCode::parse(to);
  if (o.ok() && !old) o.fault("from", "\"" + from + "\" is not a division code");
  if (o.ok() && !to.empty() && !now) o.fault("to", "\"" + to + "\" is not a division code");
  const auto named = std::ranges::find(kinds, kind, [](const auto& k) { return k.first; });
  if (o.ok() && named == kinds.end()) o.fault("kind", "\"" + kind + "\" is not recoded, merged, split, carved, renamed or abolished");
  if (named != kinds.end()) change.kind = named->second;
  if (o.ok() && to.empty() != (change.kind == Abolished))
    o.fault("to", to.empty() ? "only what was abolished became nothing" : "what was abolished became nothing");
  if (o.ok() && (from == to) != (change.kind == Renamed))
    o.fault("to", from == to ? "it is the same code" : "what was renamed keeps its code");
  change.from = old.value_or(DivisionCode{});
  change.to = now.value_or(DivisionCode{});
  change.fromName = o.text("name");
  change.toName = o.optionalText("to_name");
  change.date = o.text("date");
  if (o.ok() && !isDate(change.date)) o.fault("date", "\"" + change.date + "\" is not YYYY, YYYY-MM or YYYY-MM-DD");
  change.citation = o.text("citation");
  change.confidence = source(o);
  if (o.ok()) into.push_back(std::move(change));
}

Result<> RuleBookReader::changes(const JsonValue& root, const std::string& name, coding::DivisionTable& divisions) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-divisions/changes/1");
  std::vector<coding::DivisionChange> read;
  file.each("changes", false, [&](JsonObject& o) { changeEntry(o, read); });
  file.finish();
  for (auto* list : {&read, &provincialChanges_})
    for (coding::DivisionChange& change : *list) divisions.addChange(std::move(change));
  return reading.outcome();
}

} // namespace suyuan::rules
