// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/searcher.h"

#include "app/text/resource_paths.h"
#include "gis/exchange/position_text.h"

#include <QPointer>

#include <utility>

namespace suyuan::desktop {

struct Searcher::State {
  const store::SurveyFile& file; // outlives the workers, which the session stops first
  std::shared_ptr<const rules::RuleBook> book;
  std::optional<store::Reader> reader;
  std::optional<search::Search> search;
  std::atomic<double> made = 0;
  std::atomic<bool> ready = false;
};

Searcher::Searcher(SurveySession& session, QObject* parent)
    : QObject(parent), session_(session), state_(std::make_shared<State>(session.file(), session.sharedBook())) {
  tick_.setInterval(250);
  connect(&tick_, &QTimer::timeout, this, &Searcher::progressed);
}

Searcher::~Searcher() { running_.request_stop(); }

bool Searcher::isReady() const { return state_->ready; }
double Searcher::prepared() const { return state_->made; }

void Searcher::prepare() {
  if (busy_ || waiting_) return;
  waiting_ = Question{};
  next();
}

void Searcher::ask(const QString& text, std::optional<Point> near) {
  waiting_ = Question{text, near};
  if (busy_ && state_->ready) running_.request_stop(); // making the index goes on: this question needs it, too
  next();
}

void Searcher::locate(const QString& text, const std::optional<projection::Crs>& map) {
  session_.tasks().start(
      QString(), // PROJ takes some ten milliseconds for the way from a zone
      [words = text.toStdString(), map](std::stop_token, const TaskRunner::Progress&) { return exchange::parsePosition(words, map); },
      [self = QPointer(this), text](const std::optional<Point>& place) {
        if (self) Q_EMIT self->located(text, place);
      });
}

void Searcher::forget() {
  waiting_.reset();
  if (state_->ready) running_.request_stop();
}

void Searcher::next() {
  if (busy_ || !waiting_) return;
  busy_ = true;
  running_ = std::stop_source();
  const Question question = *std::exchange(waiting_, std::nullopt);
  // Making it takes long enough to be shown, and stopped, with the other long work.
  const bool making = !state_->ready && !std::filesystem::exists(search::Search::placeOf(session_.file()));
  tick_.start();
  session_.tasks().start(
      making ? tr("Search index") : QString(),
      [state = state_, question, own = running_](std::stop_token stop, const TaskRunner::Progress& progress) mutable {
        const std::stop_callback also(stop, [&own] { own.request_stop(); });
        return work(*state, question, own.get_token(), progress);
      },
      [self = QPointer(this), question](Result<search::SearchAnswer> answer) {
        if (!self) return;
        self->busy_ = false;
        self->tick_.stop();
        if (!self->waiting_ && !question.text.isEmpty()) {
          if (answer) Q_EMIT self->answered(question.text, *answer);
          else if (answer.error().code != ErrorCode::Cancelled || !self->running_.stop_requested()) Q_EMIT self->failed(question.text, answer.error());
        }
        Q_EMIT self->progressed();
        self->next();
      });
}

Result<search::SearchAnswer> Searcher::work(State& state, const Question& question, std::stop_token stop, const TaskRunner::Progress& progress) {
  if (!state.search) {
    auto resources = text::resourcesFolder();
    if (!resources) return std::unexpected(std::move(resources).error());
    auto pinyin = search::PinyinTable::load(*resources / "pinyin" / "readings.txt");
    if (!pinyin) return std::unexpected(std::move(pinyin).error());
    auto reader = state.file.openReader();
    if (!reader) return std::unexpected(std::move(reader).error());
    state.reader.emplace(std::move(*reader));
    state.search.emplace(state.file, std::make_shared<const search::PinyinTable>(std::move(*pinyin)),
                         std::shared_ptr<const coding::DivisionTable>(state.book, &state.book->divisions()));
  }
  const auto refresh = [&] {
    auto done = state.search->refresh(*state.reader, stop, [&](double part) {
      state.ready = false; // made anew, after an import for instance: no question may stop that
      state.made = part;
      progress(part);
    });
    state.ready = state.search->isReady();
    return done;
  };
  if (auto done = refresh(); !done) return std::unexpected(std::move(done).error());
  if (question.text.isEmpty()) return search::SearchAnswer{};
  const search::SearchQuery query{.text = question.text.toStdString(), .near = question.near};
  auto found = state.search->find(*state.reader, query, stop);
  if (!found && found.error().code == ErrorCode::SearchIndexDamaged) { // thrown away by now: made anew, once
    if (auto done = refresh(); !done) return std::unexpected(std::move(done).error());
    found = state.search->find(*state.reader, query, stop);
  }
  return found;
}

} // namespace suyuan::desktop
