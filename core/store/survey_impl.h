// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
  bool editing = false;

  /// One journalled transaction: marks ourselves as the writer, captures, writes the entry.
  Result<std::optional<EntryId>> write(EntryKind kind, std::string_view label, std::string_view undoesUid,
                                       const std::function<Result<>(Edit&)>& work);
  /// Takes an entry back as a new one of `kind`.
  Result<EntryId> takeBack(const JournalEntry& entry, EntryKind kind);
  Result<std::optional<JournalEntry>> undoable() const;
  Result<std::optional<JournalEntry>> redoable() const;
  Result<> readInfo();
};

/// Opens a connection with our functions and habits (busy timeout, no mmap, FULL).
[[nodiscard]] Result<Connection> openConnection(const std::filesystem::path& database, bool writable, bool immutable = false);

/// Changes that other programs made since our last edit, oldest state first; empties suyuan_foreign. Inside a
/// transaction of ours.
[[nodiscard]] Result<std::vector<Change>> takeForeignChanges(sqlite3* db);

} // namespace suyuan::store
