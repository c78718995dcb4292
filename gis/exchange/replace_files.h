// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <vector>

namespace suyuan::exchange {

/// A folder beside a target, on the same file system; gone with everything in it unless its files were moved out.
class AsideFolder {
public:
  /// Error FileUnwritable, DiskFull.
  static Result<AsideFolder> make(const std::filesystem::path& target);
  AsideFolder(AsideFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  AsideFolder& operator=(AsideFolder&&) = delete;
  ~AsideFolder();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
  AsideFolder() = default;
  std::filesystem::path path_;
};

/// Puts finished files of the aside folder under their own names into `folder`, over what is there: all of them or none.
/// Their bytes are on the disk before the first name changes, and names on it before this returns. Returns the new paths.
/// Errors: FileUnwritable, DiskFull; every file that was there is there again then.
[[nodiscard]] Result<std::vector<std::filesystem::path>> putInPlace(const AsideFolder& aside, const std::vector<std::filesystem::path>& files,
                                                                    const std::filesystem::path& folder);

/// An export may go over what is at `target`. Error TargetInUse when a database there has a write-ahead log or journal
/// beside it (a program has it open, or left it in need of repair), SurveyExists for a survey's own file.
[[nodiscard]] Result<> mayReplace(const std::filesystem::path& target);

} // namespace suyuan::exchange
