// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/apply_changes.h"
#include "core/store/journal.h"
#include "core/store/survey_file.h"

#include <memory>
#include <optional>
#include <vector>

namespace suyuan::store {

/// A journal entry with its changes, as it travels.
struct StoredEntry {
  JournalEntry entry;      ///< entry.id is this copy's; uid is everyone's
  std::string undoesUid;
  std::vector<Change> changes;
};

/// A row of the review list (suyuan_conflict). Values are text for people; fid 0 when it is no record.
struct ConflictRow {
  std::string uid, at, kind, layer, field, base, mine, theirs, mineBy, theirsBy, code, state = "open", resolution, resolvedBy;
  std::int64_t fid = 0;
};

/// What core/sync may do to a survey: one transaction over journal and records. Nothing is kept unless commit().
class SyncAccess {
public:
  /// Error SurveyReadOnly. Adopts foreign edits first.
  [[nodiscard]] static Result<SyncAccess> begin(SurveyFile& survey);
  SyncAccess(SyncAccess&&) noexcept;
  ~SyncAccess();

  [[nodiscard]] Result<std::int64_t> lastHubSequence();          ///< 0 when nothing was exchanged yet
  [[nodiscard]] Result<std::vector<StoredEntry>> unsent();       ///< oldest first
  [[nodiscard]] Result<bool> hasEntry(std::string_view uid);
  /// Takes changes back, whatever stands in the way; code numbers stay given.
  Result<> takeBack(const std::vector<Change>& changes);
  Result<std::int64_t> apply(std::span<const Change> changes, const std::function<OnClash(const Clash&)>& onClash);
  /// From startCapture on, what apply and addConflict change is recorded; endCapture gives it.
  Result<> startCapture();
  Result<std::vector<Change>> endCapture();
  /// An entry that came from the hub.
  Result<EntryId> insertReceived(const StoredEntry& entry, std::int64_t hubSequence);
  /// Puts other changes in place of an own entry's (after the rebase), and moves it behind what was received.
  Result<EntryId> replaceOwn(const StoredEntry& entry);
  Result<> markSent(std::string_view uid, std::int64_t hubSequence);
  Result<> addConflict(const ConflictRow& row);
  [[nodiscard]] Result<std::vector<ConflictRow>> conflicts(bool openOnly);
  /// suyuan_meta of this copy ("survey_id", "device_id" …).
  [[nodiscard]] Result<std::string> meta(std::string_view key);
  Result<> setMeta(std::string_view key, std::string_view value);
  [[nodiscard]] sqlite3* connection() const noexcept; ///< for reading inside the transaction
  Result<> commit();

private:
  struct Impl;
  explicit SyncAccess(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::store
