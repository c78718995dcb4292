// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/media/thumbnail_store.h"

#include <QImage>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace suyuan::media {

/// 缩略图: small pictures of a survey's photos, made by threads of its own, those asked for last first. They are kept in memory up to a
/// bound, and as files in the survey's cache folder (thumbnail_store.h), which may be thrown away at any time. All functions may be called from any thread.
class ThumbnailCache {
public:
  struct Options {
    int edge = thumbnailEdge;                 ///< longest side, pixels
    unsigned threads = 2;
    std::size_t memoryBytes = 64u << 20;      ///< of pictures kept; one at least is kept
  };
  struct Wanted {
    std::string sha256; ///< names the picture; 64 hex digits, or any name when nothing is kept on the disk
    std::filesystem::path file;
  };
  enum class State : std::uint8_t { Waiting, Ready, Broken };

  /// `ready` is called from a worker, with no lock held, when a picture that was wanted is ready or turns out to be broken; it must not
  /// call the destructor.
  ThumbnailCache(std::filesystem::path cacheFolder, const Options& options, std::function<void(const std::string& sha256)> ready);
  ~ThumbnailCache(); ///< waits for the pictures being made, not for those wanted

  /// What is seen now, in the order in which it should come: takes the place of what was wanted before and is not begun.
  void want(std::span<const Wanted> wanted);
  /// A picture that is in memory; nothing otherwise, and it is not fetched by asking.
  [[nodiscard]] std::optional<QImage> picture(const std::string& sha256);
  [[nodiscard]] State state(const std::string& sha256) const;
  [[nodiscard]] std::size_t bytesKept() const;

private:
  struct Kept {
    QImage picture;
    std::list<std::string>::iterator place;
  };
  void work(const std::stop_token& stop);
  void keep(const std::string& sha256, QImage picture); // with the lock

  const ThumbnailStore store_;
  const Options options_;
  const std::function<void(const std::string&)> ready_;
  mutable std::mutex mutex_;
  std::condition_variable_any some_;
  std::deque<Wanted> queue_;
  std::set<std::string, std::less<>> making_, broken_;
  std::list<std::string> order_; // used last first
  std::unordered_map<std::string, Kept> kept_;
  std::size_t bytes_ = 0;
  std::vector<std::jthread> threads_; // last: they end before the rest goes
};

} // namespace suyuan::media
