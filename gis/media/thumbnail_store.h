// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/likening.h"

#include <QImage>

#include <filesystem>
#include <string>

namespace suyuan::media {

inline constexpr int thumbnailEdge = 256; ///< pixels, longest side, of those that are kept

/// The thumbnails that are kept as files in a survey's cache folder, by SHA-256 and size. A file that cannot be read is made anew; nothing is
/// flushed to the disk. With an empty folder nothing is kept. Any number of threads.
class ThumbnailStore {
public:
  ThumbnailStore(std::filesystem::path folder, int edge) : folder_(std::move(folder)), edge_(edge) {}
  /// The kept one, else one made of `original`; null when that is no picture.
  [[nodiscard]] QImage fetch(const std::string& sha256, const std::filesystem::path& original) const;

private:
  [[nodiscard]] std::filesystem::path fileOf(const std::string& sha256) const;
  void keep(const QImage& picture, const std::filesystem::path& file) const;
  std::filesystem::path folder_;
  int edge_;
};

/// What gives photos their likeness while they are taken: by a thumbnail, which is kept in `cacheFolder` for whoever shows it next.
[[nodiscard]] Liken likenIn(const std::filesystem::path& cacheFolder);

} // namespace suyuan::media
