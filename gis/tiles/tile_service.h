// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_backdrop.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace suyuan::tiles {

/// This computer's folder for tiles: $SUYUAN_TILES, else suyuan/tiles in the user's cache folder.
[[nodiscard]] std::filesystem::path tilesFolder();

/// Keys of services (密钥), kept for this user of this computer only: neither in surveys nor in logs nor in exports.
/// $SUYUAN_KEY_NAME goes before what is kept.
[[nodiscard]] std::string keyNamed(const std::string& name);
void keepKey(const std::string& name, const std::string& key); ///< empty: forgets it

/// Areas that were taken along, of all sources in the folder.
struct KeptArea {
  TileSource source;
  OfflineArea area;
};
[[nodiscard]] std::vector<KeptArea> keptAreas(const std::filesystem::path& folder);

/// The online sources in use by this program, with one fetcher for all; each source has one feed, however often it is shown.
/// Thread-safe.
class TileService {
public:
  explicit TileService(std::filesystem::path folder = tilesFolder(), TileFetcher::Settings settings = {});

  /// With the key that is kept.
  [[nodiscard]] std::shared_ptr<TileFeed> feedOf(const TileSource& source);
  [[nodiscard]] std::shared_ptr<const TileBackdrop> backdropOf(const TileSource& source);
  [[nodiscard]] TileFetcher& fetcher() const noexcept { return *fetcher_; }
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }

private:
  std::filesystem::path folder_;
  std::shared_ptr<TileFetcher> fetcher_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<TileFeed>> feeds_; ///< by source and key
  std::map<std::string, std::weak_ptr<TileStore>> stores_;
};

} // namespace suyuan::tiles
