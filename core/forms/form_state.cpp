// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_state.h"

#include "core/model/record.h"
#include "core/rules/expression_functions.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <format>

namespace suyuan::forms {

namespace {

constexpr std::string_view keys = "123456789abcdefghijklmnopqrstuvwxyz";

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == text.npos ? std::string() : std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

double factorOf(const Question& q, std::string_view unit) {
  for (const QuestionUnit& one : q.units)
    if (one.unit == unit) return one.factor;
  return q.units.empty() ? 1 : q.units.front().factor;
}

FieldType fieldTypeOf(const FieldTarget& target) {
  const LayerSchema& schema = schemaOf(target.layer);
  const int at = schema.indexOf(target.field);
  return at < 0 ? FieldType::Text : schema.fields[static_cast<std::size_t>(at)].type;
}

std::string today() { return std::format("{:%F}", std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

} // namespace

std::string numberText(double number) {
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::general, 12);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::vector<std::string> wordsIn(std::string_view choices) {
  std::vector<std::string> words;
  while (!choices.empty()) {
    const auto at = choices.find(wordSeparator);
    if (std::string word = trimmed(choices.substr(0, at)); !word.empty()) words.push_back(std::move(word));
    choices = at == choices.npos ? std::string_view{} : choices.substr(at + wordSeparator.size());
  }
  return words;
}

FormState::FormState(const Form& form, const rules::RuleBook& book, std::string day) : form_(form), book_(book), today_(std::move(day)) {
  if (today_.empty()) today_ = today();
}

const Given& FormState::given(std::string_view id) const noexcept {
  static const Given none;
  const auto found = given_.find(id);
  return found == given_.end() ? none : found->second;
}

std::string_view FormState::unitOf(std::string_view id) const noexcept {
  const Question* q = form_.question(id);
  if (q == nullptr || q->units.empty()) return {};
  const std::string& chosen = given(id).unit;
  const auto known = std::ranges::find(q->units, chosen, &QuestionUnit::unit);
  return known == q->units.end() ? q->units.front().unit : known->unit;
}

void FormState::set(std::string_view id, Given given) {
  if (form_.question(id) == nullptr) return;
  if (given.text.empty() && given.unit.empty()) given_.erase(std::string(id));
  else given_.insert_or_assign(std::string(id), std::move(given));
  dropStrangers(id);
}

void FormState::dropStrangers(std::string_view changed) {
  const rules::ClassTable& table = book_.classes();
  const std::string class1 = given("class_1").text;
  if (changed == "class_1") {
    const auto* entry = table.find(given("class_2").text);
    if (!given("class_2").text.empty() && (entry == nullptr || entry->class1 != class1)) set("class_2", std::string());
  }
  if (changed == "class_1" || changed == "class_2") {
    const auto own = table.class3Names(given("class_2").text);
    if (!given("class_3").text.empty() && !std::ranges::contains(own, given("class_3").text)) set("class_3", std::string());
  }
}

void FormState::setUnit(std::string_view id, std::string_view unit) {
  const Question* q = form_.question(id);
  if (q == nullptr || !std::ranges::contains(q->units, unit, &QuestionUnit::unit)) return;
  Given next = given(id);
  const auto typed = parseValue(FieldType::Real, next.text);
  if (typed && std::holds_alternative<double>(*typed)) next.text = numberText(std::get<double>(*typed) * factorOf(*q, unitOf(id)) / factorOf(*q, unit));
  next.unit = unit;
  given_.insert_or_assign(std::string(id), std::move(next));
}

std::optional<double> FormState::numberOf(const Question& q) const {
  const auto typed = parseValue(FieldType::Real, given(q.id).text);
  if (!typed || !std::holds_alternative<double>(*typed)) return std::nullopt;
  const double number = std::get<double>(*typed) * factorOf(q, unitOf(q.id));
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

bool FormState::holds(const rules::Expression& when) const {
  rules::Cells cells;
  std::vector<std::string> dates(form_.columns.size()); // what date cells point to
  for (std::size_t i = 0; i < form_.columns.size(); ++i) {
    rules::Cell& cell = cells.columns[i];
    cell = rules::Cell{};
    if (i == 0) {
      cell = rules::cellOf(static_cast<double>(form_.level));
      continue;
    }
    const Question* q = form_.question(form_.columns[i]);
    if (q == nullptr) continue;
    const std::string& text = given(q->id).text;
    switch (q->type) {
    case QuestionType::Number:
      if (const auto number = numberOf(*q)) cell = rules::cellOf(*number);
      break;
    case QuestionType::YesNo:
      if (const auto truth = parseValue(FieldType::Boolean, text); truth && !isNull(*truth)) cell = rules::cellOf(std::get<std::int64_t>(*truth) != 0);
      break;
    case QuestionType::Date:
    case QuestionType::DateTime:
      if (const auto date = parseValue(FieldType::DateTime, text); date && !isNull(*date)) cell = rules::cellOf(dates[i] = toText(*date));
      break;
    default: cell = rules::cellOf(text); break;
    }
  }
  rules::EvaluationFacts facts;
  facts.record = &cells;
  facts.book = &book_;
  facts.today = today_;
  return when.holds(facts);
}

bool FormState::isShown(const Question& q) const {
  if (q.shownWhen && !holds(*q.shownWhen)) return false;
  // A class level that has no words here is not asked for.
  return q.source != WordSource::Classes || q.id == "class_1" || !choicesOf(q).empty();
}

bool FormState::isRequired(const Question& q) const { return !(q.once && standing_.contains(q.id)) && isShown(q) && (q.required || (q.requiredWhen && holds(*q.requiredWhen))); }

bool FormState::isAnswered(const Question& q) const { return q.type == QuestionType::Position ? place_.has_value() : !trimmed(given(q.id).text).empty(); }

QuestionRange FormState::rangeOf(const Question& q) const {
  const QuestionRange& own = q.range;
  if (own.low || own.high || own.possibleLow || own.possibleHigh || !q.target) return own;
  for (const rules::PlausibleRange& range : book_.ranges())
    if (range.layer == q.target->layer && range.field == q.target->field) return {range.low, range.high, range.possibleLow, range.possibleHigh};
  return own;
}

std::vector<Choice> FormState::choicesOf(const Question& q) const {
  std::vector<Choice> choices;
  const auto add = [&](std::string value, std::string en = {}) {
    choices.push_back({std::move(value), std::move(en), choices.size() < keys.size() ? keys[choices.size()] : '\0'});
  };
  const auto words = [&](const auto& list) {
    for (const std::string& word : list) add(word);
  };
  const rules::ClassTable& table = book_.classes();
  if (q.type == QuestionType::YesNo) {
    add("是", "Yes");
    add("否", "No");
    return choices;
  }
  switch (q.source) {
  case WordSource::Own:
    for (const QuestionChoice& one : q.choices) add(one.value, one.en);
    break;
  case WordSource::Vocabulary:
    if (q.target) words(book_.vocabulary(q.target->field));
    break;
  case WordSource::Classes:
    if (q.id == "class_1") words(table.class1Names()), add(table.undetermined);
    else if (q.id == "class_2") words(table.class2Names(given("class_1").text));
    else words(table.class3Names(given("class_2").text));
    break;
  case WordSource::Difficulties: words(book_.fieldwork().difficulties); break;
  case WordSource::Methods: words(book_.fieldwork().methods); break;
  case WordSource::Sources: words(book_.fieldwork().sources); break;
  case WordSource::Views:
    for (const rules::PhotoView& view : book_.photos().views) add(view.title.zh, view.title.en);
    break;
  }
  return choices;
}

AnswerFault FormState::faultOf(const Question& q) const {
  const std::string text = trimmed(given(q.id).text);
  if (text.empty()) return AnswerFault::None;
  switch (q.type) {
  case QuestionType::Number: {
    const auto number = numberOf(q);
    if (!number) return AnswerFault::NoNumber;
    const QuestionRange range = rangeOf(q);
    // A hair's breadth for factors that binary numbers do not hold.
    const auto below = [&](const std::optional<double>& bound) { return bound && *number < *bound - 1e-9 * std::abs(*bound); };
    const auto above = [&](const std::optional<double>& bound) { return bound && *number > *bound + 1e-9 * std::abs(*bound); };
    if (below(range.possibleLow) || above(range.possibleHigh)) return AnswerFault::Impossible;
    return below(range.low) || above(range.high) ? AnswerFault::Unusual : AnswerFault::None;
  }
  case QuestionType::Date:
  case QuestionType::DateTime: return parseValue(FieldType::DateTime, text) ? AnswerFault::None : AnswerFault::NoDate;
  case QuestionType::YesNo: return parseValue(FieldType::Boolean, text) ? AnswerFault::None : AnswerFault::NoYesNo;
  case QuestionType::Choice:
  case QuestionType::Choices: {
    if (q.open) return AnswerFault::None;
    const auto offered = choicesOf(q);
    const auto written = q.type == QuestionType::Choice ? std::vector{text} : wordsIn(text);
    return std::ranges::all_of(written, [&](const std::string& word) { return std::ranges::contains(offered, word, &Choice::value); }) ? AnswerFault::None
                                                                                                                                      : AnswerFault::NotOffered;
  }
  default: return AnswerFault::None;
  }
}

std::vector<const Question*> FormState::missingIn(const Section& section) const {
  std::vector<const Question*> missing;
  for (const Question& q : section.questions) {
    if (!isShown(q)) continue;
    const AnswerFault fault = faultOf(q);
    const bool unread = fault != AnswerFault::None && fault != AnswerFault::Unusual;
    if (unread || (!isAnswered(q) && isRequired(q))) missing.push_back(&q);
  }
  return missing;
}

std::vector<const Question*> FormState::missing() const {
  std::vector<const Question*> all;
  for (const Section& section : form_.sections) std::ranges::copy(missingIn(section), std::back_inserter(all));
  return all;
}

std::optional<Verdict> FormState::verdict() const {
  for (const Section& section : form_.sections)
    for (const Question& q : section.questions)
      if (isShown(q))
        for (const QuestionChoice& choice : q.choices)
          if (choice.verdict && choice.value == trimmed(given(q.id).text)) return choice.verdict;
  return std::nullopt;
}

std::optional<FormState::Recorded> FormState::recorded(const Question& q) const {
  const Given& typed = given(q.id);
  const std::string text = trimmed(typed.text);
  if (text.empty() || q.type == QuestionType::Position || !isShown(q)) return std::nullopt;
  Recorded made{text, {}, typed.key, Value{text}};
  switch (q.type) {
  case QuestionType::Number: {
    const auto number = numberOf(q);
    if (!number) return std::nullopt;
    made.text = toText(*parseValue(FieldType::Real, text));
    made.unit = unitOf(q.id);
    const double rounded = *parseValue(FieldType::Real, numberText(*number)) == Value{} ? *number : std::get<double>(*parseValue(FieldType::Real, numberText(*number)));
    made.value = rounded;
    if (q.target && fieldTypeOf(*q.target) == FieldType::Integer) made.value = static_cast<std::int64_t>(std::llround(rounded));
    break;
  }
  case QuestionType::YesNo: {
    const auto truth = parseValue(FieldType::Boolean, text);
    if (!truth || isNull(*truth)) return std::nullopt;
    made.text = std::get<std::int64_t>(*truth) != 0 ? "是" : "否";
    made.value = *truth;
    if (q.target && fieldTypeOf(*q.target) == FieldType::Text) made.value = made.text;
    break;
  }
  case QuestionType::Date:
  case QuestionType::DateTime: {
    auto date = parseValue(q.type == QuestionType::Date ? FieldType::Date : FieldType::DateTime, text);
    if (!date || isNull(*date)) return std::nullopt;
    made.text = toText(*date);
    if (q.target) date = parseValue(fieldTypeOf(*q.target), made.text);
    made.value = date.value_or(Value{made.text});
    break;
  }
  case QuestionType::Choices: {
    std::string joined;
    for (const std::string& word : wordsIn(text)) joined += (joined.empty() ? "" : std::string(wordSeparator)) + word;
    made.text = joined;
    made.value = joined;
    break;
  }
  default: break;
  }
  return made;
}

} // namespace suyuan::forms
