// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/photo_facts.h"
#include "core/model/error.h"

#include <filesystem>

namespace suyuan::media {

/// What a file's own bytes say, without any library: read in blocks, whatever its length.
struct MediaFile {
  MediaKind kind = MediaKind::Other;
  bool jpeg = false;
  bool complete = true;      ///< JPEG: from its first marker to its last; others: not looked at
  int width = 0, height = 0; ///< JPEG only, pixels as stored
  std::int64_t bytes = 0;
};

/// Errors FileNotFound, FileUnreadable (a folder, a pipe, no permission).
[[nodiscard]] Result<MediaFile> lookAtMediaFile(const std::filesystem::path& file);

} // namespace suyuan::media
