// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::sync {

/// SHA-256 as 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
[[nodiscard]] Result<std::string> sha256OfFile(const std::filesystem::path& file);

/// Whole content of a file. Errors FileNotFound, FileUnreadable.
[[nodiscard]] Result<std::vector<std::byte>> readFile(const std::filesystem::path& file);

/// Writes `bytes` beside `file`, flushes, then gives it its name; an existing file of that name is an error
/// (FileUnwritable), never overwritten. Works without hard links (FAT). On return it is on the disk.
Result<> writeNew(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// Copies by content; the copy appears under its name only when complete and its SHA-256 is `expected`.
/// A copy that is already there is left alone. Error HubDamaged when the content is not what its name says.
Result<> copyVerified(const std::filesystem::path& from, const std::filesystem::path& to, const std::string& expected);

/// What storeByHash has put away.
struct StoredByHash {
  std::string sha256, name; ///< of the content as it was copied; its name in the folder
  std::int64_t bytes = 0;
  enum class Was : std::uint8_t { New, There, Mended } was = Was::New; ///< Mended: the name stood for other bytes
};

/// Copies a file by content into `folder` (made when missing) in one pass and a megabyte of memory, under the name that
/// `nameOf` makes of its SHA-256. It is on the disk when this returns, and never there half. A file of that name and content
/// stays as it is. Errors: FileNotFound, FileUnreadable, FileUnwritable, DiskFull; then nothing is left behind.
[[nodiscard]] Result<StoredByHash> storeByHash(const std::filesystem::path& from, const std::filesystem::path& folder,
                                               const std::function<std::string(const std::string& sha256)>& nameOf);

/// Files being written carry this ending and are never read.
inline constexpr const char* unfinishedEnding = ".unfinished";

} // namespace suyuan::sync
