// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/media/thumbnail_cache.h"

#include <algorithm>

namespace suyuan::media {

namespace fs = std::filesystem;

ThumbnailCache::ThumbnailCache(fs::path cacheFolder, const Options& options, std::function<void(const std::string&)> ready)
    : store_(std::move(cacheFolder), options.edge), options_(options), ready_(std::move(ready)) {
  for (unsigned i = 0; i < std::max(1u, options_.threads); ++i) threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

ThumbnailCache::~ThumbnailCache() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
}

void ThumbnailCache::want(std::span<const Wanted> wanted) {
  {
    const std::lock_guard lock(mutex_);
    queue_.clear();
    for (const Wanted& one : wanted)
      if (!kept_.contains(one.sha256) && !broken_.contains(one.sha256) && !making_.contains(one.sha256)) queue_.push_back(one);
  }
  some_.notify_all();
}

std::optional<QImage> ThumbnailCache::picture(const std::string& sha256) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(sha256);
  if (found == kept_.end()) return std::nullopt;
  order_.splice(order_.begin(), order_, found->second.place);
  return found->second.picture;
}

ThumbnailCache::State ThumbnailCache::state(const std::string& sha256) const {
  const std::lock_guard lock(mutex_);
  return broken_.contains(sha256) ? State::Broken : kept_.contains(sha256) ? State::Ready : State::Waiting;
}

std::size_t ThumbnailCache::bytesKept() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void ThumbnailCache::work(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  // The wait also ends with "true" when it is stopped while something is wanted.
  while (some_.wait(lock, stop, [&] { return !queue_.empty(); }) && !stop.stop_requested()) {
    const Wanted wanted = std::move(queue_.front());
    queue_.pop_front();
    if (kept_.contains(wanted.sha256) || !making_.insert(wanted.sha256).second) continue;
    lock.unlock();
    QImage picture = store_.fetch(wanted.sha256, wanted.file);
    lock.lock();
    making_.erase(wanted.sha256);
    if (picture.isNull()) broken_.insert(wanted.sha256);
    else keep(wanted.sha256, std::move(picture));
    lock.unlock();
    if (ready_) ready_(wanted.sha256);
    lock.lock();
  }
}

void ThumbnailCache::keep(const std::string& sha256, QImage picture) {
  const auto size = static_cast<std::size_t>(picture.sizeInBytes());
  order_.push_front(sha256);
  kept_[sha256] = {std::move(picture), order_.begin()};
  bytes_ += size;
  while (bytes_ > options_.memoryBytes && order_.size() > 1) {
    const auto last = kept_.find(order_.back());
    bytes_ -= static_cast<std::size_t>(last->second.picture.sizeInBytes());
    kept_.erase(last);
    order_.pop_back();
  }
}

} // namespace suyuan::media
