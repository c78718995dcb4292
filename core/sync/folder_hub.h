// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/hub.h"

#include <chrono>

namespace suyuan::sync {

/// A hub in a folder: USB stick, network share. FORMAT.md says what lies in it. Files are written aside, flushed and
/// renamed; nothing is ever changed or removed. Works without hard links (FAT).
class FolderHub final : public Hub {
public:
  struct Options {
    std::chrono::milliseconds lockWait{10'000}; ///< how long to wait for another copy that syncs
  };
  /// Opens, or makes, a hub in `folder`, whose parent must exist. Errors HubMissing (no parent), HubDamaged (a folder
  /// with other things in it, or a hub.json that cannot be read), FileUnwritable.
  static Result<FolderHub> open(const std::filesystem::path& folder, const Options& options);
  static Result<FolderHub> open(const std::filesystem::path& folder) { return open(folder, Options{}); }

  [[nodiscard]] Result<HubInfo> info() override;
  Result<> claim(const HubInfo& info) override;
  [[nodiscard]] Result<std::unique_ptr<HubLock>> lock() override;
  [[nodiscard]] Result<Last> last() override;
  [[nodiscard]] Result<std::string> uidOf(std::int64_t number) override;
  [[nodiscard]] Result<std::vector<Last>> listSince(std::int64_t number) override;
  Result<> fetch(std::span<const Last> wanted, const std::function<Result<>(HubEntry)>& take, std::stop_token stop) override;
  Result<std::int64_t> append(const HubEntry& entry) override;
  [[nodiscard]] Result<std::vector<std::string>> media() override;
  Result<> putMedia(const std::string& name, const std::filesystem::path& from) override;
  Result<> getMedia(const std::string& name, const std::filesystem::path& to) override;
  [[nodiscard]] Result<std::string> hashOfMedia(const std::string& name) override;

private:
  struct Listed { // an entry file by its name alone
    std::int64_t number = 0;
    std::string uid;
    std::filesystem::path file;
  };
  FolderHub(std::filesystem::path folder, Options options) : folder_(std::move(folder)), options_(options) {}
  /// The log in order; error HubDamaged for a gap, a number given twice or a foreign name.
  [[nodiscard]] Result<std::vector<Listed>> list() const;

  std::filesystem::path folder_;
  Options options_;
};

} // namespace suyuan::sync
