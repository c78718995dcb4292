// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/survey_session.h"

#include "app/desktop/shell/look.h"
#include "app/text/resource_paths.h"
#include "core/survey/trace_survey.h"

#include <utility>

namespace suyuan::desktop {

namespace {

constexpr std::size_t mostFollowed = 500; ///< records of one entry

} // namespace

Result<SurveySession::Parts> SurveySession::read(const std::filesystem::path& folder) {
  auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(std::move(resources).error());
  auto file = store::SurveyFile::open(folder);
  if (!file) return std::unexpected(std::move(file).error());
  const std::string province = file->info().divisionCode.starts_with("22") ? "jilin" : "";
  auto book = rules::RuleBook::load(*resources / "rules", province);
  if (!book) return std::unexpected(std::move(book).error());
  auto reader = file->openReader();
  if (!reader) return std::unexpected(std::move(reader).error());
  return Parts{std::make_unique<store::SurveyFile>(std::move(*file)), std::make_unique<store::Reader>(std::move(*reader)),
               std::make_shared<const rules::RuleBook>(std::move(*book))};
}

SurveySession::SurveySession(Parts parts)
    : file_(std::move(parts.file)), reader_(std::move(parts.reader)), book_(std::move(parts.book)), readOnly_(file_->isReadOnly()) {}

SurveySession::~SurveySession() = default;

Result<std::shared_ptr<store::Reader>> SurveySession::workerReader() const {
  auto reader = file_->openReader();
  if (!reader) return std::unexpected(std::move(reader).error());
  return std::make_shared<store::Reader>(std::move(*reader));
}

void SurveySession::tell(EntryId entry) {
  const auto records = changedRecords(*reader_, entry);
  if (!records || !*records) {
    forgetNetwork();
    Q_EMIT everythingChanged();
    return;
  }
  followInNetwork(**records);
  Q_EMIT changed(**records);
}

void SurveySession::forgetNetwork() {
  ++networkAge_;
  if (std::exchange(graph_, nullptr)) Q_EMIT networkChanged();
}

// The network rests on where things are, and on every word of its lines. What a person edits is followed within a millisecond; more than that is built anew
// when it is asked for.
void SurveySession::followInNetwork(const std::vector<ChangedRecord>& records) {
  std::vector<survey::RecordName> touched;
  for (const ChangedRecord& record : records) {
    const bool line = record.layer == Layer::Channels || record.layer == Layer::Rivers;
    const bool point = record.layer == Layer::Outfalls || record.layer == Layer::Wells || record.layer == Layer::Units;
    if (line || (point && record.placed)) touched.push_back({record.layer, record.fid});
  }
  if (touched.empty()) return;
  ++networkAge_;
  if (!graph_) return;
  if (touched.size() > mostFollowed || graph_->isWorn()) return forgetNetwork();
  auto next = survey::followNetwork(*graph_, *reader_, touched);
  if (!next) return forgetNetwork();
  graph_ = std::make_shared<const network::DrainageGraph>(std::move(*next));
  Q_EMIT networkChanged();
}

Result<std::optional<EntryId>> SurveySession::edit(const QString& label, const std::function<Result<>(store::Edit&)>& work) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  auto done = file_->edit(label.toStdString(), work);
  if (done && *done) {
    tell(**done);
    Q_EMIT recorded(label);
  }
  return done;
}

Result<> SurveySession::setField(Layer layer, Fid fid, std::string_view field, const Value& value, const QString& label) {
  auto done = edit(label, [&](store::Edit& e) { return e.setField(layer, fid, field, value); });
  if (!done) return std::unexpected(std::move(done).error());
  return {};
}

Result<> SurveySession::take(Result<EntryId> entry) {
  if (!entry) return std::unexpected(std::move(entry).error());
  tell(*entry);
  return {};
}

Result<> SurveySession::undo() {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  return take(file_->undo());
}

Result<> SurveySession::redo() {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  return take(file_->redo());
}

Result<> SurveySession::undoEntry(EntryId entry) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  return take(file_->undoEntry(entry));
}

Result<> SurveySession::setSetting(std::string_view key, std::string_view value) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  return file_->setSetting(key, value);
}

Result<> SurveySession::setAuthor(std::string_view author) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  return file_->setAuthor(author);
}

Result<> SurveySession::ignore(std::span<const Finding> findings, const QString& reason) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  SUYUAN_TRY(survey::ignoreFindings(*file_, findings, reason.trimmed().toStdString()));
  Q_EMIT changed({}); // no record, but the history
  return {};
}

Result<> SurveySession::takeUp(std::span<const store::IgnoredFinding> ignored) {
  if (writing_) return failure(ErrorCode::SurveyLocked, {}, {}, {"Suyuan"});
  SUYUAN_TRY(survey::takeUpFindings(*file_, ignored));
  Q_EMIT changed({});
  return {};
}

std::optional<std::string> SurveySession::undoLabel() const {
  return writing_ || readOnly_ ? std::nullopt : file_->undoLabel();
}

std::optional<std::string> SurveySession::redoLabel() const {
  return writing_ || readOnly_ ? std::nullopt : file_->redoLabel();
}

void SurveySession::withNetwork(std::function<void(Result<std::shared_ptr<const network::DrainageGraph>>)> then) {
  if (graph_) return then(graph_);
  tasks_.start(
      tr("Building the network"),
      [this](std::stop_token stop, const TaskRunner::Progress&) -> Result<network::DrainageGraph> {
        auto reader = workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return survey::buildNetwork(**reader, 1.0, stop);
      },
      [this, then = std::move(then), age = networkAge_](Result<network::DrainageGraph> graph) {
        if (!graph) return then(std::unexpected(std::move(graph).error()));
        if (age != networkAge_) return withNetwork(then); // it was edited meanwhile
        graph_ = std::make_shared<const network::DrainageGraph>(std::move(*graph));
        then(graph_);
      });
}

void SurveySession::readPlaces() {
  tasks_.start(
      QString(),
      [this](std::stop_token, const TaskRunner::Progress&) -> Result<location::PlaceFinder> {
        auto reader = workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return location::PlaceFinder::fromSurvey(**reader, book_->divisions());
      },
      [this](Result<location::PlaceFinder> places) {
        if (places) places_ = std::make_shared<const location::PlaceFinder>(std::move(*places));
        Q_EMIT placesRead();
      });
}

} // namespace suyuan::desktop
