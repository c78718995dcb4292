// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/block_cache.h"

namespace suyuan::backdrop {

std::optional<QImage> BlockCache::find(std::uint64_t backdrop, const BlockGrid& grid, BlockPlace place) {
  const std::scoped_lock lock(mutex_);
  const auto found = places_.find(Key{backdrop, grid.crs, grid.level, place});
  if (found == places_.end()) return std::nullopt;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->image;
}

void BlockCache::put(std::uint64_t backdrop, const BlockGrid& grid, BlockPlace place, QImage image) {
  const std::scoped_lock lock(mutex_);
  Key key{backdrop, grid.crs, grid.level, place};
  const std::size_t bytes = static_cast<std::size_t>(image.sizeInBytes()) + 128;
  if (const auto found = places_.find(key); found != places_.end()) {
    bytes_ -= found->second->bytes;
    kept_.erase(found->second);
    places_.erase(found);
  }
  kept_.push_front({key, std::move(image), bytes});
  places_.emplace(std::move(key), kept_.begin());
  bytes_ += bytes;
  while (bytes_ > mostBytes_ && kept_.size() > 1) {
    bytes_ -= kept_.back().bytes;
    places_.erase(kept_.back().key);
    kept_.pop_back();
  }
}

std::size_t BlockCache::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

} // namespace suyuan::backdrop
