// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_feed.h"

#include <functional>
#include <memory>
#include <span>
#include <stop_token>

namespace suyuan::tiles {

/// As servers are told who asks.
[[nodiscard]] std::string programName();

/// Brings tiles from the network into their stores, on a thread of its own with few connections. What the newest view
/// asks for comes first, what nobody waits for any more is dropped. After a failure a source is left alone, longer each time;
/// then one request tries, and when it succeeds the rest follows. Thread-safe. Needs a QCoreApplication.
class TileFetcher {
public:
  struct Settings {
    int connections = 4;                                   ///< to one source
    std::chrono::milliseconds firstPause{1000}, longestPause{60'000}; ///< after failures
    std::chrono::milliseconds patience{20'000};            ///< for a server that is silent
    std::chrono::milliseconds staleAfter{1000};            ///< a request nobody asks for again is dropped
    int giveUpAfter = 3;                                   ///< failures in a row: who waits is told
    std::string program;                                   ///< User-Agent; its name and version when empty
  };
  enum class Urgency : std::uint8_t { Download, Refresh, View };

  explicit TileFetcher(Settings settings);
  TileFetcher() : TileFetcher(Settings{}) {}
  ~TileFetcher();
  TileFetcher(const TileFetcher&) = delete;
  TileFetcher& operator=(const TileFetcher&) = delete;

  /// Called on the fetcher's thread when a tile has come or a source's state is another. It must not call
  /// the fetcher; once it is taken away it is not called any more.
  void setListener(std::function<void()> listener);

  /// Returns at once. A stopped token says that the view is no longer wanted.
  void want(const std::shared_ptr<TileFeed>& feed, const TilePlace& place, Urgency urgency, std::stop_token view);
  /// Waits until each is stored, is known not to be, or is given up. How many were given up or stopped.
  std::size_t fetch(const std::shared_ptr<TileFeed>& feed, std::span<const TilePlace> places, Urgency urgency, std::stop_token stop);
  [[nodiscard]] bool isIdle() const; ///< nothing is under way or waits to be sent
  [[nodiscard]] std::size_t waiting() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::tiles
