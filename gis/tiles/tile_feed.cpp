// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_feed.h"

#include "gis/tiles/tile_picture.h"

namespace suyuan::tiles {

namespace {

constexpr std::size_t mostDecoded = 160; ///< tiles; of 256 pixels 40 MB

} // namespace

TileFeed::TileFeed(TileSource source, std::string key, std::shared_ptr<TileStore> store)
    : source_(std::move(source)), key_(std::move(key)), store_(std::move(store)), state_(isKeyMissing() ? FeedState::KeyMissing : FeedState::Fine) {}

TileFeed::Seen TileFeed::see(const TilePlace& place) {
  {
    const std::scoped_lock lock(mutex_);
    if (const auto found = places_.find(place); found != places_.end()) {
      decoded_.splice(decoded_.begin(), decoded_, found->second);
      return found->second->seen;
    }
  }
  const auto stored = store_->find(place);
  if (!stored) return {};
  Seen seen{decodeTile(stored->bytes), true, stored->freshness.until <= store_->now()};
  if (seen.image.isNull() && !stored->bytes.isEmpty()) return {}; // it was whole when it came: the file is damaged
  const std::scoped_lock lock(mutex_);
  if (!places_.contains(place)) {
    decoded_.push_front({place, seen});
    places_[place] = decoded_.begin();
    if (decoded_.size() > mostDecoded) {
      places_.erase(decoded_.back().place);
      decoded_.pop_back();
    }
  }
  return seen;
}

void TileFeed::forget(const TilePlace& place) {
  const std::scoped_lock lock(mutex_);
  const auto found = places_.find(place);
  if (found == places_.end()) return;
  decoded_.erase(found->second);
  places_.erase(found);
}

} // namespace suyuan::tiles
