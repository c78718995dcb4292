// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/record.h"
#include "core/store/edit.h"
#include "core/store/journal.h"
#include "core/store/reader.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::store {

/// What a new survey is about.
struct NewSurvey {
  std::string name;
  std::string divisionCode; ///< GB/T 2260, six digits; empty when not known yet
  std::string author;       ///< who works with this copy; empty takes the system's user name
};

/// What the survey says of itself.
struct SurveyInfo {
  std::string id;           ///< 32 hex digits, the same in every copy
  std::string name;
  std::string divisionCode;
  std::string deviceId;     ///< 16 hex digits, this copy's own
  std::string author;
  int schemaVersion = 0;
};

enum class OpenMode : std::uint8_t { ReadWrite, ReadOnly };

/// Why a survey that was asked for writing is open for reading only.
enum class ReadOnlyReason : std::uint8_t { None, Asked, OtherWriter, NoPermission, Damaged };

using FileSystemProbe = std::function<std::uint32_t(const std::filesystem::path& folder)>; ///< statfs's number, 0 not known

/// An open survey: a folder with survey.gpkg and media/. Owns the one writer connection (WAL, synchronous=FULL;
/// rollback journal on places where WAL cannot be trusted). Not thread-safe: one thread at a time; other threads
/// read through their own Reader (openReader). Closing releases the writer's lock.
class SurveyFile {
public:
  static Result<SurveyFile> create(const std::filesystem::path& folder, const NewSurvey& what);
  /// `fileSystem` tells the type of file system that the folder is on; none asks the system.
  static Result<SurveyFile> open(const std::filesystem::path& folder, OpenMode mode = OpenMode::ReadWrite,
                                 const FileSystemProbe& fileSystem = {});
  SurveyFile(SurveyFile&&) noexcept;
  SurveyFile& operator=(SurveyFile&&) noexcept;
  ~SurveyFile();

  [[nodiscard]] const std::filesystem::path& folder() const noexcept;
  [[nodiscard]] std::filesystem::path database() const; ///< folder()/survey.gpkg
  [[nodiscard]] std::filesystem::path media() const;    ///< folder()/media
  [[nodiscard]] std::filesystem::path cache() const;    ///< folder()/cache: may be thrown away at any time, and need not be there
  [[nodiscard]] const SurveyInfo& info() const noexcept;
  [[nodiscard]] bool isReadOnly() const noexcept;
  [[nodiscard]] ReadOnlyReason readOnlyReason() const noexcept;
  /// On a network, FUSE or FAT file system: works with a rollback journal, so that readers wait for a writer's commit.
  [[nodiscard]] bool onSharedPlace() const noexcept;
  [[nodiscard]] std::string otherWriter() const; ///< "user@host, since …" when another program holds the lock

  /// The one door for writing: runs `work` in one transaction, and commits its rows together with one journal entry
  /// (label, author, device, time, changeset). When `work` returns an error or nothing changed, nothing is written.
  /// On return the change is on the disk. Returns the entry, or nothing when there was no change.
  Result<std::optional<EntryId>> edit(std::string_view label, const std::function<Result<>(Edit&)>& work);

  /// Takes back the newest entry of this copy that is not yet taken back, as a new entry. `fid` style undo of any
  /// single entry: undoEntry. Errors: NothingToUndo, UndoStale (a later edit touched the same fields; named in args).
  Result<EntryId> undo();
  Result<EntryId> redo();
  Result<EntryId> undoEntry(EntryId entry);
  [[nodiscard]] std::optional<std::string> undoLabel() const; ///< label of what undo() would take back
  [[nodiscard]] std::optional<std::string> redoLabel() const;

  /// A reader on the writer's own connection: sees this thread's commits at once.
  [[nodiscard]] Reader& reader() noexcept;
  /// A reader with a read-only connection of its own, for another thread.
  [[nodiscard]] Result<Reader> openReader() const;

  /// Takes changes that another program (QGIS) made since our last edit into the journal as one entry.
  /// Called by open(); returns the entry when there were any.
  Result<std::optional<EntryId>> adoptForeignEdits();

  /// Settings kept in the survey (mapping remembered, styles, filters …); not journalled, this copy's own.
  Result<std::optional<std::string>> setting(std::string_view key) const;
  Result<> setSetting(std::string_view key, std::string_view value);

  /// Who works with this copy from now on, and stands in later entries. Not journalled. Error SurveyReadOnly.
  Result<> setAuthor(std::string_view author);

  /// Verified copy by SQLite's backup API to another folder (media included).
  Result<> backupTo(const std::filesystem::path& folder);

private:
  struct Impl;
  explicit SurveyFile(std::unique_ptr<Impl> impl);
  friend class SyncAccess; ///< core/sync's way to the connection and journal (core/store/sync_access.h)
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::store
