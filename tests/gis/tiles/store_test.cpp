// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_store.h"

#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using namespace suyuan;
using namespace suyuan::tiles;

namespace {

std::filesystem::path fileIn(const QTemporaryDir& folder) { return folder.filePath("tiles/a.sqlite").toStdString(); }

} // namespace

TEST_CASE("a tile is there at the next opening with what its service said of it") {
  const QTemporaryDir folder;
  {
    TileStore store(fileIn(folder));
    CHECK(store.isOnDisk());
    REQUIRE(store.put({3, 1, 2}, "picture", {store.now() + 100, "\"e1\"", "Mon"}));
    REQUIRE(store.put({3, 1, 3}, "", {store.now() + 100, {}, {}}));
  }
  TileStore store(fileIn(folder));
  const auto tile = store.find({3, 1, 2});
  REQUIRE(tile);
  CHECK(tile->bytes == "picture");
  CHECK(tile->freshness.etag == "\"e1\"");
  CHECK(tile->freshness.modified == "Mon");
  CHECK(store.isFresh({3, 1, 2}));
  REQUIRE(store.find({3, 1, 3}));
  CHECK(store.find({3, 1, 3})->bytes.isEmpty());
  CHECK_FALSE(store.find({3, 2, 2}));
}

TEST_CASE("above its limit the tiles used longest ago go, those of an offline area stay") {
  const QTemporaryDir folder;
  std::int64_t time = 1'000'000;
  TileStore store(fileIn(folder), 10'000, [&] { return time; });
  const QByteArray tile(1000, 'x');
  const std::vector<TilePlace> area{{5, 0, 0}, {5, 1, 0}};
  REQUIRE(store.addArea({.title = "区", .minLevel = 5, .maxLevel = 5, .lonLat = {1, 2, 3, 4}}, area));
  for (int x = 0; x < 10; ++x) {
    time += 10'000;
    REQUIRE(store.put({5, x, 0}, tile, {time + 1000, {}, {}}));
  }
  time += 10'000;
  REQUIRE(store.find({5, 2, 0})); // looked at: now it is the youngest
  for (int x = 10; x < 14; ++x) {
    time += 10'000;
    REQUIRE(store.put({5, x, 0}, tile, {time + 1000, {}, {}}));
  }
  CHECK(store.looseBytes() <= 10'000);
  CHECK(store.find({5, 0, 0}));
  CHECK(store.find({5, 1, 0}));
  CHECK(store.find({5, 2, 0}));
  CHECK_FALSE(store.find({5, 3, 0}));
  CHECK(store.find({5, 13, 0}));
  store.clear();
  CHECK_FALSE(store.find({5, 13, 0}));
  CHECK(store.find({5, 0, 0}));
}

TEST_CASE("many tiles of one moment are not all removed together") {
  const QTemporaryDir folder;
  TileStore store(fileIn(folder), 10'000, [] { return std::int64_t{1000}; });
  for (int x = 0; x < 12; ++x) REQUIRE(store.put({5, x, 0}, QByteArray(1000, 'x'), {2000, {}, {}}));
  CHECK(store.looseBytes() >= 8000);
  CHECK(store.looseBytes() <= 10'000);
}

TEST_CASE("a damaged file is thrown away and begun anew, before and while it is used") {
  const QTemporaryDir folder;
  const auto put = [](TileStore& store) { return store.put({1, 0, 0}, QByteArray(5000, 'y'), {store.now() + 9, {}, {}}).has_value(); };
  {
    TileStore store(fileIn(folder));
    for (int x = 0; x < 50; ++x) REQUIRE(store.put({9, x, 0}, QByteArray(5000, 'x'), {store.now() + 9, {}, {}}));
  }
  for (const char* words : {"no database at all, but long enough to be looked at as if it were one", "SQLite format 3"}) {
    QFile file(QString::fromStdString(fileIn(folder).string()));
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(words).leftJustified(8192, '#'));
    file.close();
    TileStore store(fileIn(folder));
    CHECK(store.isOnDisk());
    CHECK_FALSE(store.find({9, 1, 0}));
    CHECK(put(store));
    CHECK(store.find({1, 0, 0}));
  }
  { // its head is sound, what follows is not
    TileStore store(fileIn(folder));
    for (int x = 0; x < 50; ++x) REQUIRE(store.put({9, x, 0}, QByteArray(5000, 'x'), {store.now() + 9, {}, {}}));
  }
  QFile file(QString::fromStdString(fileIn(folder).string()));
  REQUIRE(file.open(QIODevice::ReadWrite));
  REQUIRE(file.size() > 100'000);
  file.seek(4096);
  file.write(QByteArray(file.size() - 4096, '#'));
  file.close();
  TileStore store(fileIn(folder));
  for (int x = 0; x < 50; ++x) (void)store.find({9, x, 0});
  CHECK(put(store));
  CHECK(store.find({1, 0, 0}));
  CHECK(store.isOnDisk());
}

TEST_CASE("where no file can be made, tiles are held as long as the program runs") {
  const QTemporaryDir folder;
  QFile file(folder.filePath("file"));
  REQUIRE(file.open(QIODevice::WriteOnly));
  TileStore store(folder.filePath("file/below/a.sqlite").toStdString());
  CHECK_FALSE(store.isOnDisk());
  REQUIRE(store.put({1, 0, 0}, "picture", {store.now() + 9, {}, {}}));
  CHECK(store.find({1, 0, 0}));
  CHECK_FALSE(store.addArea({.title = "x"}, std::vector<TilePlace>{{1, 0, 0}}));
}

TEST_CASE("two programs use one file") {
  const QTemporaryDir folder;
  TileStore one(fileIn(folder)), other(fileIn(folder));
  REQUIRE(one.put({1, 0, 0}, "a", {one.now() + 9, {}, {}}));
  REQUIRE(other.put({1, 1, 0}, "b", {one.now() + 9, {}, {}}));
  CHECK(one.find({1, 1, 0})->bytes == "b");
  CHECK(other.find({1, 0, 0})->bytes == "a");
}
