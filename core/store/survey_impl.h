// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/edit.h"
#include "core/store/entry_writer.h"
#include "core/store/journal_rows.h"
#include "core/store/sqlite_handle.h"
#include "core/store/survey_file.h"
#include "core/store/survey_place.h"

namespace suyuan::store {

struct SurveyFile::Impl {
  std::filesystem::path folder;
  SurveyInfo info;
  ReadOnlyReason readOnly = ReadOnlyReason::None;
  WriterLock lock;
  Connection connection;
  std::optional<Reader> reader; // on `connection`; declared after it, so destroyed before it
  bool immutable = false;       // opened where not even side files can be made
  bool shared = false;          // on a file system where WAL cannot be trusted
  bool editing = false;

  /// What an entry is called. The work may fill in what it only finds out inside the transaction.
  struct Writing {
    EntryKind kind = EntryKind::Edit;
    std::string label;
    std::string undoesUid;
  };
  /// One journalled transaction: marks ourselves as the writer, records, writes the entry. When `work` fails nothing
  /// of it stands.
  Result<std::optional<EntryId>> write(Writing writing, const std::function<Result<>(Edit&, Writing&)>& work);
  /// Begins a transaction of ours, in which nothing of other programs is left to adopt: what they did before is an entry
  /// of its own, on the disk, and what they do after waits until we are done.
  Result<Transaction> begin();
  /// Makes an entry of what other programs did since our last transaction; nothing when they did nothing. Inside a
  /// transaction.
  Result<std::optional<EntryId>> adopt();
  /// Takes an entry back inside write().
  Result<> takeBack(Edit& edit, Writing& writing, const JournalEntry& entry);
  /// Takes back what `find` names inside the transaction.
  Result<EntryId> takeBack(EntryKind kind, const std::function<Result<JournalEntry>()>& find);
  Result<std::optional<JournalEntry>> undoable() const;
  Result<std::optional<JournalEntry>> redoable() const;
  Result<> readInfo();
};

/// Opens a connection with our functions and habits (busy timeout, no mmap, FULL).
[[nodiscard]] Result<Connection> openConnection(const std::filesystem::path& database, bool writable, bool immutable = false);

/// Calls `take` with each change that other programs made since our last edit, one for each record, and empties
/// suyuan_foreign. Inside a transaction of ours.
Result<> takeForeignChanges(sqlite3* db, const std::function<Result<>(const Change&)>& take);

} // namespace suyuan::store
