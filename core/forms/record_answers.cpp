// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/record_answers.h"

#include "core/fieldwork/moves.h"
#include "core/model/answer.h"
#include "core/model/outfall.h"
#include "core/model/sample.h"
#include "core/model/visit.h"
#include "core/store/capture.h"

#include <algorithm>
#include <cmath>

namespace suyuan::forms {

namespace {

/// A record of any layer whose fields are set by name.
template <class Record>
class Fields {
public:
  explicit Fields(const Record& record) : row_(toRow(record)) {}
  [[nodiscard]] const Value& get(std::string_view field) const { return row_.values[at(field)]; }
  void set(std::string_view field, Value value) { row_.values[at(field)] = std::move(value); }
  [[nodiscard]] Record record() const { return fromRow<Record>(row_); }

private:
  [[nodiscard]] static std::size_t at(std::string_view field) { return static_cast<std::size_t>(schemaOf(Record::layer).indexOf(field)); }
  Row row_;
};

Value keyValue(const FieldTarget& target, const std::string& key) {
  const LayerSchema& schema = schemaOf(target.layer);
  return parseValue(schema.fields[static_cast<std::size_t>(schema.indexOf(target.field))].type, key).value_or(Value{});
}

class Recording {
public:
  Recording(store::Edit& edit, store::Reader& reader, const FormState& state, const RecordRequest& request)
      : edit_(edit), reader_(reader), state_(state), request_(request), at_(request.at.empty() ? store::utcNow() : request.at) {
    team_ = request.team;
    if (const Question* q = state.form().question("team"); q != nullptr && team_.empty())
      if (const auto given = state.recorded(*q)) team_ = given->text;
  }

  Result<RecordedForm> run() {
    level_ = state_.form().level;
    SUYUAN_TRY(state_.form().record == Layer::Candidates ? candidate() : outfall());
    SUYUAN_TRY(answers());
    SUYUAN_TRY(position());
    return done_;
  }

private:
  using Asked = std::pair<const Question*, FormState::Recorded>;

  /// Answered questions whose target is a field of the layer.
  [[nodiscard]] std::vector<Asked> of(Layer layer) const {
    std::vector<Asked> found;
    for (const Question* q : state_.form().questions())
      if (q->target && q->target->layer == layer)
        if (auto given = state_.recorded(*q)) found.emplace_back(q, std::move(*given));
    return found;
  }

  /// Those that keep a code or fid only.
  [[nodiscard]] std::vector<Asked> keyed(Layer layer) const {
    std::vector<Asked> found;
    for (const Question* q : state_.form().questions())
      if (!q->target && q->keyTarget && q->keyTarget->layer == layer)
        if (auto given = state_.recorded(*q); given && !given->key.empty()) found.emplace_back(q, std::move(*given));
    return found;
  }

  [[nodiscard]] std::string wordFor(std::string_view field) const {
    for (const auto& [q, given] : of(Layer::Candidates))
      if (q->target->field == field) return given.text;
    return {};
  }

  template <class Record>
  Result<Record> existing(Fid fid) {
    auto found = reader_.get<Record>(fid);
    if (!found) return std::unexpected(std::move(found).error());
    if (!*found) return failure(ErrorCode::RecordMissing, {.layer = std::string(layerName(Record::layer))}, {}, {toText(fid)});
    return std::move(**found);
  }

  /// Level 1: what is suspected.
  Result<> candidate() {
    Candidate now;
    if (request_.candidate.isSet()) {
      auto found = existing<Candidate>(request_.candidate);
      if (!found) return std::unexpected(std::move(found).error());
      now = std::move(*found);
    } else {
      now.status = term(SurveyStatus::Suspected);
      now.surveyLevel = level_;
      now.seenAt = at_;
    }
    Fields<Candidate> fields(now);
    for (const auto& [q, given] : of(Layer::Candidates)) fields.set(q->target->field, given.value);
    for (const auto& [q, given] : keyed(Layer::Candidates)) fields.set(q->keyTarget->field, keyValue(*q->keyTarget, given.key));
    now = fields.record();
    if (state_.place()) now.geometry = state_.place()->at;
    auto fid = put(now);
    if (!fid) return std::unexpected(std::move(fid).error());
    done_.candidate = *fid;
    return request_.candidate.isSet() ? readAnswers() : Result<>{};
  }

  template <class Record>
  Result<Fid> put(const Record& record) {
    if (!record.fid.isSet()) return edit_.insert(record);
    SUYUAN_TRY(edit_.update(record));
    return record.fid;
  }

  /// The team's move of the candidate that the words say; the outfall that it is or becomes.
  Result<Fid> moveCandidate() {
    auto found = existing<Candidate>(request_.candidate);
    if (!found) return std::unexpected(std::move(found).error());
    Candidate candidate = std::move(*found);
    done_.candidate = candidate.fid;
    const auto verdict = state_.verdict();
    const CandidateStage stage = fieldwork::stageOf(candidate);
    if (!verdict || stage == CandidateStage::Confirmed) return candidate.outfallFid;
    const bool difficult = stage == CandidateStage::Difficult;
    const char* id = *verdict == Verdict::PassOn ? "pass-on" : *verdict == Verdict::Exclude ? (difficult ? "exclude-difficult" : "exclude")
                                                                                            : (difficult ? "confirm-difficult" : "confirm");
    const rules::Fieldwork& work = state_.book().fieldwork();
    const rules::SurveyMove* move = work.move(Layer::Candidates, id);
    if (move == nullptr) return failure(ErrorCode::MoveUnknown, {}, {}, {id});
    if (state_.place()) candidate.geometry = state_.place()->at;
    fieldwork::MoveDetails details;
    details.team = team_;
    details.reason = wordFor("reason");
    details.difficulty = wordFor("difficulty");
    details.method = wordFor("method");
    details.result = wordFor("result");
    details.at = at_;
    const fieldwork::Actor actor{SurveyRole::Team, team_};
    SUYUAN_TRY(fieldwork::mayMove(work, *move, candidate, actor, details));
    auto made = fieldwork::carryOut(edit_, reader_, *move, candidate, actor, details, at_);
    if (!made) return made;
    if (made->isSet()) fresh_ = candidate;
    return candidate.outfallFid;
  }

  Result<> outfall() {
    Fid fid = request_.outfall;
    if (request_.candidate.isSet()) {
      auto moved = moveCandidate();
      if (!moved) return std::unexpected(std::move(moved).error());
      if (!fid.isSet()) fid = *moved;
      if (!fid.isSet()) return readAnswers(); // excluded or passed on: there is no outfall, the answers are the candidate's
    }
    Outfall now;
    const auto verdict = state_.verdict();
    if (fid.isSet()) {
      auto found = existing<Outfall>(fid);
      if (!found) return std::unexpected(std::move(found).error());
      now = std::move(*found);
    } else {
      now.codeLocal = request_.localCode;
      now.datum = "CGCS2000";
      now.surveyedAt = at_;
      now.surveyor = request_.by;
    }
    done_.outfall = fid;
    SUYUAN_TRY(readAnswers());
    const std::int64_t before = now.surveyLevel.value_or(0);
    if (state_.form().revisit) level_ = std::max(level_, before); // what is seen again is of the level that was reached
    const std::int64_t level = level_;
    if (fid.isSet()) keepUnanswered(now, before);
    if (!request_.candidate.isSet() && verdict && level >= before)
      now.status = term(*verdict == Verdict::Confirm ? SurveyStatus::Confirmed : *verdict == Verdict::Exclude ? SurveyStatus::Excluded : SurveyStatus::Suspected);
    else if (!fid.isSet() && now.status.empty()) now.status = term(SurveyStatus::Suspected);
    now.surveyLevel = std::max(level, before);
    if (!team_.empty() && (now.team.empty() || level >= before)) now.team = team_;
    Fields<Outfall> fields(now);
    for (const auto& [q, given] : of(Layer::Outfalls)) {
      if (highest(q->id) > level) continue; // a later level has spoken
      // A name that was written by hand belongs to no record; one that stays keeps the one that it has.
      if (q->keyTarget && q->keyTarget->layer == Layer::Outfalls && (!given.key.empty() || fields.get(q->target->field) != given.value))
        fields.set(q->keyTarget->field, keyValue(*q->keyTarget, given.key));
      fields.set(q->target->field, given.value);
    }
    for (const auto& [q, given] : keyed(Layer::Outfalls))
      if (highest(q->id) <= level) fields.set(q->keyTarget->field, keyValue(*q->keyTarget, given.key));
    now = fields.record();
    if (state_.place() && (!fid.isSet() || level >= before)) {
      now.geometry = state_.place()->at;
      if (!state_.place()->datum.empty()) now.datum = state_.place()->datum;
      if (state_.place()->accuracy) now.accuracy = std::round(*state_.place()->accuracy * 1000) / 1000;
      if (!state_.place()->basin.empty()) now.basin = state_.place()->basin;
      if (state_.place()->chainage) now.chainage = state_.place()->chainage;
    }
    auto put_ = put(now);
    if (!put_) return std::unexpected(std::move(put_).error());
    done_.outfall = *put_;
    SUYUAN_TRY(visit());
    return sample();
  }

  Result<> visit() {
    Visit now;
    if (request_.visit.isSet()) {
      auto found = existing<Visit>(request_.visit);
      if (!found) return std::unexpected(std::move(found).error());
      now = std::move(*found);
    } else {
      now.visitedAt = at_;
      now.surveyLevel = level_;
      now.visitors = request_.by;
    }
    now.outfallFid = done_.outfall;
    Fields<Visit> fields(now);
    for (const auto& [q, given] : of(Layer::Visits)) fields.set(q->target->field, given.value);
    auto fid = put(fields.record());
    if (!fid) return std::unexpected(std::move(fid).error());
    done_.visit = *fid;
    return {};
  }

  Result<> sample() {
    const auto measured = of(Layer::Samples);
    if (std::ranges::none_of(measured, [](const Asked& one) { return one.first->type == QuestionType::Number; })) return {};
    Sample now;
    if (request_.visit.isSet()) {
      auto own = reader_.all<Sample>({.equals = {{"outfall_fid", Value{done_.outfall.value}}, {"visit_fid", Value{done_.visit.value}}}});
      if (!own) return std::unexpected(std::move(own).error());
      if (!own->empty()) now = std::move(own->front());
    }
    now.outfallFid = done_.outfall;
    now.visitFid = done_.visit;
    if (now.sampledAt.empty()) now.sampledAt = at_;
    if (now.kind.empty()) now.kind = "现场快检";
    Fields<Sample> fields(now);
    for (const auto& [q, given] : measured) fields.set(q->target->field, given.value);
    auto fid = put(fields.record());
    if (!fid) return std::unexpected(std::move(fid).error());
    done_.sample = *fid;
    return {};
  }

  /// Of the outfall and of the candidate that it was.
  Result<> readAnswers() {
    for (const auto& [field, fid] : {std::pair{"outfall_fid", done_.outfall}, {"candidate_fid", done_.candidate}}) {
      if (!fid.isSet()) continue;
      auto found = reader_.all<Answer>({.equals = {{field, Value{fid.value}}}});
      if (!found) return std::unexpected(std::move(found).error());
      for (Answer& one : *found)
        if (!std::ranges::contains(earlier_, one.fid, &Answer::fid)) earlier_.push_back(std::move(one));
    }
    return {};
  }

  [[nodiscard]] std::int64_t highest(std::string_view question) const {
    std::int64_t level = 0;
    for (const Answer& one : earlier_)
      if (one.question == question) level = std::max(level, one.surveyLevel.value_or(0));
    return level;
  }

  /// What stands in the record, from an import or the office's form, becomes an answer before it is changed.
  void keepUnanswered(const Outfall& now, std::int64_t level) {
    const Fields<Outfall> fields(now);
    for (const auto& [q, given] : of(Layer::Outfalls)) {
      const Value& stands = fields.get(q->target->field);
      if (isNull(stands) || stands == given.value || std::ranges::contains(earlier_, q->id, &Answer::question)) continue;
      Answer kept;
      kept.outfallFid = now.fid;
      kept.surveyLevel = fresh_ ? 1 : std::max<std::int64_t>(level, 1);
      if (fresh_) kept.candidateFid = fresh_->fid;
      kept.question = q->id;
      kept.value = toText(stands);
      if (q->type == QuestionType::YesNo) kept.value = kept.value == "1" || kept.value == "是" ? "是" : "否";
      const LayerSchema& schema = schemaOf(Layer::Outfalls);
      kept.unit = schema.fields[static_cast<std::size_t>(schema.indexOf(q->target->field))].unit;
      kept.givenBy = fresh_ ? fresh_->source : now.surveyor;
      kept.givenAt = fresh_ ? fresh_->seenAt : now.surveyedAt;
      kept.note = "填报前的记录";
      rows_.push_back(toRow(kept));
    }
  }

  Result<> answers() {
    const bool mine = done_.outfall.isSet();
    for (const Question* q : state_.form().questions()) {
      const auto given = state_.recorded(*q);
      if (!given) continue;
      // Gone on with: what was answered so already is not answered again.
      const Answer* last = nullptr;
      for (const Answer& one : earlier_)
        if (one.question == q->id && one.surveyLevel == level_ && (!mine || one.visitFid == done_.visit) && (last == nullptr || last->fid < one.fid)) last = &one;
      if (last != nullptr && last->value == given->text && last->unit == given->unit) continue;
      Answer answer;
      if (mine) answer.outfallFid = done_.outfall;
      answer.candidateFid = done_.candidate;
      answer.visitFid = done_.visit;
      answer.surveyLevel = level_;
      answer.form = state_.form().id;
      answer.question = q->id;
      answer.value = given->text;
      answer.unit = given->unit;
      answer.givenBy = request_.by;
      answer.givenAt = at_;
      rows_.push_back(toRow(answer));
      ++done_.answers;
    }
    for (const Row& row : rows_)
      if (auto fid = edit_.insertRow(Layer::Answers, row); !fid) return std::unexpected(std::move(fid).error());
    return {};
  }

  Result<> position() {
    if (!state_.place() || !state_.place()->how) return {};
    PositionFix how = *state_.place()->how;
    how.outfallFid = done_.outfall;
    how.candidateFid = done_.candidate;
    how.visitFid = done_.visit;
    if (how.team.empty()) how.team = team_;
    auto fid = edit_.insert(how);
    return fid ? Result<>{} : std::unexpected(std::move(fid).error());
  }

  store::Edit& edit_;
  store::Reader& reader_;
  const FormState& state_;
  const RecordRequest& request_;
  std::string at_, team_;
  std::int64_t level_ = 2;
  std::optional<Candidate> fresh_; ///< that became an outfall just now
  std::vector<Answer> earlier_;
  std::vector<Row> rows_; ///< answers to be added
  RecordedForm done_;
};

} // namespace

Outfall asOutfall(const FormState& state, Outfall base) {
  if (state.place()) base.geometry = state.place()->at;
  Fields<Outfall> fields(base);
  for (const Question* q : state.form().questions())
    if (const auto given = state.recorded(*q)) {
      if (q->target && q->target->layer == Layer::Outfalls) fields.set(q->target->field, given->value);
      if (q->keyTarget && q->keyTarget->layer == Layer::Outfalls && !given->key.empty()) fields.set(q->keyTarget->field, keyValue(*q->keyTarget, given->key));
    }
  return fields.record();
}

Result<RecordedForm> record(store::Edit& edit, store::Reader& reader, const FormState& state, const RecordRequest& request) {
  return Recording(edit, reader, state, request).run();
}

Result<RecordedForm> record(store::SurveyFile& survey, const std::string& label, const FormState& state, const RecordRequest& request) {
  RecordedForm made;
  auto entry = survey.edit(label, [&](store::Edit& edit) -> Result<> {
    auto done = record(edit, survey.reader(), state, request);
    if (!done) return std::unexpected(std::move(done).error());
    made = *done;
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return made;
}

} // namespace suyuan::forms
