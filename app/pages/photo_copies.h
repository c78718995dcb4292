// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/photo.h"
#include "core/store/reader.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace suyuan::pages {

struct PhotoCopyOptions {
  bool watermark = true, marks = true;
  int edge = 0; ///< longest side, pixels; 0: as large as the original
};
struct PhotoCopies {
  struct Failed {
    Photo photo;
    Error error;
  };
  std::vector<std::filesystem::path> files;
  std::vector<Failed> failed;     ///< one that cannot be copied keeps none of the others back
  std::int64_t notPhotos = 0;     ///< videos and sound: nothing is drawn on them, they stay where they are
};

/// Copies of photos into a folder, which is made; named by code, kind and number, with watermark and marks. Nothing there is overwritten, the originals
/// are only read. Stopped, what is written stays. Errors: FileUnwritable of the folder, the store's.
[[nodiscard]] Result<PhotoCopies> writePhotoCopies(store::Reader& reader, const std::filesystem::path& media, std::span<const Photo> photos, const std::filesystem::path& to,
                                                   const PhotoCopyOptions& options, const std::function<void(std::size_t, std::size_t)>& progress = {}, const std::stop_token& stop = {});

} // namespace suyuan::pages
