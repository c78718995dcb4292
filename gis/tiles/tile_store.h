// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/store/sqlite_handle.h"
#include "gis/tiles/tile_grid.h"

#include <QByteArray>

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::tiles {

/// What its service says of a tile's age.
struct Freshness {
  std::int64_t until = 0; ///< seconds since 1970: as long it need not be asked for again
  std::string etag, modified; ///< to ask whether it is another now; may be empty
};

struct StoredTile {
  QByteArray bytes; ///< as they came; empty where the service has no tile
  Freshness freshness;
};

/// An area that was taken along (离线区域): its tiles are not removed for room.
struct OfflineArea {
  std::int64_t id = 0;
  std::string title;
  int minLevel = 0, maxLevel = 0;
  Box lonLat;              ///< EPSG:4490
  std::int64_t made = 0;   ///< seconds since 1970
  std::int64_t tiles = 0, stored = 0, bytes = 0; ///< that it has, of these here, their size
  std::string source;      ///< whose tiles they are, as toJson writes it
};

/// Tiles of one source on the disk (瓦片缓存), one SQLite file in this computer's cache folder, shared by all surveys
/// and programs. A cache: a damaged file is thrown away and begun anew; where none can be written, tiles are held in
/// memory only. Above its limit, those used longest ago go first. Thread-safe.
class TileStore {
public:
  using Clock = std::function<std::int64_t()>; ///< seconds since 1970
  static constexpr std::int64_t usualLimit = std::int64_t{512} << 20;

  explicit TileStore(std::filesystem::path file, std::int64_t mostBytes = usualLimit, Clock clock = {});

  [[nodiscard]] std::optional<StoredTile> find(const TilePlace& place);
  [[nodiscard]] bool has(const TilePlace& place); ///< as a picture or as nothing; leaves its age
  [[nodiscard]] bool isFresh(const TilePlace& place);
  [[nodiscard]] std::int64_t now() const { return clock_(); }
  /// Empty bytes: there is no such tile. Errors: DiskFull, Database.
  Result<> put(const TilePlace& place, const QByteArray& bytes, const Freshness& freshness);
  void refresh(const TilePlace& place, const Freshness& freshness); ///< it is still the same
  [[nodiscard]] bool isOnDisk();
  [[nodiscard]] std::int64_t looseBytes(); ///< of tiles that may be removed for room
  [[nodiscard]] std::int64_t averageBytes(); ///< of a picture; a guess where there are few
  void clear(); ///< all that no offline area has

  /// Adds an area with its tiles; what there is already of them is kept from now on. Errors: DiskFull, Database.
  Result<OfflineArea> addArea(OfflineArea area, std::span<const TilePlace> tiles);
  [[nodiscard]] std::vector<OfflineArea> areas();
  /// Tiles of an area that are not stored yet, coarse levels first, at most so many.
  [[nodiscard]] std::vector<TilePlace> lacking(std::int64_t area, std::size_t most);
  void removeArea(std::int64_t area); ///< its tiles as well, unless another has them

private:
  [[nodiscard]] Result<> openFile();
  void open();
  void noteFault(const Error& error); ///< \pre mutex held
  Result<> putNow(const TilePlace& place, const QByteArray& bytes, const Freshness& freshness);
  Result<> makeRoom();
  Result<std::int64_t> sumLoose();
  Result<std::int64_t> insertArea(const OfflineArea& area, std::span<const TilePlace> tiles);
  Result<std::vector<OfflineArea>> readAreas();

  std::filesystem::path file_;
  std::int64_t mostBytes_;
  Clock clock_;
  std::mutex mutex_;
  store::Connection db_;
  std::int64_t loose_ = 0;
  bool onDisk_ = false;
};

} // namespace suyuan::tiles
