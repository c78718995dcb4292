// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/ids.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::forms {

/// What a draft is of.
struct DraftHead {
  std::string kind;     ///< id of a form, or "fields" of the office's form
  Fid outfall, candidate, visit; ///< that it is about; not set: a new one
  std::string author, startedAt; ///< UTC with milliseconds
};

/// What is typed and not recorded yet: a file `drafts/UID.draft` in the survey's folder, one line a change, each with a checksum, only ever appended to.
/// put() returns when the system has the line, so that a kill loses nothing; a thread beside flushes it to the disk at once, lines that come meanwhile
/// together, so that a power cut loses what was typed during one flush: the character that is being typed. One thread.
class DraftJournal {
public:
  /// Begins a draft; the file is made with the first put(). `folder`: the survey's.
  DraftJournal(std::filesystem::path folder, DraftHead head);
  /// Goes on with one that was found.
  static Result<DraftJournal> resume(const struct Draft& draft);
  DraftJournal(DraftJournal&&) noexcept;
  DraftJournal& operator=(DraftJournal&&) noexcept;
  ~DraftJournal(); ///< flushes; the file stays

  /// Keeps a value under a key; an empty value takes the key away. Errors FileUnwritable, DiskFull: it is not kept, what was before is.
  Result<> put(std::string_view key, std::string_view value);
  /// Waits until everything is on the disk. Errors of flushing.
  Result<> flush();
  /// It was recorded, or is not wanted: the file goes.
  void discard();
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& values() const noexcept;
  [[nodiscard]] const DraftHead& head() const noexcept;
  [[nodiscard]] const std::filesystem::path& file() const noexcept; ///< empty as long as nothing was put

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// A draft as it lies on the disk.
struct Draft {
  std::filesystem::path file;
  DraftHead head;
  std::map<std::string, std::string, std::less<>> values;
  std::string lastAt;  ///< of the newest line, UTC with milliseconds
  bool cutOff = false; ///< the end was not wholly written, and is passed over
  std::uintmax_t soundBytes = 0;
};

/// The drafts in the survey's folder, oldest first. Those without a value are left out. Errors: FileUnreadable.
[[nodiscard]] Result<std::vector<Draft>> draftsOf(const std::filesystem::path& survey);

} // namespace suyuan::forms
