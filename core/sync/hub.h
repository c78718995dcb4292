// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/value.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::sync {

/// One journal entry as it travels. Its changeset applies exactly on the state left by the entry before it.
struct HubEntry {
  std::int64_t number = 0; ///< place in the hub's log, from 1 without gaps
  std::string uid;         ///< 32 hex digits, the same in every copy
  std::string device;      ///< 16 hex digits
  std::string author;
  std::string kind;        ///< journal's kind: "edit", "undo", …
  std::string label;
  std::string at;          ///< UTC, ISO 8601
  std::string undoes;      ///< uid of the entry that this one takes back; mostly empty
  std::string hash;        ///< its link of the chain (core/store/journal_chain.h); empty from a version of before it
  std::vector<Blob> parts; ///< SQLite session changesets, applied in order (a big import has many)
};

struct HubInfo {
  std::string surveyId;     ///< 32 hex digits; empty for a hub that nobody has used yet
  std::string name;
  std::string divisionCode;
};

/// Keeps others out while a copy reads and appends; gives the hub free when destroyed.
class HubLock {
public:
  virtual ~HubLock() = default;
};

/// One ordered log of entries for one survey, and its media. What a hub is made of is its own business. One thread.
/// Errors: HubMissing, HubDamaged (file named), HubBusy, FileUnwritable, DiskFull.
class Hub {
public:
  virtual ~Hub() = default;

  [[nodiscard]] virtual Result<HubInfo> info() = 0;
  /// Makes an unused hub the hub of this survey. Error HubOtherSurvey when it is another's.
  virtual Result<> claim(const HubInfo& info) = 0;
  /// Waits a bounded time for others; then HubBusy.
  [[nodiscard]] virtual Result<std::unique_ptr<HubLock>> lock() = 0;

  /// Number and uid of an entry, mostly the last; {0, ""} for an empty log.
  struct Last {
    std::int64_t number = 0;
    std::string uid;
  };
  [[nodiscard]] virtual Result<Last> last() = 0;
  /// Uid of an entry. Error HubDamaged when the log does not reach so far.
  [[nodiscard]] virtual Result<std::string> uidOf(std::int64_t number) = 0;
  /// Number and uid of each entry after `number`, in order; their contents are not looked at.
  [[nodiscard]] virtual Result<std::vector<Last>> listSince(std::int64_t number) = 0;
  /// Calls `take` with each of these entries, one after the other, each verified before it is handed over: an import of
  /// a million records is one entry, and two of them are never in memory together. Ends with take's error when it has one.
  virtual Result<> fetch(std::span<const Last> entries, const std::function<Result<>(HubEntry)>& take, std::stop_token stop) = 0;
  /// Appends one entry durably as last().number + 1 (entry.number is not read). Only under lock. Returns the number.
  virtual Result<std::int64_t> append(const HubEntry& entry) = 0;

  /// Names of the media files, relative: the stem is the SHA-256 of the content.
  [[nodiscard]] virtual Result<std::vector<std::string>> media() = 0;
  virtual Result<> putMedia(const std::string& name, const std::filesystem::path& from) = 0;
  /// Copies to `to`, which appears only when complete and verified.
  virtual Result<> getMedia(const std::string& name, const std::filesystem::path& to) = 0;
  /// SHA-256 of the bytes that the hub has under the name, read anew. Errors FileNotFound, FileUnreadable.
  [[nodiscard]] virtual Result<std::string> hashOfMedia(const std::string& name) = 0;
};

} // namespace suyuan::sync
