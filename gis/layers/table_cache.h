// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/layers/feature_table.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string_view>

namespace suyuan::layers {

/// Keeps a table with its index and levels of detail in one file, so that the next opening need not read, project, index and
/// mark it again. The file may be deleted at any time; nothing but speed rests on it.
///
/// `key` says what the table was made from and how (content, CRS, style, version of the reading); a file with another key
/// is not read. Written beside its place and renamed, so that a reader sees a whole file or none. Errors: FileUnwritable, DiskFull.
Result<> writeTableCache(const FeatureTable& table, const std::filesystem::path& file, std::string_view key);

/// The table that was kept; nothing when there is no file, it has another key, or one byte of it is not as it was written (then it
/// is deleted). All cores. Any thread.
[[nodiscard]] std::optional<FeatureTable> readTableCache(const std::filesystem::path& file, std::string_view key, std::stop_token stop = {});

/// Only the key, for who looks what there is; empty when there is no such file or it is not of this kind.
[[nodiscard]] std::string tableCacheKey(const std::filesystem::path& file);

} // namespace suyuan::layers
