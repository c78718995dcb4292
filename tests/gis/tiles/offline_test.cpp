// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/tiles/tile_server.h"

#include "gis/tiles/offline_area.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <thread>

using namespace suyuan;
using namespace suyuan::tiles;
using sample::Answer;
using sample::Request;
using sample::TileServer;

namespace {

const Box town{125.2, 43.8, 125.5, 44.0};

struct Town {
  QTemporaryDir folder;
  TileServer server;
  TileSource source;
  std::shared_ptr<TileFeed> feed;
  std::shared_ptr<TileFetcher> fetcher;

  explicit Town(TileServer::Answering answering) : server(std::move(answering)) {
    source.id = "test";
    source.title = "Test";
    source.address = server.address("/{z}/{x}/{y}.png");
    source.grid = webMercatorGrid();
    source.maxLevel = 18;
    open();
  }
  void open() {
    fetcher.reset();
    feed = std::make_shared<TileFeed>(source, std::string(), std::make_shared<TileStore>(folder.filePath("t.sqlite").toStdString(), 100'000));
    TileFetcher::Settings settings;
    settings.firstPause = std::chrono::milliseconds(10);
    fetcher = std::make_shared<TileFetcher>(settings);
  }
  OfflineArea add(const OfflinePlan& plan) {
    auto area = feed->store().addArea({.title = "城区", .minLevel = plan.minLevel, .maxLevel = plan.maxLevel, .lonLat = plan.lonLat, .source = toJson(source)}, plan.tiles);
    REQUIRE(area);
    return *area;
  }
};

Answer tile(const Request&) { return {.body = sample::plainTile(qRgb(1, 2, 3))}; }

OfflinePlan planOf(TileFeed& feed, const std::vector<Geometry>& area, int from, int to, double margin = 0) {
  auto plan = planOffline(feed, area, from, to, margin);
  REQUIRE(plan);
  return *plan;
}

} // namespace

TEST_CASE("a plan has the tiles that an area touches on each level, no more") {
  Town place(tile);
  const OfflinePlan plan = planOf(*place.feed, {areaOf(town)}, 8, 13);
  std::set<TilePlace> should;
  const TileGrid& grid = place.source.grid;
  const double east = 6378137 * 3.14159265358979323846 / 180;
  for (int level = 8; level <= 13; ++level) {
    const auto north = [](double lat) { return std::asinh(std::tan(lat * 3.14159265358979323846 / 180)) * 6378137; };
    const TileRange range = grid.touching(level, {town.minX * east, north(town.minY), town.maxX * east, north(town.maxY)});
    for (auto y = range.minY; y <= range.maxY; ++y)
      for (auto x = range.minX; x <= range.maxX; ++x) should.insert({level, x, y});
  }
  CHECK(std::set<TilePlace>(plan.tiles.begin(), plan.tiles.end()) == should);
  CHECK(plan.tiles.size() == should.size());
  CHECK(plan.stored == 0);
  CHECK(plan.bytes > 0);
  CHECK(std::ranges::is_sorted(plan.tiles, {}, &TilePlace::level));
}

TEST_CASE("a triangle has about half of its box's tiles, a river those along it") {
  Town place(tile);
  const std::size_t box = planOf(*place.feed, {areaOf(town)}, 15, 15).tiles.size();
  const Geometry triangle = Polygon{{{{town.minX, town.minY}, {town.maxX, town.minY}, {town.minX, town.maxY}, {town.minX, town.minY}}}};
  const std::size_t half = planOf(*place.feed, {triangle}, 8, 15).tiles.size() - planOf(*place.feed, {triangle}, 8, 14).tiles.size();
  CHECK(half > box * 45 / 100);
  CHECK(half < box * 65 / 100);
  const Geometry river = LineString{{{town.minX, town.minY}, {town.maxX, town.maxY}}};
  const std::size_t along = planOf(*place.feed, {river}, 15, 15).tiles.size(), wide = planOf(*place.feed, {river}, 15, 15, 1000).tiles.size();
  CHECK(along < box / 5);
  CHECK(along > 20);
  CHECK(wide > along);
  CHECK(wide < box);
}

TEST_CASE("what the terms forbid, is too much or nothing is refused before anything is fetched") {
  Town place(tile);
  const auto codeOf = [&](const Box& box, int to) { return planOffline(*place.feed, {areaOf(box)}, 5, to).error().code; };
  CHECK(codeOf({-180, -80, 180, 80}, 18) == ErrorCode::OfflineTooLarge);
  CHECK(codeOf({120, 40, 130, 46}, 18) == ErrorCode::OfflineTooLarge);
  CHECK(planOffline(*place.feed, {}, 5, 6).error().code == ErrorCode::OfflineEmpty);
  place.source.offline = Offline::Forbidden;
  place.source.offlineNote = "not allowed";
  place.open();
  const auto refused = planOffline(*place.feed, {areaOf(town)}, 5, 6);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::OfflineForbidden);
  CHECK(refused.error().args == std::vector<std::string>{"Test", "not allowed"});
  CHECK(place.server.count() == 0);
}

TEST_CASE("an area that was broken off goes on with what lacks, in another run of the program too") {
  int answered = 0;
  Town place([&](const Request& request) {
    if (++answered > 30) return Answer{.isSilent = true};
    return tile(request);
  });
  const OfflinePlan plan = planOf(*place.feed, {areaOf(town)}, 8, 13);
  REQUIRE(plan.tiles.size() > 60);
  const OfflineArea area = place.add(plan);
  std::stop_source stop;
  std::int64_t all = 0;
  {
    std::jthread broken([&] {
      const auto done = fetchArea(*place.fetcher, place.feed, area.id, [&](std::int64_t, std::int64_t total) { all = total; }, stop.get_token());
      CHECK(done.error().code == ErrorCode::Cancelled);
    });
    for (int i = 0; i < 2000 && place.server.count() < 32; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    stop.request_stop();
  }
  CHECK(all == static_cast<std::int64_t>(plan.tiles.size()));
  place.open(); // as after a kill: only what is on the disk is known
  auto areas = place.feed->store().areas();
  REQUIRE(areas.size() == 1);
  CHECK(areas[0].title == "城区");
  CHECK(areas[0].stored == 30);
  CHECK(areas[0].bytes > 0);
  CHECK(tileSourceFrom(areas[0].source));
  const std::size_t before = place.server.count();
  place.server.answer(tile);
  std::vector<std::int64_t> seen;
  REQUIRE(fetchArea(*place.fetcher, place.feed, area.id, [&](std::int64_t done, std::int64_t) { seen.push_back(done); }, {}));
  CHECK(seen.front() == 30);
  CHECK(seen.back() == static_cast<std::int64_t>(plan.tiles.size()));
  CHECK(std::ranges::is_sorted(seen));
  CHECK(place.server.count() == before + plan.tiles.size() - 30);
  CHECK(place.feed->store().areas()[0].stored == static_cast<std::int64_t>(plan.tiles.size()));
  REQUIRE(fetchArea(*place.fetcher, place.feed, area.id, {}, {}));
  CHECK(place.server.count() == before + plan.tiles.size() - 30);
  CHECK(planOf(*place.feed, {areaOf(town)}, 8, 13).stored == plan.tiles.size());
  CHECK(planOf(*place.feed, {areaOf(town)}, 8, 13).bytes == 0);
}

TEST_CASE("without the network taking along ends soon, says how much lacks, and goes on later") {
  Town place(tile);
  const OfflinePlan plan = planOf(*place.feed, {areaOf(town)}, 8, 13);
  const OfflineArea area = place.add(plan);
  place.server.stop();
  const auto done = fetchArea(*place.fetcher, place.feed, area.id, {}, {});
  REQUIRE_FALSE(done);
  CHECK(done.error().code == ErrorCode::TilesUnreachable);
  CHECK(done.error().args[1] == std::to_string(plan.tiles.size()));
  place.server.start();
  bool isThere = false;
  for (int i = 0; i < 100 && !isThere; ++i) {
    isThere = fetchArea(*place.fetcher, place.feed, area.id, {}, {}).has_value();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK(isThere);
}

TEST_CASE("removing an area removes its tiles, but not those that another has") {
  Town place(tile);
  const OfflinePlan wide = planOf(*place.feed, {areaOf(town)}, 10, 12), narrow = planOf(*place.feed, {areaOf({125.3, 43.85, 125.35, 43.9})}, 10, 12);
  const OfflineArea one = place.add(wide), other = place.add(narrow);
  REQUIRE(fetchArea(*place.fetcher, place.feed, one.id, {}, {}));
  const std::size_t count = place.server.count();
  REQUIRE(fetchArea(*place.fetcher, place.feed, other.id, {}, {}));
  CHECK(place.server.count() == count);
  place.feed->store().removeArea(one.id);
  const auto areas = place.feed->store().areas();
  REQUIRE(areas.size() == 1);
  CHECK(areas[0].stored == static_cast<std::int64_t>(narrow.tiles.size()));
  std::size_t left = 0;
  for (const TilePlace& at : wide.tiles) left += place.feed->store().has(at);
  CHECK(left == narrow.tiles.size());
}
