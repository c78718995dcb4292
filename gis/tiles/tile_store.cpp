// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_store.h"

#include <sqlite3.h>

#include <chrono>
#include <format>

namespace suyuan::tiles {

using store::execute;
using store::Statement;

namespace {

constexpr int tilesApplication = 0x53595449; ///< "SYTI"
constexpr int tilesVersion = 2;              ///< another one is thrown away
constexpr std::int64_t usedGrain = 3600;     ///< seconds: a view of a tile is not written down more often

std::span<const std::byte> bytesOf(const QByteArray& bytes) { return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))); }

void bindPlace(Statement& statement, int from, const TilePlace& place) {
  statement.bindInteger(from, place.level);
  statement.bindInteger(from + 1, place.x);
  statement.bindInteger(from + 2, place.y);
}

Result<store::Connection> connectTo(const std::string& name) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  store::Connection db(raw);
  if (code != SQLITE_OK) return std::unexpected(store::databaseError(raw, "tiles"));
  sqlite3_busy_timeout(raw, 5000);
  return db;
}

Result<> prepareTables(sqlite3* db) {
  const auto application = store::scalar(db, "PRAGMA application_id");
  if (!application) return std::unexpected(application.error());
  const auto version = store::scalar(db, "PRAGMA user_version");
  if (!version) return std::unexpected(version.error());
  const bool isNew = *application == Value{std::int64_t{0}};
  if (!isNew && (*application != Value{std::int64_t{tilesApplication}} || *version != Value{std::int64_t{tilesVersion}}))
    return failure(ErrorCode::SurveyCorrupt, {}, "another format");
  // What is stored is there after a crash of the program; after one of the machine the last of it may be missing.
  SUYUAN_TRY(execute(db, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -4000;"));
  if (isNew)
    SUYUAN_TRY(execute(db, std::format("BEGIN IMMEDIATE;"
                                       "CREATE TABLE IF NOT EXISTS tile (level INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL, until INTEGER NOT NULL,"
                                       " used INTEGER NOT NULL, kept INTEGER NOT NULL, bytes INTEGER NOT NULL, etag TEXT, modified TEXT, data BLOB);"
                                       "CREATE UNIQUE INDEX IF NOT EXISTS tile_place ON tile(level, x, y);"
                                       "CREATE INDEX IF NOT EXISTS tile_age ON tile(kept, used, bytes);"
                                       "CREATE TABLE IF NOT EXISTS area (id INTEGER PRIMARY KEY, title TEXT NOT NULL, min_level INTEGER NOT NULL, max_level INTEGER NOT NULL,"
                                       " west REAL NOT NULL, south REAL NOT NULL, east REAL NOT NULL, north REAL NOT NULL, made INTEGER NOT NULL, source TEXT NOT NULL);"
                                       "CREATE TABLE IF NOT EXISTS area_tile (area INTEGER NOT NULL, level INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,"
                                       " PRIMARY KEY (area, level, x, y)) WITHOUT ROWID;"
                                       "CREATE INDEX IF NOT EXISTS area_tile_place ON area_tile(level, x, y);"
                                       "PRAGMA application_id = {}; PRAGMA user_version = {}; COMMIT;",
                                       tilesApplication, tilesVersion)));
  // A read of each table tells a file that was cut off or written over.
  SUYUAN_TRY(store::scalar(db, "SELECT sum(bytes) FROM tile WHERE kept = 0").transform([](const Value&) {}));
  return store::scalar(db, "SELECT count(*) FROM area").transform([](const Value&) {});
}

} // namespace

TileStore::TileStore(std::filesystem::path file, std::int64_t mostBytes, Clock clock)
    : file_(std::move(file)), mostBytes_(mostBytes), clock_(std::move(clock)) {
  if (!clock_)
    clock_ = [] { return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count(); };
  const std::scoped_lock lock(mutex_);
  open();
}

Result<> TileStore::openFile() {
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  auto db = connectTo(file_.string());
  if (!db) return std::unexpected(std::move(db).error());
  SUYUAN_TRY(prepareTables(db->get()));
  db_ = std::move(*db);
  onDisk_ = true;
  return {};
}

void TileStore::open() {
  onDisk_ = false;
  auto done = openFile();
  if (!done && done.error().code == ErrorCode::SurveyCorrupt) {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end, ignored);
    done = openFile();
  }
  if (!done)
    if (auto memory = connectTo(":memory:"); memory && prepareTables(memory->get())) db_ = std::move(*memory);
  if (db_) loose_ = sumLoose().value_or(0);
}

void TileStore::noteFault(const Error& error) {
  if (error.code != ErrorCode::SurveyCorrupt) return;
  db_.reset();
  open();
}

Result<std::int64_t> TileStore::sumLoose() {
  auto sum = Statement::prepare(db_.get(), "SELECT coalesce(sum(bytes), 0) FROM tile WHERE kept = 0");
  if (!sum) return std::unexpected(std::move(sum).error());
  if (const auto row = sum->step(); !row) return std::unexpected(row.error());
  return sum->integer(0);
}

std::optional<StoredTile> TileStore::find(const TilePlace& place) {
  const std::scoped_lock lock(mutex_);
  if (!db_) return std::nullopt;
  const auto read = [&]() -> Result<std::optional<StoredTile>> {
    auto select = Statement::prepare(db_.get(), "SELECT data, until, etag, modified, used, rowid FROM tile WHERE level = ? AND x = ? AND y = ?");
    if (!select) return std::unexpected(std::move(select).error());
    bindPlace(*select, 1, place);
    const auto row = select->step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    const auto data = select->blob(0);
    StoredTile tile{QByteArray(reinterpret_cast<const char*>(data.data()), static_cast<qsizetype>(data.size())),
                    {select->integer(1), std::string(select->text(2)), std::string(select->text(3))}};
    const std::int64_t used = select->integer(4), id = select->integer(5);
    select->reset();
    if (clock_() - used >= usedGrain)
      (void)execute(db_.get(), std::format("UPDATE tile SET used = {} WHERE rowid = {}", clock_(), id)); // when it cannot be written, it is only its age
    return tile;
  };
  auto found = read();
  if (found) return std::move(*found);
  noteFault(found.error());
  return std::nullopt;
}

bool TileStore::has(const TilePlace& place) {
  const std::scoped_lock lock(mutex_);
  if (!db_) return false;
  auto select = Statement::prepare(db_.get(), "SELECT 1 FROM tile WHERE level = ? AND x = ? AND y = ?");
  if (!select) return noteFault(select.error()), false;
  bindPlace(*select, 1, place);
  return select->step().value_or(false);
}

bool TileStore::isFresh(const TilePlace& place) {
  const auto tile = find(place);
  return tile && tile->freshness.until > clock_();
}

bool TileStore::isOnDisk() {
  const std::scoped_lock lock(mutex_);
  return onDisk_;
}

std::int64_t TileStore::looseBytes() {
  const std::scoped_lock lock(mutex_);
  return db_ ? sumLoose().value_or(0) : 0;
}

Result<> TileStore::putNow(const TilePlace& place, const QByteArray& bytes, const Freshness& freshness) {
  auto put = Statement::prepare(db_.get(), "INSERT INTO tile(level, x, y, until, used, kept, bytes, etag, modified, data)"
                                           " VALUES (?1, ?2, ?3, ?4, ?5, EXISTS (SELECT 1 FROM area_tile WHERE level = ?1 AND x = ?2 AND y = ?3), ?6, ?7, ?8, ?9)"
                                           " ON CONFLICT(level, x, y) DO UPDATE SET until = excluded.until, used = excluded.used, kept = excluded.kept,"
                                           " bytes = excluded.bytes, etag = excluded.etag, modified = excluded.modified, data = excluded.data");
  if (!put) return std::unexpected(std::move(put).error());
  bindPlace(*put, 1, place);
  put->bindInteger(4, freshness.until);
  put->bindInteger(5, clock_());
  put->bindInteger(6, bytes.size());
  put->bindText(7, freshness.etag);
  put->bindText(8, freshness.modified);
  put->bindBlob(9, bytesOf(bytes));
  SUYUAN_TRY(put->run());
  loose_ += bytes.size();
  return loose_ > mostBytes_ ? makeRoom() : Result<>{};
}

Result<> TileStore::put(const TilePlace& place, const QByteArray& bytes, const Freshness& freshness) {
  const std::scoped_lock lock(mutex_);
  if (!db_) return failure(ErrorCode::Database, {.file = file_.string()}, "no database");
  auto done = putNow(place, bytes, freshness);
  if (done || done.error().code != ErrorCode::SurveyCorrupt) return done;
  noteFault(done.error());
  return db_ ? putNow(place, bytes, freshness) : done;
}

/// Down to nine tenths, so that it is not done for each tile.
Result<> TileStore::makeRoom() {
  auto loose = sumLoose();
  if (!loose) return std::unexpected(std::move(loose).error());
  loose_ = *loose;
  if (loose_ <= mostBytes_) return {};
  std::int64_t left = loose_, used = -1, bytes = 0, row = 0; // of the last that goes
  {
    auto oldest = Statement::prepare(db_.get(), "SELECT used, bytes, rowid FROM tile WHERE kept = 0 ORDER BY used, bytes, rowid");
    if (!oldest) return std::unexpected(std::move(oldest).error());
    while (left > mostBytes_ * 9 / 10) {
      const auto more = oldest->step();
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
      used = oldest->integer(0);
      bytes = oldest->integer(1);
      row = oldest->integer(2);
      left -= bytes;
    }
  }
  SUYUAN_TRY(execute(db_.get(), std::format("DELETE FROM tile WHERE kept = 0 AND (used, bytes, rowid) <= ({}, {}, {}); PRAGMA incremental_vacuum;", used, bytes, row)));
  loose_ = sumLoose().value_or(0);
  return {};
}

void TileStore::refresh(const TilePlace& place, const Freshness& freshness) {
  const std::scoped_lock lock(mutex_);
  if (!db_) return;
  auto set = Statement::prepare(db_.get(), "UPDATE tile SET until = ?4, etag = iif(?5 = '', etag, ?5) WHERE level = ?1 AND x = ?2 AND y = ?3");
  if (!set) return noteFault(set.error());
  bindPlace(*set, 1, place);
  set->bindInteger(4, freshness.until);
  set->bindText(5, freshness.etag);
  if (const auto done = set->run(); !done) noteFault(done.error());
}

std::int64_t TileStore::averageBytes() {
  constexpr std::int64_t guess = 15'000, few = 30;
  const std::scoped_lock lock(mutex_);
  if (!db_) return guess;
  auto sum = Statement::prepare(db_.get(), "SELECT count(*), coalesce(sum(bytes), 0) FROM tile WHERE bytes > 0");
  if (!sum || !sum->step().value_or(false) || sum->integer(0) < few) return guess;
  return sum->integer(1) / sum->integer(0);
}

void TileStore::clear() {
  const std::scoped_lock lock(mutex_);
  if (!db_) return;
  if (const auto done = execute(db_.get(), "DELETE FROM tile WHERE kept = 0; PRAGMA incremental_vacuum;"); !done) noteFault(done.error());
  loose_ = sumLoose().value_or(0);
}

} // namespace suyuan::tiles
