// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sync.h"

#include "core/store/sync_access.h"
#include "core/sync/media.h"
#include "core/sync/merge.h"

#include <algorithm>
#include <set>

namespace suyuan::sync {

namespace {

namespace fs = std::filesystem;

void tell(const SyncProgress& progress, std::string_view step, std::int64_t done, std::int64_t total) {
  if (progress) progress(step, done, total);
}

Result<std::set<std::string>> conflictIds(store::SurveyFile& survey) {
  auto all = conflicts(survey.reader(), false);
  if (!all) return std::unexpected(std::move(all).error());
  std::set<std::string> ids;
  for (const Conflict& c : *all) ids.insert(c.id);
  return ids;
}

// Fetches, merges and commits. Returns the number of entries received.
Result<std::int64_t> takeIn(store::SurveyFile& survey, Hub& hub, const SyncProgress& progress, const std::stop_token& stop) {
  auto access = store::SyncAccess::begin(survey);
  if (!access) return std::unexpected(std::move(access).error());
  auto known = lastKnown(access->connection());
  if (!known) return std::unexpected(std::move(known).error());
  if (known->number > 0) {
    // The log must still hold what this copy once saw there: a hub put back from an old backup must not be continued.
    auto uid = hub.uidOf(known->number);
    if (!uid) return std::unexpected(std::move(uid).error());
    if (*uid != known->uid)
      return failure(ErrorCode::HubDamaged, {.row = known->number}, "the log is not the one that this copy has synced with");
  }
  tell(progress, "merge", 0, 0);
  auto merged = mergeFrom(*access, hub, known->number, stop);
  if (!merged) return std::unexpected(std::move(merged).error());
  SUYUAN_TRY(access->commit());
  tell(progress, "merge", merged->received, merged->received);
  return merged->received;
}

// The hub first, then our own mark: killed between the two, the next sync finds the entry's uid in the log.
Result<std::int64_t> send(store::SurveyFile& survey, Hub& hub, const SyncProgress& progress, const std::stop_token& stop) {
  std::int64_t sent = 0;
  for (std::int64_t left = 1; left > 0;) {
    std::optional<HubEntry> next;
    {
      auto access = store::SyncAccess::begin(survey);
      if (!access) return std::unexpected(std::move(access).error());
      auto ids = unsentEntries(access->connection());
      if (!ids) return std::unexpected(std::move(ids).error());
      left = std::ssize(*ids);
      tell(progress, "send", sent, sent + left);
      if (ids->empty()) break;
      auto entry = readEntry(access->connection(), ids->front());
      if (!entry) return std::unexpected(std::move(entry).error());
      next = std::move(*entry);
    }
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    auto number = hub.append(*next);
    if (!number) return std::unexpected(std::move(number).error());
    auto access = store::SyncAccess::begin(survey);
    if (!access) return std::unexpected(std::move(access).error());
    SUYUAN_TRY(markSent(access->connection(), next->uid, *number));
    SUYUAN_TRY(access->commit());
    ++sent;
  }
  return sent;
}

} // namespace

Result<SyncReport> syncWith(store::SurveyFile& survey, Hub& hub, const SyncProgress& progress, std::stop_token stop) {
  if (survey.isReadOnly()) return failure(ErrorCode::SurveyReadOnly, {.file = survey.folder().string()});
  SyncReport report;
  auto before = conflictIds(survey);
  if (!before) return std::unexpected(std::move(before).error());
  {
    auto lock = hub.lock();
    if (!lock) return std::unexpected(std::move(lock).error());
    const auto& about = survey.info();
    SUYUAN_TRY(hub.claim({about.id, about.name, about.divisionCode}));

    tell(progress, "media", 0, 0);
    auto mediaSent = sendMedia(survey.media(), hub, stop);
    if (!mediaSent) return std::unexpected(std::move(mediaSent).error());
    report.mediaSent = *mediaSent;

    auto received = takeIn(survey, hub, progress, stop);
    if (!received) return std::unexpected(std::move(received).error());
    report.received = *received;
    auto sent = send(survey, hub, progress, stop);
    if (!sent) return std::unexpected(std::move(sent).error());
    report.sent = *sent;
  }
  auto mediaReceived = receiveMedia(survey.media(), hub, stop);
  if (!mediaReceived) return std::unexpected(std::move(mediaReceived).error());
  report.mediaReceived = *mediaReceived;

  auto all = conflicts(survey.reader(), false);
  if (!all) return std::unexpected(std::move(all).error());
  for (Conflict& c : *all) {
    if (c.open) ++report.openConflicts;
    if (!before->contains(c.id)) report.conflicts.push_back(std::move(c));
  }
  auto hash = survey.reader().contentHash();
  if (!hash) return std::unexpected(std::move(hash).error());
  report.contentHash = std::move(*hash);
  return report;
}

Result<store::SurveyFile> joinSurvey(Hub& hub, const fs::path& newFolder, const std::string& author,
                                     const SyncProgress& progress, std::stop_token stop) {
  auto about = hub.info();
  if (!about) return std::unexpected(std::move(about).error());
  if (about->surveyId.empty()) return failure(ErrorCode::HubMissing, {}, "the hub holds no survey yet");
  std::error_code ignored;
  const bool was = fs::exists(newFolder, ignored);
  auto joined = [&]() -> Result<store::SurveyFile> {
    auto survey = store::SurveyFile::create(newFolder, {about->name, about->divisionCode, author});
    if (!survey) return survey;
    {
      auto access = store::SyncAccess::begin(*survey);
      if (!access) return std::unexpected(std::move(access).error());
      SUYUAN_TRY(access->setMeta("survey_id", about->surveyId));
      SUYUAN_TRY(access->commit());
    }
    auto synced = syncWith(*survey, hub, progress, stop);
    if (!synced) return std::unexpected(std::move(synced).error());
    return survey;
  }();
  // A half-taken copy would look like a survey; SurveyExists means that the folder was somebody's, so it stays.
  if (!joined && joined.error().code != ErrorCode::SurveyExists) {
    if (was)
      for (const auto& item : fs::directory_iterator(newFolder, ignored)) fs::remove_all(item.path(), ignored);
    else fs::remove_all(newFolder, ignored);
  }
  return joined;
}

} // namespace suyuan::sync
