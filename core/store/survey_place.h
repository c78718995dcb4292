// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace suyuan::store {

/// Type of the file system that holds a folder, by statfs's number; 0 when it cannot be told.
[[nodiscard]] std::uint32_t fileSystemOf(const std::filesystem::path& folder);

/// WAL needs shared memory and honest locks: not on NFS, SMB, FUSE, 9p, FAT or exFAT, nor where the type is not known.
[[nodiscard]] bool walCanBeTrusted(std::uint32_t fileSystem) noexcept;

/// Looks at a survey's file without SQLite and without touching it: there, readable, an SQLite file of a GeoPackage,
/// as long as its header says. Errors SurveyMissing, FileUnreadable, SurveyCorrupt, SurveyForeign.
[[nodiscard]] Result<> inspectSurveyFile(const std::filesystem::path& database);

/// The writer's lock on a survey: an advisory lock on survey.lock, whose text says who holds it and whether the last
/// holder closed properly. Freed by the system when the process ends, however it ends.
class WriterLock {
public:
  enum class State : std::uint8_t { Held, Busy, NoPermission };
  WriterLock() = default;
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

  [[nodiscard]] State take(const std::filesystem::path& folder);
  [[nodiscard]] bool isHeld() const noexcept { return file_ >= 0; }
  [[nodiscard]] const std::string& holder() const noexcept { return holder_; } ///< with Busy: who, since when
  [[nodiscard]] bool lastHolderCrashed() const noexcept { return crashed_; }
  void release() noexcept; ///< marks a proper close

private:
  int file_ = -1;
  bool crashed_ = false;
  std::string holder_;
};

} // namespace suyuan::store
