// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gis/tiles/tile_server.h"

#include "gis/backdrop/backdrop_stack.h"
#include "gis/backdrop/pixel_map.h"
#include "gis/tiles/tile_service.h"

#include <QPainter>
#include <QTemporaryDir>
#include <QThread>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <cstdio>

using namespace suyuan;
using namespace suyuan::tiles;
using sample::Answer;
using sample::Request;
using sample::TileServer;

namespace {

render::MapView viewAt(const std::string& crs, Point lonLat, double unitsPerPixel, QSize size = {400, 300}) {
  const auto toMap = backdrop::transformerBetween("EPSG:4490", crs);
  REQUIRE(toMap);
  double x[]{lonLat.x}, y[]{lonLat.y};
  (*toMap)->transform(x, y);
  render::MapView view;
  view.crs = crs;
  view.centerX = x[0];
  view.centerY = y[0];
  view.metresPerPixel = unitsPerPixel;
  view.size = size;
  return view;
}

/// A picture of the world that changes evenly in any system: what a position's colours are.
QColor worldAt(double lon, double lat) {
  const auto wave = [](double degrees) { return static_cast<int>(std::lround(128 + 100 * std::sin(degrees * 300))); };
  return {wave(lon), wave(lat), wave(lon + lat)};
}

/// The tile of a grid that shows it, computed from the positions of its pixels.
QImage tileOf(const TileGrid& grid, const TilePlace& place) {
  const auto toLonLat = backdrop::transformerBetween(grid.crs, "EPSG:4490");
  const TileLevel& level = grid.levels[static_cast<std::size_t>(place.level)];
  const Box box = grid.boxOf(place);
  QImage image(level.width, level.height, QImage::Format_RGB32);
  for (int py = 0; py < image.height(); ++py) {
    std::vector<double> x, y;
    for (int px = 0; px < image.width(); ++px) x.push_back(box.minX + (px + 0.5) * level.unitsPerPixel), y.push_back(box.maxY - (py + 0.5) * level.unitsPerPixel);
    (*toLonLat)->transform(x, y);
    for (int px = 0; px < image.width(); ++px) image.setPixelColor(px, py, worldAt(x[static_cast<std::size_t>(px)], y[static_cast<std::size_t>(px)]));
  }
  return image;
}

/// A server of such tiles.
TileServer::Answering worldIn(const TileGrid& grid) {
  return [grid](const Request& request) {
    TilePlace place;
    long long x = 0, y = 0;
    if (std::sscanf(request.path.c_str(), "/%d/%lld/%lld", &place.level, &x, &y) != 3) return Answer{.status = 404};
    place.x = x;
    place.y = y;
    return Answer{.body = sample::pngOf(tileOf(grid, place))};
  };
}

TileSource sourceOf(const TileServer& server, const TileGrid& grid) {
  TileSource source;
  source.id = "world";
  source.title = "world";
  source.address = server.address("/{z}/{x}/{y}.png");
  source.grid = grid;
  source.minLevel = 1;
  source.maxLevel = 18;
  source.credit = "© Nobody";
  return source;
}

backdrop::BackdropStack stackOf(std::shared_ptr<const backdrop::Backdrop> one) {
  return {{{std::move(one), 1.0}}, std::make_shared<backdrop::BlockCache>()};
}

QImage waited(const backdrop::BackdropStack& stack, const render::MapView& view) {
  QImage image(view.size, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  REQUIRE(stack.paint(painter, view, {}));
  return image;
}

/// The largest difference of a colour, over the picture's inner part, from what is there on earth.
int worstOf(const QImage& image, const render::MapView& view, double* middling = nullptr) {
  const auto toLonLat = backdrop::transformerBetween(view.crs, "EPSG:4490");
  int worst = 0;
  double sum = 0, count = 0;
  for (int py = 5; py < image.height() - 5; py += 3)
    for (int px = 5; px < image.width() - 5; px += 3) {
      const Point map = view.toMap({px + 0.5, py + 0.5});
      double x[]{map.x}, y[]{map.y};
      (*toLonLat)->transform(x, y);
      const QColor is = image.pixelColor(px, py), should = worldAt(x[0], y[0]);
      const int off = std::max({std::abs(is.red() - should.red()), std::abs(is.green() - should.green()), std::abs(is.blue() - should.blue()), 255 - is.alpha()});
      worst = std::max(worst, off);
      sum += off;
      ++count;
    }
  if (middling != nullptr) *middling = sum / count;
  return worst;
}

const Point changchun{125.32, 43.89};

} // namespace

TEST_CASE("tiles of EPSG:3857 and of EPSG:4490 are where they belong in any system of the map, within a pixel") {
  for (const bool degrees : {false, true})
    for (const char* crs : {"EPSG:4551", "EPSG:4490", "EPSG:3857"}) {
      INFO(crs << (degrees ? " degrees" : " mercator"));
      const TileGrid grid = degrees ? lonLatGrid("EPSG:4490") : webMercatorGrid();
      TileServer server(worldIn(grid));
      const QTemporaryDir folder;
      TileService service(folder.path().toStdString());
      const auto stack = stackOf(service.backdropOf(sourceOf(server, grid)));
      // 30 m a pixel; a wave is 2π / 300 degrees, some 78 pixels: a shift by one pixel is 8 of 255.
      const auto view = viewAt(crs, changchun, std::string(crs) == "EPSG:4490" ? 30 / 111320.0 : 30);
      double middling = 0;
      CHECK(worstOf(waited(stack, view), view, &middling) <= 6);
      CHECK(middling < 2.5);
      CHECK(server.count() <= 20);
    }
}

TEST_CASE("the window draws what is stored, asks for the rest, and is complete when it has come") {
  const TileGrid grid = webMercatorGrid();
  TileServer server([world = worldIn(grid)](const Request& request) {
    Answer answer = world(request);
    answer.isHeld = request.path.starts_with("/12/");
    return answer;
  });
  const QTemporaryDir folder;
  TileService service(folder.path().toStdString());
  const auto online = service.backdropOf(sourceOf(server, grid));
  const auto stack = stackOf(online);
  const auto far = viewAt("EPSG:3857", changchun, 78271.51696402048 / 1024), near = viewAt("EPSG:3857", changchun, 78271.51696402048 / 2048);
  CHECK(worstOf(waited(stack, far), far) <= 6);

  std::stop_source stop;
  auto picture = stack.picture(near, stop.get_token());
  REQUIRE(picture);
  CHECK_FALSE(picture->complete);
  CHECK(picture->failures.empty());
  CHECK(worstOf(picture->image, near) <= 6); // the level above, twice as large, stands in everywhere
  server.release();
  for (int i = 0; i < 1000 && !service.fetcher().isIdle(); ++i) QThread::msleep(5);
  picture = stack.picture(near, stop.get_token());
  REQUIRE(picture);
  CHECK(picture->complete);
  CHECK(worstOf(picture->image, near) <= 6);
  const std::size_t asked = server.count();
  server.stop();
  REQUIRE(stack.picture(near, {}));
  CHECK(server.count() == asked);
  CHECK(online->lacked() == 0);
  CHECK(stack.credits() == std::vector<QString>{"© Nobody"});
}

TEST_CASE("beyond its finest level a source is enlarged, far out beyond its coarsest it is left out") {
  const TileGrid grid = webMercatorGrid();
  TileServer server(worldIn(grid));
  const QTemporaryDir folder;
  TileService service(folder.path().toStdString());
  TileSource source = sourceOf(server, grid);
  source.minLevel = 8;
  source.maxLevel = 10;
  const auto stack = stackOf(service.backdropOf(source));
  const auto near = viewAt("EPSG:4551", changchun, 5);
  CHECK(worstOf(waited(stack, near), near) <= 6);
  for (const Request& request : server.requests()) CHECK(request.path.starts_with("/10/"));
  const std::size_t before = server.count();
  (void)waited(stack, viewAt("EPSG:3857", changchun, 50'000));
  CHECK(server.count() == before);
}

TEST_CASE("a page made without a network is drawn with what there is, and it is known what it lacks") {
  const TileGrid grid = webMercatorGrid();
  TileServer server(worldIn(grid));
  const QTemporaryDir folder;
  TileFetcher::Settings settings;
  settings.firstPause = std::chrono::milliseconds(10);
  TileService service(folder.path().toStdString(), settings);
  const auto online = service.backdropOf(sourceOf(server, grid));
  const auto far = viewAt("EPSG:4551", changchun, 60), near = viewAt("EPSG:4551", changchun, 30);
  (void)waited(stackOf(online), far);
  server.stop();
  CHECK(worstOf(waited(stackOf(online), near), near) <= 6);
  CHECK(online->lacked() > 0);
}

TEST_CASE("where a source has no tile, the level above is enlarged") {
  const TileGrid grid = webMercatorGrid();
  TileServer server([world = worldIn(grid)](const Request& request) { return request.path.starts_with("/12/") ? Answer{.status = 404} : world(request); });
  const QTemporaryDir folder;
  TileService service(folder.path().toStdString());
  const auto online = service.backdropOf(sourceOf(server, grid));
  const auto far = viewAt("EPSG:3857", changchun, 78271.51696402048 / 1024), near = viewAt("EPSG:3857", changchun, 78271.51696402048 / 2048);
  (void)waited(stackOf(online), far);
  CHECK(worstOf(waited(stackOf(online), near), near) <= 6);
  CHECK(online->lacked() == 0);
}
