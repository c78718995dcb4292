// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::media {

/// The media of a survey: files named by the SHA-256 of their bytes, with an ending that says their kind to other programs.
/// They are written once and never changed. One thread; only whoever holds the survey for writing adds.
class MediaFolder {
public:
  /// Looks at what is there; a folder that is missing is an empty one.
  explicit MediaFolder(std::filesystem::path folder);

  struct Added {
    std::string sha256;
    std::filesystem::path file;
    std::int64_t bytes = 0;
    bool mended = false; ///< the file of this name held other bytes
    bool isNew = false;  ///< nothing of these bytes was there
  };
  /// Copies a file in, whatever its length in a megabyte of memory; its bytes are on the disk when this returns. The same
  /// bytes again are one file. Errors: those of sync::storeByHash.
  [[nodiscard]] Result<Added> add(const std::filesystem::path& file);

  /// The file of these bytes by its name; empty when there is none. Its content is not looked at.
  [[nodiscard]] std::filesystem::path fileOf(std::string_view sha256) const;
  [[nodiscard]] const std::map<std::string, std::filesystem::path, std::less<>>& files() const noexcept { return files_; } ///< by SHA-256

  /// Takes away what a copying that was cut off has left. Returns how many there were.
  std::int64_t clearUnfinished();

private:
  std::filesystem::path folder_;
  std::map<std::string, std::filesystem::path, std::less<>> files_;
};

/// "jpg" of "IMG_1.JPG": letters and digits only, at most five; "" for others.
[[nodiscard]] std::string endingOf(const std::filesystem::path& file);

/// All regular files below a folder in the order of their paths, hidden ones and those of hidden folders left out.
/// Errors FileNotFound, FileUnreadable.
[[nodiscard]] Result<std::vector<std::filesystem::path>> filesBelow(const std::filesystem::path& folder);

} // namespace suyuan::media
