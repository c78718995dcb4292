// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/thumbnail_store.h"

#include "gis/media/likeness.h"
#include "gis/media/thumbnail.h"

#include <QString>

#include <algorithm>
#include <format>
#include <thread>
#include <unistd.h>

namespace suyuan::media {

namespace fs = std::filesystem;

fs::path ThumbnailStore::fileOf(const std::string& sha256) const { return folder_ / sha256.substr(0, 2) / std::format("{}-{}.jpg", sha256, edge_); }

QImage ThumbnailStore::fetch(const std::string& sha256, const fs::path& original) const {
  const fs::path file = folder_.empty() ? fs::path() : fileOf(sha256);
  std::error_code ignored;
  if (!folder_.empty() && fs::exists(file, ignored))
    if (QImage kept(QString::fromStdString(file.string())); !kept.isNull() && std::max(kept.width(), kept.height()) <= edge_) return kept.convertToFormat(QImage::Format_RGB32);
  auto made = makeThumbnail(original, edge_);
  if (!made) return {};
  if (!folder_.empty()) keep(*made, file);
  return std::move(*made);
}

// Written aside and renamed, so that nobody reads half of it; without room on the disk it is simply not kept.
void ThumbnailStore::keep(const QImage& picture, const fs::path& file) const {
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  const fs::path aside = file.string() + std::format(".{}-{}", ::getpid(), std::hash<std::thread::id>{}(std::this_thread::get_id()));
  if (picture.save(QString::fromStdString(aside.string()), "jpg", 85)) fs::rename(aside, file, ignored);
  else fs::remove(aside, ignored);
}

Liken likenIn(const fs::path& cacheFolder) {
  return [store = ThumbnailStore(cacheFolder, thumbnailEdge)](const fs::path& stored, const std::string& sha256) {
    const auto bits = likenessOf(store.fetch(sha256, stored));
    return bits ? likenessText(*bits) : std::string();
  };
}

} // namespace suyuan::media
