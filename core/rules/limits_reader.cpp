// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of rule files that are about standards' limits, the guided key to a class and what follows a new class.
#include "core/rules/rule_book_reader.h"
#include "core/rules/rule_entry.h"

#include "core/model/record.h"

#include <algorithm>
#include <functional>
#include <map>

namespace suyuan::rules {

void RuleBookReader::limitSection(JsonObject& file, bool overlay) {
  file.each("standards", overlay, [&](JsonObject& o) {
    Standard standard;
    standard.number = o.text("number");
    standard.year = o.text("year");
    if (o.ok() && (standard.year.size() != 4 || !std::ranges::all_of(standard.year, [](char c) { return c >= '0' && c <= '9'; })))
      o.fault("year", "four digits are wanted");
    standard.name = o.text("name");
    const std::string kind = o.text("kind");
    standard.discharge = kind == "discharge";
    if (!standard.discharge && kind != "quality" && o.ok()) o.fault("kind", "\"" + kind + "\" is not discharge or quality");
    standard.citation = o.text("citation");
    standard.confidence = source(o);
    o.each("grades", true, [&](JsonObject& g) {
      standard.grades.push_back(g.text("name"));
      std::vector<std::string> aliases = g.texts("aliases", true);
      aliases.push_back(standard.grades.back());
      standard.gradeAliases.push_back(std::move(aliases));
    });
    o.each("limits", true, [&](JsonObject& l) {
      LimitRow row;
      row.item = l.text("item");
      row.field = l.optionalText("field");
      const int index = row.field.empty() ? -1 : schemaOf(Layer::Samples).indexOf(row.field);
      if (l.ok() && !row.field.empty() && (index < 0 || schemaOf(Layer::Samples).fields[static_cast<std::size_t>(index)].type != FieldType::Real))
        l.fault("field", "samples have no number field \"" + row.field + "\"");
      row.unit = l.optionalText("unit");
      row.most = l.numbers("most", true);
      row.least = l.numbers("least", true);
      row.mostCold = l.numbers("most_cold", true);
      for (const auto& [name, values] : {std::pair{"most", &row.most}, std::pair{"least", &row.least}, std::pair{"most_cold", &row.mostCold}})
        if (l.ok() && !values->empty() && values->size() != standard.grades.size())
          l.fault(name, "one value for each of the " + std::to_string(standard.grades.size()) + " grades is wanted");
      if (l.ok() && row.most.empty() && row.least.empty()) l.fault("most", "neither \"most\" nor \"least\" is given");
      row.citation = l.has("citation") ? l.text("citation") : standard.citation;
      row.confidence = l.has("confidence") ? source(l, "confidence") : standard.confidence;
      standard.rows.push_back(std::move(row));
    });
    put(book_.standards_.standards, std::move(standard), [](const auto& e) { return e.number; }, overlay, o, "number");
  });
}

Result<> RuleBookReader::limits(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/limits/1");
  limitSection(file, false);
  file.finish();
  return reading.outcome();
}

void RuleBookReader::keyQuestion(JsonObject& o) {
  KeyQuestion question;
  question.id = o.text("id");
  if (o.ok() && book_.classKey_.find(question.id)) o.fault("id", "this entry is given twice");
  question.text = Bilingual{o.text("zh"), o.text("en")};
  o.each("answers", false, [&](JsonObject& a) {
    KeyAnswer answer;
    answer.text = Bilingual{a.text("zh"), a.text("en")};
    answer.next = a.optionalText("next");
    answer.class2 = a.optionalText("class2");
    answer.class3 = a.optionalText("class3");
    answer.citation = citationOf(a);
    answer.confidence = source(a);
    if (a.ok() && answer.next.empty() == answer.class2.empty()) a.fault("next", "an answer leads either to a question or to a class");
    if (a.ok() && !answer.class2.empty() && answer.class2 != book_.classes_.undetermined) {
      const ClassEntry* entry = book_.classes_.find(answer.class2);
      if (!entry) a.fault("class2", "there is no class \"" + answer.class2 + "\"");
      else if (entry->class3.empty() ? !answer.class3.empty() : !std::ranges::contains(entry->class3, answer.class3))
        a.fault("class3", "\"" + answer.class3 + "\" is no third-level class of \"" + answer.class2 + "\"");
    }
    question.answers.push_back(std::move(answer));
  });
  if (o.ok() && question.answers.size() < 2) o.fault("answers", "a question has two answers or more");
  book_.classKey_.questions.push_back(std::move(question));
}

/// Every path must end in a class within the questions allowed; a circle never would.
void RuleBookReader::closeKey(JsonObject& file) {
  if (!file.ok()) return;
  const ClassKey& key = book_.classKey_;
  std::map<std::string, int> asked; // longest way down from a question
  const std::function<int(const KeyQuestion&, std::size_t)> longest = [&](const KeyQuestion& question, std::size_t depth) -> int {
    if (const auto known = asked.find(question.id); known != asked.end()) return known->second;
    if (depth > key.questions.size()) return 1000;
    int most = 1;
    for (const KeyAnswer& answer : question.answers) {
      if (answer.next.empty()) continue;
      const KeyQuestion* next = key.find(answer.next);
      if (!next) return file.fault("questions", "question \"" + question.id + "\" leads to \"" + answer.next + "\", which is not there"), 0;
      most = std::max(most, 1 + longest(*next, depth + 1));
    }
    return asked[question.id] = most;
  };
  const int most = key.start() ? longest(*key.start(), 0) : 0;
  if (most == 0 && file.ok()) file.fault("questions", "the key has no question");
  if (most >= 1000) file.fault("questions", "the questions run in a circle");
  else if (most > static_cast<int>(ClassKey::mostQuestions))
    file.fault("questions", "a path asks " + std::to_string(most) + " questions; " + std::to_string(ClassKey::mostQuestions) + " are the most");
  if (!file.ok()) return;
  for (const KeyQuestion& question : key.questions)
    if (!asked.contains(question.id)) file.fault("questions", "question \"" + question.id + "\" is never reached");
}

void RuleBookReader::consequenceSection(JsonObject& file, bool overlay) {
  file.each("consequences", true, [&](JsonObject& o) {
    Consequence consequence;
    consequence.key = o.text("key");
    const std::string when = o.text("when");
    using When = Consequence::When;
    constexpr std::array<std::pair<std::string_view, When>, 5> words{{{"always", When::Always}, {"class1", When::Class1}, {"to-approval", When::ToApproval},
                                                                     {"to-registration", When::ToRegistration}, {"to-storm", When::ToStorm}}};
    const auto found = std::ranges::find(words, when, &std::pair<std::string_view, When>::first);
    if (found != words.end()) consequence.when = found->second;
    else if (o.ok()) o.fault("when", "\"" + when + "\" is not always, class1, to-approval, to-registration or to-storm");
    consequence.text = Bilingual{o.text("zh"), o.text("en")};
    consequence.citation = citationOf(o);
    consequence.confidence = source(o);
    put(book_.consequences_, std::move(consequence), [](const auto& e) { return e.key; }, overlay, o, "key");
  });
}

Result<> RuleBookReader::classKey(const JsonValue& root, const std::string& name) {
  JsonReading reading(name);
  JsonObject file(reading, root, "");
  head(file, "suyuan-rules/class-key/1");
  file.each("questions", false, [&](JsonObject& o) { keyQuestion(o); });
  closeKey(file);
  consequenceSection(file, false);
  file.finish();
  return reading.outcome();
}

} // namespace suyuan::rules
