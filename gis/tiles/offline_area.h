// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_fetcher.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace suyuan::tiles {

inline constexpr std::size_t mostOfflineTiles = 50'000; ///< of one area

/// What is to be taken along (离线下载), before it is begun.
struct OfflinePlan {
  int minLevel = 0, maxLevel = 0;
  Box lonLat;                   ///< EPSG:4490
  std::vector<TilePlace> tiles; ///< coarse levels first
  std::size_t stored = 0;       ///< of these there already
  std::int64_t bytes = 0;       ///< about how much the others will be
};

/// The tiles of a source's levels that an area touches: boxes, areas or lines in EPSG:4490, lines with `margin` metres around.
/// Errors: OfflineForbidden by the source's terms; OfflineTooLarge; OfflineEmpty; Cancelled.
[[nodiscard]] Result<OfflinePlan> planOffline(TileFeed& feed, const std::vector<Geometry>& area, int minLevel, int maxLevel, double margin = 0, std::stop_token stop = {});

/// Fetches what an area lacks. What has come stays whatever happens: called again, it goes on. `progress`: tiles that are there
/// and all of them, on this thread. Errors: TilesUnreachable when the source does not answer or some could not be had;
/// DiskFull; Cancelled.
Result<> fetchArea(TileFetcher& fetcher, const std::shared_ptr<TileFeed>& feed, std::int64_t area, const std::function<void(std::int64_t, std::int64_t)>& progress,
                   std::stop_token stop);

/// A box as an area.
[[nodiscard]] Geometry areaOf(const Box& lonLat);

} // namespace suyuan::tiles
