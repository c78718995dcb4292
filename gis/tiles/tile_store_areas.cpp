// SPDX-License-Identifier: GPL-3.0-or-later
// The store's part of areas that were taken along: which tiles they have, and that these stay.
#include "gis/tiles/tile_store.h"

#include <sqlite3.h>

#include <algorithm>
#include <format>

namespace suyuan::tiles {

using store::execute;
using store::Statement;

Result<OfflineArea> TileStore::addArea(OfflineArea area, std::span<const TilePlace> tiles) {
  const std::scoped_lock lock(mutex_);
  // What is only in memory is gone when it is needed.
  if (!db_ || !onDisk_) return failure(ErrorCode::FileUnwritable, {.file = file_.string()}, "the tile cache cannot be written");
  area.made = clock_();
  auto id = insertArea(area, tiles);
  if (!id) {
    noteFault(id.error());
    return std::unexpected(std::move(id).error());
  }
  loose_ = sumLoose().value_or(0);
  area.id = *id;
  area.tiles = static_cast<std::int64_t>(tiles.size());
  return area;
}

Result<std::int64_t> TileStore::insertArea(const OfflineArea& area, std::span<const TilePlace> tiles) {
  auto transaction = store::Transaction::begin(db_.get());
  if (!transaction) return std::unexpected(std::move(transaction).error());
  auto insert = Statement::prepare(db_.get(), "INSERT INTO area(title, min_level, max_level, west, south, east, north, made, source)"
                                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  if (!insert) return std::unexpected(std::move(insert).error());
  insert->bindText(1, area.title);
  insert->bindInteger(2, area.minLevel);
  insert->bindInteger(3, area.maxLevel);
  insert->bindReal(4, area.lonLat.minX);
  insert->bindReal(5, area.lonLat.minY);
  insert->bindReal(6, area.lonLat.maxX);
  insert->bindReal(7, area.lonLat.maxY);
  insert->bindInteger(8, area.made);
  insert->bindText(9, area.source);
  SUYUAN_TRY(insert->run());
  const std::int64_t id = sqlite3_last_insert_rowid(db_.get());
  auto add = Statement::prepare(db_.get(), "INSERT OR IGNORE INTO area_tile(area, level, x, y) VALUES (?, ?, ?, ?)");
  if (!add) return std::unexpected(std::move(add).error());
  for (const TilePlace& place : tiles) {
    add->bindInteger(1, id);
    add->bindInteger(2, place.level);
    add->bindInteger(3, place.x);
    add->bindInteger(4, place.y);
    SUYUAN_TRY(add->run());
  }
  SUYUAN_TRY(execute(db_.get(), std::format("UPDATE tile SET kept = 1 WHERE kept = 0 AND (level, x, y) IN (SELECT level, x, y FROM area_tile WHERE area = {})", id)));
  SUYUAN_TRY(transaction->commit());
  return id;
}

Result<std::vector<OfflineArea>> TileStore::readAreas() {
  auto select = Statement::prepare(db_.get(), "SELECT id, title, min_level, max_level, west, south, east, north, made,"
                                              " (SELECT count(*) FROM area_tile WHERE area = id),"
                                              " (SELECT count(*) FROM area_tile AS a JOIN tile USING (level, x, y) WHERE a.area = area.id),"
                                              " (SELECT coalesce(sum(bytes), 0) FROM area_tile AS a JOIN tile USING (level, x, y) WHERE a.area = area.id), source"
                                              " FROM area ORDER BY id");
  if (!select) return std::unexpected(std::move(select).error());
  std::vector<OfflineArea> areas;
  while (true) {
    const auto row = select->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return areas;
    const auto number = [&](int column) { return static_cast<int>(select->integer(column)); };
    areas.push_back({select->integer(0), std::string(select->text(1)), number(2), number(3), {select->real(4), select->real(5), select->real(6), select->real(7)},
                     select->integer(8), select->integer(9), select->integer(10), select->integer(11), std::string(select->text(12))});
  }
}

std::vector<OfflineArea> TileStore::areas() {
  const std::scoped_lock lock(mutex_);
  if (!db_) return {};
  auto areas = readAreas();
  if (areas) return std::move(*areas);
  noteFault(areas.error());
  return {};
}

std::vector<TilePlace> TileStore::lacking(std::int64_t area, std::size_t most) {
  const std::scoped_lock lock(mutex_);
  std::vector<TilePlace> places;
  if (!db_) return places;
  auto select = Statement::prepare(db_.get(), std::format("SELECT level, x, y FROM area_tile AS a WHERE area = {} AND NOT EXISTS"
                                                          " (SELECT 1 FROM tile AS t WHERE t.level = a.level AND t.x = a.x AND t.y = a.y) ORDER BY level, x, y LIMIT {}",
                                                          area, most));
  if (!select) return noteFault(select.error()), places;
  while (true) {
    const auto row = select->step();
    if (!row) noteFault(row.error());
    if (!row || !*row) return places;
    places.push_back({static_cast<int>(select->integer(0)), select->integer(1), select->integer(2)});
  }
}

void TileStore::removeArea(std::int64_t area) {
  const std::scoped_lock lock(mutex_);
  if (!db_) return;
  const auto done = execute(db_.get(), std::format("BEGIN IMMEDIATE;"
                                                   "DELETE FROM tile WHERE (level, x, y) IN (SELECT level, x, y FROM area_tile WHERE area = {0})"
                                                   " AND NOT EXISTS (SELECT 1 FROM area_tile AS o WHERE o.area <> {0} AND o.level = tile.level AND o.x = tile.x AND o.y = tile.y);"
                                                   "DELETE FROM area_tile WHERE area = {0}; DELETE FROM area WHERE id = {0}; COMMIT; PRAGMA incremental_vacuum;",
                                                   area));
  if (done) return;
  (void)execute(db_.get(), "ROLLBACK");
  noteFault(done.error());
}

} // namespace suyuan::tiles
