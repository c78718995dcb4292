// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <cstddef>
#include <filesystem>
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

/// Files being written carry this ending and are never read.
inline constexpr const char* unfinishedEnding = ".unfinished";

} // namespace suyuan::sync
