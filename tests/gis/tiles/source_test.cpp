// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_service.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <fstream>

#include <QTemporaryDir>

using namespace suyuan;
using namespace suyuan::tiles;

namespace {

std::vector<TileSource> listed(const char* language = "zh") {
  auto sources = readTileSources(std::filesystem::path(SUYUAN_RESOURCES_DIR) / "backdrops/sources.json", language);
  REQUIRE(sources);
  return *sources;
}

TileSource named(const std::string& id) {
  for (const TileSource& source : listed())
    if (source.id == id) return source;
  FAIL("no source " << id);
  return {};
}

} // namespace

TEST_CASE("the program's list has 天地图 in both systems and OpenStreetMap, each credited and with its terms") {
  const auto zh = listed("zh"), en = listed("en");
  REQUIRE(zh.size() == en.size());
  CHECK(zh.size() >= 13);
  for (std::size_t i = 0; i < zh.size(); ++i) {
    INFO(zh[i].id);
    CHECK_FALSE(zh[i].credit.empty());
    CHECK_FALSE(zh[i].terms.empty());
    CHECK_FALSE(zh[i].offlineNote.empty());
    CHECK(zh[i].id == en[i].id);
    CHECK(zh[i].address == en[i].address);
  }
  CHECK(named("openstreetmap").offline == Offline::Forbidden);
  CHECK(named("tianditu-img-c").grid.crs == "EPSG:4490");
  CHECK(named("tianditu-img-w").grid.crs == "EPSG:3857");
}

TEST_CASE("an address is made of its parts, a tile always from the same host") {
  CHECK(addressOf(named("openstreetmap"), {3, 6, 2}, {}) == "https://tile.openstreetmap.org/3/6/2.png");
  const TileSource tianditu = named("tianditu-vec-c");
  const std::string one = addressOf(tianditu, {12, 3478, 524}, "a&b");
  CHECK(one == "https://t2.tianditu.gov.cn/vec_c/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default&TILEMATRIXSET=c&FORMAT=tiles"
               "&TILEMATRIX=12&TILEROW=524&TILECOL=3478&tk=a%26b");
  CHECK(addressOf(tianditu, {12, 3478, 524}, "a&b") == one);
  CHECK(addressOf(tianditu, {12, 3479, 524}, {}).starts_with("https://t3."));
  auto south = ownTileSource("https://tms.example.org/{z}/{x}/{-y}.png");
  REQUIRE(south);
  CHECK(addressOf(south->source, {3, 1, 0}, {}) == "https://tms.example.org/3/1/7.png");
}

TEST_CASE("an own address without its parts, with unknown ones or no address at all is refused") {
  for (const char* address : {"", "osm", "ftp://a/{z}/{x}/{y}", "https://a/{z}/{x}.png", "https://a/{x}/{y}", "https://a/{z}/{x}/{y}/{quadkey}", "file:///{z}/{x}/{y}",
                              "https:///{z}/{x}/{y} {", "{z}{x}{y}"}) {
    INFO(address);
    const auto own = ownTileSource(address);
    REQUIRE_FALSE(own);
    CHECK(own.error().code == ErrorCode::TileSourceInvalid);
  }
}

TEST_CASE("a key written in an own address is taken out of it and never in what a survey keeps") {
  for (const char* address : {"https://maps.example.cn/t?x={x}&tk=SECRET1&y={y}&z={z}", "https://maps.example.cn/{z}/{x}/{y}.png?Access_Token=SECRET1"}) {
    const auto own = ownTileSource(address, "本市影像");
    REQUIRE(own);
    CHECK(own->key == "SECRET1");
    CHECK(toJson(own->source).find("SECRET1") == std::string::npos);
    CHECK(addressOf(own->source, {2, 1, 1}, own->key).find("=SECRET1") != std::string::npos);
  }
  CHECK(ownTileSource("https://a.example/{z}/{x}/{y}?style=key")->key.empty());
}

TEST_CASE("an own source comes back from what a survey keeps of it") {
  auto own = ownTileSource("https://{s}.example.org/{z}/{x}/{y}.png?key={key}", "测试");
  REQUIRE(own);
  own->source.lonLat = {120, 40, 130, 46};
  own->source.credit = "某局";
  const auto back = tileSourceFrom(toJson(own->source));
  REQUIRE(back);
  CHECK(*back == own->source);
  own->source.grid = lonLatGrid("EPSG:4490");
  own->source.grid.levels.erase(own->source.grid.levels.begin());
  const auto other = tileSourceFrom(toJson(own->source));
  REQUIRE(other);
  CHECK(*other == own->source);
}

TEST_CASE("a spoilt source in a survey or list is an error, nothing half") {
  const std::string good = toJson(ownTileSource("https://a.example/{z}/{x}/{y}.png")->source);
  REQUIRE(tileSourceFrom(good));
  for (std::size_t end = 0; end < good.size(); end += 7) CHECK_FALSE(tileSourceFrom(good.substr(0, end)));
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"{z}", ""}, {"\"max_level\":19", "\"max_level\":99"}, {"\"max_level\":19", "\"max_level\":1.5"},
                                 {"web_mercator", "elsewhere"}, {"https", "file"}, {"own_right", "perhaps"}}) {
    std::string spoilt = good;
    REQUIRE(spoilt.find(from) != std::string::npos);
    spoilt.replace(spoilt.find(from), from.size(), to);
    INFO(spoilt);
    CHECK_FALSE(tileSourceFrom(spoilt));
  }
  const QTemporaryDir folder;
  const std::filesystem::path file = folder.filePath("s.json").toStdString();
  CHECK(readTileSources(file, "zh").error().code == ErrorCode::ResourceMissing);
  std::ofstream(file) << R"({"sources": [{"id": "a", "colour": 1}]})";
  CHECK(readTileSources(file, "zh").error().code == ErrorCode::RuleFileInvalid);
}

TEST_CASE("the two grids are those of the standards") {
  const TileGrid mercator = webMercatorGrid(), degrees = lonLatGrid("EPSG:4490");
  CHECK(mercator.levels[1].unitsPerPixel == Catch::Approx(78271.51696402048));
  CHECK(degrees.levels[1].unitsPerPixel == 0.703125);
  CHECK(degrees.levels[1].tiles == TileRange{0, 0, 1, 0});
  // The usual formula for the tile of a position, Changchun at level 12.
  const double lon = 125.32, lat = 43.89, pi = 3.14159265358979323846;
  const auto x = static_cast<std::int64_t>((lon + 180) / 360 * 4096);
  const auto y = static_cast<std::int64_t>((1 - std::asinh(std::tan(lat * pi / 180)) / pi) / 2 * 4096);
  const double east = lon * pi / 180 * 6378137, north = std::asinh(std::tan(lat * pi / 180)) * 6378137;
  CHECK(mercator.touching(12, {east, north, east, north}) == TileRange{x, y, x, y});
  CHECK(degrees.touching(12, {lon, lat, lon, lat}) == TileRange{3473, 524, 3473, 524});
  CHECK(mercator.touching(1, {-1e9, -1e9, 1e9, 1e9}) == TileRange{0, 0, 1, 1});
  CHECK(mercator.touching(1, {3e7, 0, 4e7, 1}).isEmpty());
  CHECK(mercator.boxOf({1, 1, 0}).minX == Catch::Approx(0).margin(1e-6));
  CHECK(mercator.nearest(80'000, 0, 19) == 1);
  CHECK(mercator.nearest(1e-9, 0, 19) == 19);
}

TEST_CASE("a key is kept for this user, read by its name, and an environment variable goes before it") {
  CHECK(keyNamed("tianditu").empty());
  keepKey("tianditu", " abc ");
  CHECK(keyNamed("tianditu") == "abc");
  qputenv("SUYUAN_KEY_TIANDITU", "of the environment");
  CHECK(keyNamed("tianditu") == "of the environment");
  qunsetenv("SUYUAN_KEY_TIANDITU");
  keepKey("tianditu", "");
  CHECK(keyNamed("tianditu").empty());
}
