// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_source.h"
#include "gis/tiles/tile_store.h"

#include <QImage>

#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <memory>
#include <mutex>

namespace suyuan::tiles {

/// How a source answers.
enum class FeedState : std::uint8_t {
  Fine,        ///< or not asked yet
  Unreachable, ///< no network, or its server does not answer
  Busy,        ///< it asks to be left alone for a while
  Refused,     ///< it does not take the key
  KeyMissing,  ///< a key is needed, and there is none
};

/// A source in use: its key, its tiles on the disk, some of them decoded, how it answers. Thread-safe, shared by the
/// backdrops and downloads that show it.
class TileFeed {
public:
  TileFeed(TileSource source, std::string key, std::shared_ptr<TileStore> store);

  [[nodiscard]] const TileSource& source() const noexcept { return source_; }
  [[nodiscard]] TileStore& store() const noexcept { return *store_; }
  [[nodiscard]] FeedState state() const noexcept { return state_; }
  [[nodiscard]] std::string addressOf(const TilePlace& place) const { return tiles::addressOf(source_, place, key_); } ///< has the key: never to be shown
  [[nodiscard]] bool isKeyMissing() const noexcept { return !source_.key.empty() && key_.empty(); }

  struct Seen {
    QImage image;          ///< null where there is no tile
    bool isKnown = false;  ///< stored, as a picture or as nothing
    bool isStale = false;  ///< to be asked for again when there is time
  };
  [[nodiscard]] Seen see(const TilePlace& place);
  void forget(const TilePlace& place); ///< what is decoded of it: another one has come

private:
  friend class TileFetcher;
  TileSource source_;
  std::string key_;
  std::shared_ptr<TileStore> store_;
  std::atomic<FeedState> state_;

  struct Decoded {
    TilePlace place;
    Seen seen;
  };
  std::mutex mutex_;
  std::list<Decoded> decoded_; ///< last used first
  std::map<TilePlace, std::list<Decoded>::iterator> places_;

  /// The fetcher's own, under its lock.
  struct Pace {
    int failures = 0; ///< in a row
    int underWay = 0;
    std::chrono::steady_clock::time_point notBefore{}, pausedAt{};
  } pace_;
};

} // namespace suyuan::tiles
