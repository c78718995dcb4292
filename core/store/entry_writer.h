// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeset.h"
#include "core/store/journal.h"
#include "core/store/journal_chain.h"
#include "core/store/sqlite_handle.h"

namespace suyuan::store {

/// A piece of an entry's changeset, with the span of fids in it so that a record's history is found without reading all.
struct ChangesetPart {
  Blob bytes;
  std::int64_t minFid = 0, maxFid = 0;
  std::int64_t changes = 0;
};

/// A part is read whole by history and sync, and is the most of an entry that is ever in memory.
inline constexpr std::size_t partBytes = 8U << 20;

/// A changeset with its span of fids. Error ChangesetDamaged.
[[nodiscard]] Result<ChangesetPart> partOf(Blob changeset);

/// Writes one journal entry while it grows: its parts first, as they are closed, its row last. Inside the caller's
/// transaction, which nobody else writes in, so the id that the row will get is known before.
class EntryWriter {
public:
  [[nodiscard]] static Result<EntryWriter> begin(sqlite3* db);

  Result<> add(const ChangesetPart& part);
  [[nodiscard]] bool isEmpty() const noexcept { return parts_ == 0; }
  /// The row; `entry.changes` is counted here. The entry becomes the end of the chain: with the hash that it has there, or with
  /// `asWritten`, when it is not empty: the hash that another copy gave it, or one that did not fit and must go on not fitting.
  Result<EntryId> finish(JournalEntry entry, std::string_view undoesUid, std::optional<std::int64_t> hubSequence, std::string asWritten = {});

private:
  EntryWriter(sqlite3* db, Statement insert, std::int64_t id) : db_(db), insert_(std::move(insert)), id_(id) {}

  sqlite3* db_;
  Statement insert_;
  std::int64_t id_;
  std::int64_t parts_ = 0, changes_ = 0;
  ContentDigest content_;
};

/// Gathers single changes into parts of the right size for an EntryWriter.
class PartWriter {
public:
  explicit PartWriter(EntryWriter& entry) : entry_(entry) {}

  Result<> add(const Change& change);
  /// Starts an INSERT; the cells follow on changes(), then end(). A fid of 0 is none.
  void beginInsert(std::string_view table, std::span<const bool> key, std::int64_t fid);
  [[nodiscard]] ChangesetWriter& changes() noexcept { return writer_; }
  Result<> end() { return writer_.size() >= partBytes ? close() : Result<>{}; }
  /// Writes what is gathered as a part; nothing when there is nothing.
  Result<> close();

private:
  void count(std::int64_t fid) noexcept;

  EntryWriter& entry_;
  ChangesetWriter writer_;
  ChangesetPart open_;
};

} // namespace suyuan::store
