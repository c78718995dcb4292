// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/tiles/tile_grid.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::tiles {

/// Whether an area may be taken along beforehand (离线下载), by the terms of who runs the service.
enum class Offline : std::uint8_t {
  Forbidden,
  Allowed,
  ByOwnRight, ///< the user must have the right; is asked
};

/// An online map (在线底图) as it is addressed, credited and limited. Never holds a key.
struct TileSource {
  std::string id;      ///< of the list, or made of the address
  std::string title;
  std::string address; ///< {z} {x} {y}, or {-y} from the south, {s} of `hosts`, {key}
  std::vector<std::string> hosts; ///< what {s} stands for, by turns
  TileGrid grid;
  int minLevel = 0, maxLevel = 0; ///< of the grid, both included
  Box lonLat{-180, -90, 180, 90}; ///< where it has pictures, EPSG:4490
  std::string credit;  ///< to be written on the map; may be empty
  std::string terms;   ///< address of its terms of use
  std::string key;     ///< name of the key that {key} stands for; empty without
  std::string keyPage; ///< where a key can be had
  Offline offline = Offline::ByOwnRight;
  std::string offlineNote; ///< why, for the user
  friend bool operator==(const TileSource&, const TileSource&) = default;
};

/// The address of a tile. \pre the place is in the source's levels
[[nodiscard]] std::string addressOf(const TileSource& source, const TilePlace& place, const std::string& key);

/// Reads resources/backdrops/sources.json; `language` "zh" or "en" picks the words.
/// Errors: ResourceMissing, RuleFileInvalid with its line.
[[nodiscard]] Result<std::vector<TileSource>> readTileSources(const std::filesystem::path& file, std::string_view language);

/// An own source: an address with {z}, {x} and {y} or {-y} over EPSG:3857. A key written in it is taken out and given
/// back: {key} stands in its place. Error TileSourceInvalid.
struct OwnSource {
  TileSource source;
  std::string key;
};
[[nodiscard]] Result<OwnSource> ownTileSource(const std::string& address, const std::string& title = {});

/// For the survey: all that the source needs without a network and without the list it came from; no key.
[[nodiscard]] std::string toJson(const TileSource& source);
/// Errors: TileSourceInvalid.
[[nodiscard]] Result<TileSource> tileSourceFrom(const std::string& json);

} // namespace suyuan::tiles
