// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/live_checker.h"

#include "core/survey/check_survey.h"

#include <QPointer>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace suyuan::desktop {

struct LiveChecker::State {
  std::vector<store::Reader> readers;
  std::shared_ptr<const rules::RuleBook> book;
  std::optional<survey::LiveCheck> check; ///< refers to the two above
  std::vector<store::IgnoredFinding> ignored;
};

LiveChecker::LiveChecker(SurveySession& session, QObject* parent) : QObject(parent), session_(session) {
  connect(&session_, &SurveySession::changed, this, &LiveChecker::follow);
  connect(&session_, &SurveySession::everythingChanged, this, &LiveChecker::giveUp);
}

LiveChecker::~LiveChecker() = default;

void LiveChecker::start() {
  const std::uint64_t run = ++run_;
  state_.reset();
  waiting_.clear();
  ignoredChanged_ = false;
  stale_ = false;
  busy_ = starting_ = true;
  struct Begun {
    std::shared_ptr<State> state;
    Checked checked;
  };
  session_.tasks().start(
      tr("Checking"),
      [session = &session_, book = session_.sharedBook()](std::stop_token stop, const TaskRunner::Progress& progress) -> Result<Begun> {
        auto readers = survey::readersForCheck(session->file());
        if (!readers) return std::unexpected(std::move(readers).error());
        auto state = std::make_shared<State>(std::move(*readers), book);
        auto check = survey::LiveCheck::start(state->readers, *state->book, stop, progress);
        if (!check) return std::unexpected(std::move(check).error());
        state->check.emplace(std::move(*check));
        store::Reader& reader = state->readers.front();
        auto count = reader.count(Layer::Outfalls);
        if (!count) return std::unexpected(std::move(count).error());
        auto ignored = survey::ignoredFindings(reader);
        if (!ignored) return std::unexpected(std::move(ignored).error());
        state->ignored = std::move(*ignored);
        auto open = state->check->findings();
        auto aside = survey::setAside(open, state->ignored);
        auto prepared = FindingModel::prepare(reader, *book, std::move(open), std::move(aside));
        if (!prepared) return std::unexpected(std::move(prepared).error());
        return Begun{std::move(state), {*count, std::move(*prepared)}};
      },
      [self = QPointer(this), run](Result<Begun> begun) {
        if (!self || run != self->run_) return;
        self->busy_ = self->starting_ = false;
        if (!begun) {
          self->waiting_.clear();
          self->ignoredChanged_ = false;
          return void(Q_EMIT self->failed(begun.error()));
        }
        self->state_ = std::move(begun->state);
        Q_EMIT self->checked(begun->checked);
        if (self->stale_) Q_EMIT self->outdated();
        self->next(); // what was edited meanwhile
      });
}

void LiveChecker::follow(const std::vector<ChangedRecord>& records) {
  if ((state_ == nullptr && !starting_) || stale_) return;
  for (const ChangedRecord& record : records) {
    if (record.layer == Layer::Tracks) continue; // no rule looks at them
    if (!survey::LiveCheck::follows(record.layer)) return giveUp();
    waiting_.push_back(record);
  }
  ignoredChanged_ = ignoredChanged_ || records.empty();
  next();
}

void LiveChecker::giveUp() {
  if ((state_ == nullptr && !starting_) || stale_) return;
  stale_ = true;
  waiting_.clear();
  ignoredChanged_ = true; // what is set aside is still followed
  if (!starting_) Q_EMIT outdated();
  next();
}

void LiveChecker::next() {
  if (busy_ || state_ == nullptr || (waiting_.empty() && !ignoredChanged_)) return;
  busy_ = true;
  ignoredChanged_ = false;
  session_.tasks().start(
      QString(),
      [state = state_, records = std::exchange(waiting_, {})](std::stop_token, const TaskRunner::Progress&) { return update(*state, records); },
      [self = QPointer(this), run = run_](Result<Answer> answer) {
        if (!self || run != self->run_) return;
        self->busy_ = false;
        if (!answer) {
          self->giveUp();
          return void(Q_EMIT self->failed(answer.error()));
        }
        if (!self->stale_) Q_EMIT self->changed(answer->change);
        if (answer->ignored) Q_EMIT self->ignoredChanged(*answer->ignored);
        self->next();
      });
}

Result<LiveChecker::Answer> LiveChecker::update(State& state, const std::vector<ChangedRecord>& records) {
  store::Reader& reader = state.readers.front();
  std::map<FindingPlaces::Record, std::vector<Finding>> now; // the newest of each
  std::vector<FindingPlaces::Record> touched;
  for (const ChangedRecord& record : records) {
    auto changed = state.check->refresh(record.layer, record.fid, record.owner);
    if (!changed) return std::unexpected(std::move(changed).error());
    for (const auto& key : changed->records) now[key].clear();
    for (Finding& finding : changed->findings) now[{finding.layer, finding.fid}].push_back(std::move(finding));
    touched.emplace_back(record.layer, record.fid);
  }
  Answer answer;
  for (auto& [key, list] : now) {
    answer.change.records.push_back(key);
    touched.push_back(key);
    std::ranges::move(list, std::back_inserter(answer.change.open));
  }
  auto places = FindingPlaces::readFew(reader, *state.book, touched);
  if (!places) return std::unexpected(std::move(places).error());
  answer.change.places = std::move(*places);
  auto ignored = survey::ignoredFindings(reader);
  if (!ignored) return std::unexpected(std::move(ignored).error());
  answer.change.aside = survey::setAside(answer.change.open, *ignored);
  if (*ignored != state.ignored) {
    state.ignored = std::move(*ignored);
    answer.ignored = state.ignored;
  }
  return answer;
}

} // namespace suyuan::desktop
