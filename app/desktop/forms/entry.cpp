// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/entry.h"

#include "app/desktop/shell/look.h"
#include "app/text/resource_paths.h"
#include "core/model/candidate.h"
#include "core/model/outfall.h"
#include "gis/location/fill_place.h"

#include <QDateTime>

#include <charconv>
#include <format>

namespace suyuan::desktop {

namespace {

constexpr char between = '\x1f';
constexpr const char* placeKey = "@place";

std::vector<std::string_view> splitDraft(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(between);
    parts.push_back(text.substr(0, at));
    if (at == text.npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<double> realOf(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::string placeText(const forms::GivenPlace& place) {
  return std::format("{:.9f}{}{:.9f}{}{}{}{}{}{}{}{}{}{}", place.at.x, between, place.at.y, between, place.datum, between, place.accuracy ? std::format("{}", *place.accuracy) : "",
                     between, place.basin, between, place.chainage ? std::format("{}", *place.chainage) : "", between, place.how ? place.how->note : std::string());
}

std::optional<forms::GivenPlace> placeFrom(std::string_view text) {
  const auto parts = splitDraft(text);
  if (parts.size() != 7) return std::nullopt;
  const auto x = realOf(parts[0]), y = realOf(parts[1]);
  if (!x || !y) return std::nullopt;
  forms::GivenPlace place{Point{*x, *y}, std::string(parts[2]), realOf(parts[3]), std::nullopt, std::string(parts[4]), realOf(parts[5])};
  if (!parts[6].empty()) {
    PositionFix how;
    how.geometry = place.at;
    how.accuracy = place.accuracy;
    how.note = parts[6];
    place.how = std::move(how);
  }
  return place;
}

std::string now() { return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toStdString(); }

/// What a worker reads for a form that opens.
struct Beside {
  std::optional<Outfall> outfall;
  std::optional<Candidate> candidate;
  std::vector<forms::ComparedAnswer> earlier;
  forms::LastValues last;
};

} // namespace

std::string draftText(const forms::Given& given) {
  if (given.text.empty() && given.unit.empty()) return {};
  return std::format("{}{}{}{}{}{}{}", given.text, between, given.unit, between, given.key, between, given.byProgram ? 1 : 0);
}

forms::Given givenFrom(std::string_view draft) {
  const auto parts = splitDraft(draft);
  forms::Given given{std::string(parts[0]), {}, {}, false};
  if (parts.size() == 4) given.unit = parts[1], given.key = parts[2], given.byProgram = parts[3] == "1";
  return given;
}

Entry::Entry(SurveySession& session, QObject* parent) : QObject(parent), session_(session), lists_(session), adviser_(session, this) {
  auto set = std::make_shared<forms::FormSet>();
  if (const auto resources = text::resourcesFolder()) {
    const std::string province = session.file().info().divisionCode.starts_with("22") ? "jilin" : "";
    *set = forms::loadForms(*resources, province, session.file().folder());
  }
  forms_ = std::move(set);
  adviseSoon_.setSingleShot(true);
  adviseSoon_.setInterval(120);
  connect(&adviseSoon_, &QTimer::timeout, this, [this] {
    if (!state_ || state_->form().question("name") == nullptr || !base_.name.empty()) return; // a name that stands is not proposed anew
    Outfall asked = forms::asOutfall(*state_, base_);
    asked.fid = base_.fid;
    if (!state_->given("name").text.empty() && !state_->given("name").byProgram) return;
    asked.name.clear();
    adviser_.ask(asked);
  });
  connect(&adviser_, &RecordAdviser::advised, this, [this](const Advice& advice) {
    if (!state_ || advice.name.empty() || state_->form().record != Layer::Outfalls) return;
    propose("name", advice.name);
    Q_EMIT changed();
  });
  connect(&lists_, &PickLists::failed, this, &Entry::failed);
  connect(&session_, &SurveySession::placesRead, this, [this] {
    if (!state_ || !state_->place()) return;
    proposeFromPlace();
    Q_EMIT changed();
    adviseLater();
  });
}

Entry::~Entry() = default;

void Entry::begin(const std::string& id, Fid outfall, Fid candidate) {
  const forms::Form* form = forms_->find(id);
  if (form == nullptr) return;
  close();
  request_ = {};
  request_.outfall = outfall;
  request_.candidate = candidate;
  request_.by = session_.file().info().author;
  request_.localCode = QDateTime::currentDateTime().toString(QStringLiteral("'L'yyMMddHHmmsszzz")).toStdString();
  journal_.emplace(session_.file().folder(), forms::DraftHead{form->id, outfall, candidate, {}, request_.by, now()});
  start(*form);
  proposeUsual();
  readBeside(true);
  Q_EMIT opened();
}

bool Entry::resume(const forms::Draft& draft) {
  const forms::Form* form = forms_->find(draft.head.kind);
  if (form == nullptr) return false;
  auto journal = forms::DraftJournal::resume(draft);
  if (!journal) {
    Q_EMIT failed(journal.error());
    return false;
  }
  close();
  request_ = {};
  request_.outfall = draft.head.outfall;
  request_.candidate = draft.head.candidate;
  request_.visit = draft.head.visit;
  request_.by = draft.head.author;
  request_.localCode = QDateTime::currentDateTime().toString(QStringLiteral("'L'yyMMddHHmmsszzz")).toStdString();
  journal_.emplace(std::move(*journal));
  start(*form);
  for (const auto& [key, value] : draft.values) {
    if (key == placeKey) state_->setPlace(placeFrom(value));
    else state_->set(key, givenFrom(value));
  }
  proposeUsual();
  readBeside(false);
  Q_EMIT opened();
  return true;
}

void Entry::proposeUsual() {
  for (const char* who : {"surveyor", "found_by"})
    if (state_->form().question(who) != nullptr) propose(who, request_.by);
  if (state_->form().question("surveyed_at") != nullptr) propose("surveyed_at", journal_->head().startedAt);
  proposeFromPlace();
}

void Entry::start(const forms::Form& form) {
  state_.emplace(form, session_.book());
  base_ = {};
  offers_.clear();
  earlier_.clear();
  toldFault_ = false;
  for (const forms::Question* q : form.questions())
    if (q->list != forms::RecordList::None) (void)lists_.list(q->list); // read while the first questions are answered
}

void Entry::readBeside(bool fresh) {
  reading_ = true;
  tasks_.start(
      QString(),
      [reader = session_.workerReader(), set = forms_, form = &state_->form(), request = request_](const std::stop_token&, const TaskRunner::Progress&) -> Result<Beside> {
        if (!reader) return std::unexpected(reader.error());
        Beside read;
        if (request.candidate.isSet()) {
          auto candidate = (*reader)->get<Candidate>(request.candidate);
          if (!candidate) return std::unexpected(std::move(candidate).error());
          read.candidate = std::move(*candidate);
        }
        const Fid outfall = request.outfall.isSet() ? request.outfall : read.candidate ? read.candidate->outfallFid : Fid{};
        if (outfall.isSet()) {
          auto found = (*reader)->get<Outfall>(outfall);
          if (!found) return std::unexpected(std::move(found).error());
          read.outfall = std::move(*found);
          if (read.outfall) {
            auto earlier = forms::answersOf(**reader, outfall, *set);
            if (!earlier) return std::unexpected(std::move(earlier).error());
            read.earlier = std::move(*earlier);
          }
        }
        auto last = forms::lastValues(**reader, *form);
        if (!last) return std::unexpected(std::move(last).error());
        read.last = std::move(*last);
        return read;
      },
      [this, fresh, asked = ++asked_](Result<Beside> read) {
        if (asked != asked_ || !state_) return;
        reading_ = false;
        if (!read) {
          Q_EMIT failed(read.error());
          return;
        }
        offers_ = read->last;
        earlier_ = std::move(read->earlier);
        if (fresh) carryOver(*state_, offers_);
        std::optional<Point> there;
        if (read->candidate) {
          if (const auto* at = std::get_if<Point>(&read->candidate->geometry)) there = *at;
          if (state_->form().question("team") != nullptr && !read->candidate->team.empty()) propose("team", read->candidate->team);
        }
        if (read->outfall) {
          base_ = *read->outfall;
          if (const auto* at = std::get_if<Point>(&base_.geometry)) there = *at;
          // What the record says is offered, not answered: an answer is what somebody saw.
          const Row row = toRow(base_);
          std::set<std::string, std::less<>> standing;
          for (const forms::Question* q : state_->form().questions())
            if (q->target && q->target->layer == Layer::Outfalls)
              if (const Value& stands = row.values[static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf(q->target->field))]; !isNull(stands)) {
                const std::string unit(schemaOf(Layer::Outfalls).fields[static_cast<std::size_t>(schemaOf(Layer::Outfalls).indexOf(q->target->field))].unit);
                offers_.insert_or_assign(q->id, forms::Given{toText(stands), unit, {}, true});
                standing.insert(q->id);
              }
          if (!base_.divisionCode.empty()) standing.insert("division_code");
          state_->setStanding(std::move(standing));
          // The same level, gone on with.
          if (fresh && !state_->form().revisit)
            for (const forms::ComparedAnswer& one : earlier_)
              if (const auto* newest = one.newest(state_->form().level); newest != nullptr && newest->visit.isSet()) request_.visit = std::max(request_.visit, newest->visit);
          if (fresh && request_.visit.isSet())
            for (const forms::ComparedAnswer& one : earlier_)
              if (const auto* newest = one.newest(state_->form().level); newest != nullptr && newest->visit == request_.visit && state_->form().question(one.question) != nullptr)
                set(one.question, forms::Given{newest->value, newest->unit, {}, true});
        }
        if (there && !state_->place()) state_->setPlace(forms::GivenPlace{*there, {}, std::nullopt, std::nullopt, {}, std::nullopt});
        Q_EMIT changed();
        adviseLater();
      });
}

const forms::Given* Entry::offerFor(const std::string& question) const {
  const auto found = offers_.find(question);
  return found == offers_.end() || !state_ || !state_->given(question).text.empty() ? nullptr : &found->second;
}

const forms::ComparedAnswer* Entry::earlier(const std::string& question) const {
  const auto found = std::ranges::find(earlier_, question, &forms::ComparedAnswer::question);
  return found == earlier_.end() ? nullptr : &*found;
}

void Entry::keep(const std::string& question) {
  auto kept = journal_->put(question, draftText(state_->given(question)));
  if (kept || toldFault_) return;
  toldFault_ = true; // once; what is typed stays on the screen
  Q_EMIT failed(kept.error());
}

void Entry::keepPlace() {
  if (auto kept = journal_->put(placeKey, state_->place() ? placeText(*state_->place()) : std::string()); !kept) Q_EMIT failed(kept.error());
}

void Entry::propose(const std::string& question, const std::string& text, const std::string& key) {
  const forms::Given& now_ = state_->given(question);
  if (text.empty() || (!now_.text.empty() && !now_.byProgram)) return;
  // Not in the draft: the program can propose it again.
  state_->set(question, forms::Given{text, std::string(state_->unitOf(question)), key, true});
}

void Entry::set(const std::string& question, forms::Given given) {
  if (!state_ || recording_) return;
  const bool classes = question == "class_1" || question == "class_2";
  state_->set(question, std::move(given));
  keep(question);
  if (classes) keep("class_2"), keep("class_3"); // which may have gone with it
  Q_EMIT changed();
  if (question != "name") adviseLater();
}

void Entry::setUnit(const std::string& question, const std::string& unit) {
  if (!state_ || recording_) return;
  state_->setUnit(question, unit);
  keep(question);
  Q_EMIT changed();
}

void Entry::setPlace(forms::GivenPlace place) {
  if (!state_ || recording_) return;
  state_->setPlace(std::move(place));
  proposeFromPlace();
  keepPlace();
  Q_EMIT changed();
  adviseLater();
}

void Entry::proposeFromPlace() {
  if (!state_->place() || session_.places() == nullptr) return;
  forms::GivenPlace place = *state_->place();
  if (place.datum.empty()) return; // as recorded: the record knows the rest
  Outfall there;
  there.geometry = place.at;
  location::fillPlace(there, *session_.places());
  const auto say = [&](const char* question, const std::string& text, const std::string& key) {
    if (state_->form().question(question) == nullptr) return;
    if (text.empty() && state_->given(question).byProgram) state_->set(question, std::string()); // of the former place
    propose(question, text, key);
  };
  say("river_name", there.riverName, toText(there.riverFid));
  say("bank", there.bank, {});
  const auto county = DivisionCode::parse(there.divisionCode);
  say("division_code", county ? session_.book().divisions().fullName(*county) : std::string(), there.divisionCode);
  say("township", there.township, there.townshipCode);
  place.basin = there.basin;
  place.chainage = there.chainage;
  state_->setPlace(std::move(place));
}

void Entry::adviseLater() {
  if (state_ && state_->form().record == Layer::Outfalls) adviseSoon_.start();
}

void Entry::record() {
  if (!state_ || recording_) return;
  if (session_.isWriting()) {
    Q_EMIT failed(Error{ErrorCode::SurveyLocked, {}, {"Suyuan"}, {}});
    return;
  }
  recording_ = true;
  auto made = std::make_shared<forms::RecordedForm>();
  const int missing = static_cast<int>(state_->missing().size());
  request_.at = now();
  const QString label = tr("Survey form: %1").arg(currentLanguage() == text::Language::Chinese ? qs(state_->form().title.zh) : qs(state_->form().title.en));
  session_.writeEntry(
      label,
      [made, label = label.toStdString(), state = *state_, request = request_, keep = forms_, book = session_.sharedBook()](store::SurveyFile& file) {
        return file.edit(label, [&](store::Edit& edit) -> Result<> {
          auto done = forms::record(edit, file.reader(), state, request);
          if (!done) return std::unexpected(std::move(done).error());
          *made = *done;
          return {};
        });
      },
      [this, made, missing](const Result<std::optional<EntryId>>& entry) {
        recording_ = false;
        if (!entry) {
          Q_EMIT failed(entry.error()); // the form stays as it is, and its draft too
          return;
        }
        journal_->discard();
        close();
        Q_EMIT recorded(*made, missing);
      });
}

void Entry::drop() {
  if (!state_ || recording_) return;
  journal_->discard();
  close();
}

void Entry::close() {
  if (!state_) return;
  adviseSoon_.stop();
  adviser_.forget();
  ++asked_;
  reading_ = false;
  state_.reset();
  journal_.reset();
  Q_EMIT closed();
}

} // namespace suyuan::desktop
