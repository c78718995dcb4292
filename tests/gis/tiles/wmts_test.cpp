// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/wmts_capabilities.h"

#include <QFile>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>

using namespace suyuan;
using namespace suyuan::tiles;

namespace {

QByteArray document(const char* name) {
  QFile file(QString::fromUtf8(SUYUAN_TEST_DATA "/wmts/") + QLatin1String(name));
  REQUIRE(file.open(QIODevice::ReadOnly));
  return file.readAll();
}

std::vector<OwnSource> sourcesOf(const char* name, const std::string& address) {
  auto sources = readWmtsCapabilities(document(name), address);
  REQUIRE(sources);
  return *sources;
}

} // namespace

TEST_CASE("天地图's matrix sets are put right: they are those of the program's list") {
  const auto mercator = sourcesOf("tianditu_img_w.xml", "https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&tk=SECRET");
  REQUIRE(mercator.size() == 1);
  const TileSource& img = mercator[0].source;
  CHECK(img.grid.crs == "EPSG:3857");
  REQUIRE(img.grid.levels.size() == 18);
  const TileGrid world = webMercatorGrid();
  for (std::size_t i = 0; i < 18; ++i) {
    const TileLevel &is = img.grid.levels[i], &should = world.levels[i + 1];
    INFO(is.id);
    CHECK(is.id == should.id);
    CHECK(is.tiles == should.tiles);
    // At its far end the matrix is off by less than a pixel.
    CHECK(std::abs(is.unitsPerPixel / should.unitsPerPixel - 1) * 256 * static_cast<double>(is.tiles.maxX + 1) < 0.5);
    CHECK(std::abs(is.west - should.west) < 0.001);
    CHECK(std::abs(is.north - should.north) < 0.001);
  }
  CHECK(img.lonLat == Box{-180, -90, 180, 90}); // the document's is in metres
  CHECK(img.credit == "国家基础地理信息中心");
  CHECK(mercator[0].key == "SECRET");
  CHECK(img.address.find("SECRET") == std::string::npos);
  CHECK(addressOf(img, {10, 1712, 747}, "SECRET") ==
        "https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img&STYLE=default&FORMAT=tiles&TILEMATRIXSET=w&TILEMATRIX=11&TILEROW=747&TILECOL=1712&tk=SECRET");

  const auto degrees = sourcesOf("tianditu_vec_c.xml", "https://t0.tianditu.gov.cn/vec_c/wmts");
  REQUIRE(degrees.size() == 1);
  const TileGrid& grid = degrees[0].source.grid;
  CHECK(grid.crs == "EPSG:4490");
  REQUIRE(grid.levels.size() == 18);
  for (std::size_t i = 0; i < 18; ++i) CHECK(grid.levels[i] == lonLatGrid("EPSG:4490").levels[i + 1]);
}

TEST_CASE("a service's layers become sources, by KVP and by templates, with limits, styles and dimensions") {
  const auto sources = sourcesOf("geoserver.xml", "http://maps.example.cn/geoserver/gwc/service/wmts?REQUEST=GetCapabilities");
  REQUIRE(sources.size() == 2); // neither vector tiles, nor a system that is not known, nor a set that is not there
  const TileSource& ortho = sources[0].source;
  CHECK(ortho.title == "城市影像 2025 (EPSG:4326)");
  CHECK(ortho.grid.crs == "EPSG:4326");
  CHECK(ortho.grid.levels[0].west == -180);
  CHECK(ortho.grid.levels[0].north == 90);
  CHECK(ortho.grid.levels[0].unitsPerPixel == Catch::Approx(0.703125).epsilon(1e-12));
  CHECK(ortho.grid.levels[0].tiles == TileRange{1, 0, 1, 0});
  CHECK(ortho.grid.levels[9].tiles == TileRange{866, 127, 873, 133});
  CHECK(ortho.grid.levels[8].tiles == TileRange{0, 0, 511, 255}); // without a limit
  CHECK(ortho.lonLat == Box{124.5, 43.2, 127.1, 45.3});
  CHECK(addressOf(ortho, {9, 870, 130}, {}) ==
        "http://maps.example.cn/geoserver/gwc/service/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=city%3Aortho%202025&STYLE=raster&FORMAT=image%2Fpng&TILEMATRIXSET=EPSG%3A4326"
        "&TILEMATRIX=EPSG:4326:9&TILEROW=130&TILECOL=870&map=city");
  const TileSource& land = sources[1].source;
  CHECK(addressOf(land, {12, 3, 4}, {}) == "http://maps.example.cn/wmts/land/default/2024-06-01/GoogleMapsCompatible/12/4/3.png");
  CHECK(land.id != ortho.id);
  for (const OwnSource& one : sources) {
    const auto back = tileSourceFrom(toJson(one.source));
    REQUIRE(back);
    CHECK(back->grid.levels.size() == one.source.grid.levels.size());
    CHECK(*back == one.source);
  }
}

TEST_CASE("a document that is cut off, is something else or has senseless numbers is one error") {
  const QByteArray good = document("geoserver.xml");
  const auto refused = [](const QByteArray& bytes) {
    const auto sources = readWmtsCapabilities(bytes, "https://maps.example.cn/wmts");
    return !sources && sources.error().code == ErrorCode::WmtsInvalid && sources.error().args == std::vector<std::string>{"maps.example.cn"};
  };
  for (qsizetype end = 0; end < good.size() - 20; end += 997) CHECK(refused(good.left(end)));
  CHECK(refused("<html><body>404</body></html>"));
  CHECK(refused("<?xml version=\"1.0\"?><ServiceExceptionReport><ServiceException>no key</ServiceException></ServiceExceptionReport>"));
  for (const char* number : {"-1", "0", "1e999", "nan", "", "x"}) {
    QByteArray bad = document("tianditu_vec_c.xml");
    bad.replace("<ScaleDenominator>2.958293554545656E8", QByteArray("<ScaleDenominator>") + number);
    bad.replace("<ScaleDenominator>295829355.4545656", QByteArray("<ScaleDenominator>") + number);
    INFO(number);
    CHECK(refused(bad));
  }
  QByteArray deep;
  for (int i = 0; i < 5000; ++i) deep += "<a>";
  CHECK(refused(deep));
}

TEST_CASE("the document is asked for whatever a person pastes: the service, the document or a tile") {
  const std::string wanted = "https://t0.tianditu.gov.cn/img_c/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0&tk=K";
  CHECK(capabilitiesAddress("https://t0.tianditu.gov.cn/img_c/wmts?tk=K") == wanted);
  CHECK(capabilitiesAddress(" https://t0.tianditu.gov.cn/img_c/wmts?request=GetTile&layer=img&tk=K&TILEROW=1 ") == wanted);
  CHECK(capabilitiesAddress("https://a.example/wmts/1.0.0/WMTSCapabilities.xml") == "https://a.example/wmts/1.0.0/WMTSCapabilities.xml");
}
