// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/level_values.h"

#include "core/forms/form_state.h"
#include "core/model/answer.h"
#include "core/model/candidate.h"
#include "core/model/outfall.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace suyuan::forms {

namespace {

Result<std::vector<Answer>> answersBy(store::Reader& reader, const char* field, Fid fid) { return reader.all<Answer>({.equals = {{field, Value{fid.value}}}}); }

GivenAnswer givenOf(const Answer& one) { return {one.value, one.unit, one.givenBy, one.givenAt, one.form, one.fid, one.visitFid, one.candidateFid}; }

/// Later, by the time that was written down; answers of one moment by their row ids, which follow time.
bool isNewer(const GivenAnswer& a, const GivenAnswer& b) { return a.at != b.at ? a.at > b.at : a.answer > b.answer; }

/// Whether two answers say the same, whatever the unit or the order of words.
bool sameAnswer(const GivenAnswer& a, const GivenAnswer& b, const Question* question) {
  if (a.value == b.value && a.unit == b.unit) return true;
  if (question == nullptr) return false;
  if (question->type == QuestionType::Number) {
    const auto inTarget = [&](const GivenAnswer& one) -> std::optional<double> {
      const auto number = parseValue(FieldType::Real, one.value);
      if (!number || !std::holds_alternative<double>(*number)) return std::nullopt;
      for (const QuestionUnit& unit : question->units)
        if (unit.unit == one.unit) return std::get<double>(*number) * unit.factor;
      return one.unit.empty() ? std::optional(std::get<double>(*number)) : std::nullopt;
    };
    const auto x = inTarget(a), y = inTarget(b);
    return x && y && std::abs(*x - *y) <= 1e-9 * std::max(std::abs(*x), std::abs(*y));
  }
  if (question->type == QuestionType::Choices) {
    auto x = wordsIn(a.value), y = wordsIn(b.value);
    std::ranges::sort(x);
    std::ranges::sort(y);
    return x == y;
  }
  return false;
}

/// What is of the moment, who was there and what was measured then, is different at each level and no contradiction.
bool isOfTheMoment(const Question* question) {
  if (question == nullptr || !question->target) return false;
  const FieldTarget& target = *question->target;
  return target.layer == Layer::Visits || target.layer == Layer::Samples || target.field == "surveyed_at" || target.field == "surveyor" || target.field == "team" || target.field == "seen_at";
}

} // namespace

Result<std::vector<ComparedAnswer>> answersOf(store::Reader& reader, Fid outfall, const FormSet& forms) {
  auto record = reader.get<Outfall>(outfall);
  if (!record) return std::unexpected(std::move(record).error());
  if (!*record) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(outfall)});
  auto all = answersBy(reader, "outfall_fid", outfall);
  if (!all) return std::unexpected(std::move(all).error());
  auto candidates = reader.all<Candidate>({.equals = {{"outfall_fid", Value{outfall.value}}}, .geometry = false});
  if (!candidates) return std::unexpected(std::move(candidates).error());
  for (const Candidate& candidate : *candidates) {
    auto own = answersBy(reader, "candidate_fid", candidate.fid);
    if (!own) return std::unexpected(std::move(own).error());
    for (Answer& one : *own)
      if (!std::ranges::contains(*all, one.fid, &Answer::fid)) all->push_back(std::move(one));
  }
  std::map<std::string, ComparedAnswer, std::less<>> byQuestion;
  for (const Answer& one : *all) {
    ComparedAnswer& compared = byQuestion[one.question];
    compared.question = one.question;
    const auto level = std::clamp<std::int64_t>(one.surveyLevel.value_or(1), 1, 3);
    compared.levels[static_cast<std::size_t>(level - 1)].push_back(givenOf(one));
  }
  std::vector<ComparedAnswer> rows;
  const auto take = [&](std::string_view question) {
    if (const auto found = byQuestion.find(question); found != byQuestion.end()) {
      rows.push_back(std::move(found->second));
      byQuestion.erase(found);
    }
  };
  for (const Form& form : forms.forms)
    for (const Question* q : form.questions()) take(q->id);
  while (!byQuestion.empty()) take(std::string(byQuestion.begin()->first)); // questions that no form has any more
  const Row row = toRow(**record);
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  for (ComparedAnswer& one : rows) {
    const Question* question = forms.question(one.question);
    const GivenAnswer* first = nullptr;
    for (auto& level : one.levels) {
      std::ranges::sort(level, isNewer);
      if (level.empty()) continue;
      if (first != nullptr && !isOfTheMoment(question) && !sameAnswer(*first, level.front(), question)) one.differs = true;
      if (first == nullptr) first = &level.front();
    }
    const int at = question != nullptr && question->target && question->target->layer == Layer::Outfalls ? schema.indexOf(question->target->field) : schema.indexOf(one.question);
    if (at < 0) continue;
    const FieldDef& field = schema.fields[static_cast<std::size_t>(at)];
    one.now = toText(row.values[static_cast<std::size_t>(at)]);
    one.nowUnit = one.now.empty() ? std::string() : std::string(field.unit);
  }
  return rows;
}

Result<std::vector<std::pair<std::string, GivenAnswer>>> answersOfLevel(store::Reader& reader, Fid outfall, int level, Fid visit) {
  auto all = answersBy(reader, "outfall_fid", outfall);
  if (!all) return std::unexpected(std::move(all).error());
  std::map<std::string, GivenAnswer> newest;
  for (const Answer& one : *all) {
    if (one.surveyLevel != level || (visit.isSet() && one.visitFid != visit)) continue;
    const auto [place, fresh] = newest.try_emplace(one.question, givenOf(one));
    if (!fresh && isNewer(givenOf(one), place->second)) place->second = givenOf(one);
  }
  return std::vector<std::pair<std::string, GivenAnswer>>(newest.begin(), newest.end());
}

} // namespace suyuan::forms
