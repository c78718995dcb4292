// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/media/thumbnail_cache.h"

#include <QObject>

namespace suyuan::desktop {

/// The thumbnails of what is shown, told in the window's thread as they are ready. Lives in the window's thread.
class PhotoThumbnails : public QObject {
  Q_OBJECT
public:
  using Wanted = media::ThumbnailCache::Wanted;
  using State = media::ThumbnailCache::State;

  /// An empty folder: nothing is kept on the disk, and any name will do for a picture.
  explicit PhotoThumbnails(const std::filesystem::path& folder, QObject* parent = nullptr);

  void want(std::span<const Wanted> wanted) { cache_.want(wanted); } ///< what is seen now, first things first
  [[nodiscard]] std::optional<QImage> picture(const std::string& key) { return cache_.picture(key); }
  [[nodiscard]] State state(const std::string& key) const { return cache_.state(key); }

Q_SIGNALS:
  void ready(const std::string& key); ///< or broken

private:
  media::ThumbnailCache cache_;
};

} // namespace suyuan::desktop
