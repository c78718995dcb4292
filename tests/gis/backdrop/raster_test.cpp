// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_raster.h"

#include "gis/backdrop/raster_backdrop.h"
#include "gis/render/decorations.h"
#include "gis/render/scene_painter.h"

#include <QDir>
#include <QFile>
#include <QPainter>

#include <catch2/catch_test_macros.hpp>

#include <gdal_priv.h>
#include <gdal_utils.h>

#include <cmath>

using namespace suyuan;
using namespace suyuan::backdrop;

namespace {

render::MapView viewAt(const std::string& crs, double x, double y, double unitsPerPixel, QSize size = {400, 300}) {
  render::MapView view;
  view.crs = crs;
  view.centerX = x;
  view.centerY = y;
  view.metresPerPixel = unitsPerPixel;
  view.size = size;
  return view;
}

std::shared_ptr<const BackdropStack> stackOf(const std::string& path, double opacity = 1) {
  auto stack = stackOfFiles({path}, opacity);
  REQUIRE(stack);
  return *stack;
}

QImage pictureOf(const BackdropStack& stack, const render::MapView& view) {
  auto picture = stack.picture(view, {});
  REQUIRE(picture);
  REQUIRE(picture->failures.empty());
  return picture->image;
}

/// What GDAL's own warper makes of the same view, as premultiplied pixels.
QImage warpedByGdal(const std::string& path, const render::MapView& view) {
  GDALDatasetUniquePtr source(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
  REQUIRE(source);
  const Box box = view.box();
  std::vector<std::string> words{"-of", "MEM", "-t_srs", view.crs, "-r", "bilinear", "-dstalpha", "-ovr", "NONE", "-et", "0", "-te"};
  for (const double v : {box.minX, box.minY, box.maxX, box.maxY}) words.push_back(std::to_string(v));
  words.insert(words.end(), {"-ts", std::to_string(view.size.width()), std::to_string(view.size.height())});
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  GDALWarpAppOptions* options = GDALWarpAppOptionsNew(arguments.data(), nullptr);
  GDALDatasetH sources[]{GDALDataset::ToHandle(source.get())};
  GDALDatasetUniquePtr warped(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, sources, options, nullptr)));
  GDALWarpAppOptionsFree(options);
  REQUIRE(warped);
  const int width = view.size.width(), height = view.size.height();
  std::vector<std::uint8_t> planes(static_cast<std::size_t>(width * height * 4));
  REQUIRE(warped->RasterIO(GF_Read, 0, 0, width, height, planes.data(), width, height, GDT_Byte, 4, nullptr, 4, width * 4, 1, nullptr) == CE_None);
  QImage image(view.size, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* p = &planes[static_cast<std::size_t>((y * width + x) * 4)];
      image.setPixel(x, y, qPremultiply(qRgba(p[0], p[1], p[2], p[3])));
    }
  return image;
}

int worstDifference(QRgb a, QRgb b) {
  return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b)), std::abs(qAlpha(a) - qAlpha(b))});
}

/// A raster of some 600 m by 400 m at 126° E, 43.9° N in any of the systems.
sample::Raster rasterIn(const std::string& crs) {
  sample::Raster raster{.crs = crs};
  const auto toIt = transformerBetween("EPSG:4490", crs);
  REQUIRE(toIt);
  double x[]{126.0}, y[]{43.9};
  (*toIt)->transform(x, y);
  raster.pixel = crs == "EPSG:4490" ? 1e-5 : 1;
  raster.west = x[0] - 300 * raster.pixel;
  raster.north = y[0] + 200 * raster.pixel;
  return raster;
}

} // namespace

TEST_CASE("a raster in any system is where GDAL's warper puts it") {
  for (const char* crs : {"EPSG:4490", "EPSG:4551", "EPSG:3857"}) {
    INFO(crs);
    const QTemporaryDir folder;
    const std::string path = sample::write(folder, rasterIn(crs));
    const auto toMap = transformerBetween("EPSG:4490", "EPSG:4551");
    REQUIRE(toMap);
    double x[]{126.0}, y[]{43.9};
    (*toMap)->transform(x, y);
    const double units = gridFor("EPSG:4551", 1).unitsPerPixel();
    // The view's pixels are the blocks' pixels, so that nothing is scaled once more.
    const auto view = viewAt("EPSG:4551", std::round(x[0]), std::round(y[0]), units);
    const QImage ours = pictureOf(*stackOf(path), view), theirs = warpedByGdal(path, view);
    int worst = 0, far = 0, shown = 0;
    for (int py = 2; py < 298; ++py)
      for (int px = 2; px < 398; ++px) {
        const QRgb a = ours.pixel(px, py), b = theirs.pixel(px, py);
        if (qAlpha(a) != 255 || qAlpha(b) != 255) {
          far += std::abs(qAlpha(a) - qAlpha(b)) > 250; // the border's own pixels
          continue;
        }
        ++shown;
        worst = std::max(worst, worstDifference(a, b));
      }
    CHECK(worst <= 3);
    CHECK(shown > 60'000);
    CHECK(far < 1500);
  }
}

TEST_CASE("blocks meet without a seam at any scale") {
  const QTemporaryDir folder;
  const std::string path = sample::write(folder, {.width = 2000, .height = 1600, .overviews = {2, 4, 8}});
  for (const double units : {0.35, 0.7, 1.0, 1.9, 3.3, 5.0}) {
    INFO(units);
    const QImage image = pictureOf(*stackOf(path), viewAt("EPSG:4551", 501'000, 4'799'200, units, {300, 240}));
    // The gradient is gentle: no pixel may differ much from its neighbour.
    int worst = 0;
    for (int y = 1; y < 240; ++y)
      for (int x = 1; x < 300; ++x) {
        worst = std::max(worst, worstDifference(image.pixel(x, y), image.pixel(x - 1, y)));
        worst = std::max(worst, worstDifference(image.pixel(x, y), image.pixel(x, y - 1)));
      }
    CHECK(worst <= 2 + static_cast<int>(units * 255 / 1600));
    CHECK(qAlpha(image.pixel(150, 120)) == 255);
  }
}

TEST_CASE("the same place has the same colour from near and far, with overviews and without") {
  const QTemporaryDir folder;
  const std::string with = sample::write(folder, {.name = "with.tif"}), without = sample::write(folder, {.name = "without.tif", .overviews = {}});
  for (const std::string& path : {with, without})
    for (const double units : {0.5, 1.0, 2.0, 4.0, 7.0}) {
      INFO(path << " at " << units);
      const QImage image = pictureOf(*stackOf(path), viewAt("EPSG:4551", 500'300, 4'799'800, units, {40, 40}));
      const QRgb middle = image.pixel(20, 20);
      CHECK(std::abs(qRed(middle) - 127.5) < 3 + 0.5 * units);
      CHECK(std::abs(qGreen(middle) - 127.5) < 3 + 0.7 * units);
      CHECK(qBlue(middle) == 128);
    }
}

TEST_CASE("the raster ends where it ends") {
  const QTemporaryDir folder;
  const auto stack = stackOf(sample::write(folder, {}));
  const QImage image = pictureOf(*stack, viewAt("EPSG:4551", 500'000, 4'800'000, 1, {200, 200})); // its upper left corner in the middle
  CHECK(qAlpha(image.pixel(98, 150)) == 0);
  CHECK(qAlpha(image.pixel(102, 150)) == 255);
  CHECK(qAlpha(image.pixel(150, 98)) == 0);
  CHECK(qAlpha(image.pixel(150, 102)) == 255);
  CHECK(qBlue(image.pixel(102, 102)) == 128); // not darkened by what is beyond
}

TEST_CASE("what has no data is transparent, by value, by alpha and from afar") {
  const QTemporaryDir folder;
  const auto hole = [](int x, int y) { return x > 200 && x < 400 && y > 100 && y < 300; };
  const std::string byValue = sample::write(folder, {.name = "value.tif", .nodata = 0.0}, [&](int band, int x, int y) { return hole(x, y) ? 0 : band == 2 ? 0 : 200; });
  const std::string byAlpha = sample::write(folder, {.name = "alpha.tif", .bands = 4}, [&](int band, int x, int y) { return band < 4 ? 200 : hole(x, y) ? 0 : 255; });
  for (const std::string& path : {byValue, byAlpha})
    for (const double units : {1.0, 4.0}) {
      INFO(path << " at " << units);
      const QImage image = pictureOf(*stackOf(path), viewAt("EPSG:4551", 500'300, 4'799'800, units, {100, 80}));
      CHECK(qAlpha(image.pixel(50, 40)) == 0);
      const QRgb outside = pictureOf(*stackOf(path), viewAt("EPSG:4551", 500'100, 4'799'800, units, {20, 20})).pixel(10, 10);
      CHECK(qAlpha(outside) == 255);
      CHECK(std::abs(qRed(outside) - 200) <= 1); // one band of nodata's value is no hole
    }
}

TEST_CASE("MBTiles, tiles of a GeoPackage and a COG are read like the GeoTIFF they were made of") {
  const QTemporaryDir folder;
  sample::Raster raster = rasterIn("EPSG:3857");
  const std::string tif = sample::write(folder, raster);
  for (const auto& [driver, name] : {std::pair("MBTiles", "tiles.mbtiles"), std::pair("GPKG", "tiles.gpkg"), std::pair("COG", "cog.tif")}) {
    INFO(driver);
    const std::string path = sample::converted(folder, tif, driver, name);
    const QImage image = pictureOf(*stackOf(path), viewAt("EPSG:3857", raster.west + 300, raster.north - 200, 1, {100, 80}));
    const QRgb middle = image.pixel(50, 40);
    CHECK(qAlpha(middle) == 255);
    CHECK(std::abs(qRed(middle) - 127) < 8); // MBTiles are resampled and compressed by their maker
    CHECK(std::abs(qGreen(middle) - 127) < 8);
    CHECK(std::abs(qBlue(middle) - 128) < 8);
  }
}

TEST_CASE("a file that is no raster, has no place or was cut off is refused by name") {
  const QTemporaryDir folder;
  const auto codeOf = [](const std::string& path) {
    const auto file = RasterFile::open(path);
    REQUIRE_FALSE(file);
    CHECK(file.error().place.file == path);
    return file.error().code;
  };
  CHECK(codeOf(folder.filePath("none.tif").toStdString()) == ErrorCode::FileNotFound);
  const QString words = folder.filePath("words.tif");
  QFile text(words);
  REQUIRE(text.open(QIODevice::WriteOnly));
  text.write("not a raster");
  text.close();
  CHECK(codeOf(words.toStdString()) == ErrorCode::BackdropUnreadable);
  CHECK(codeOf(sample::write(folder, {.name = "nowhere.tif", .crs = ""})) == ErrorCode::BackdropWithoutPlace);
  const std::string whole = sample::write(folder, {.name = "whole.tif", .options = {"COMPRESS=NONE"}});
  REQUIRE(RasterFile::open(whole));
  for (const double share : {0.9, 0.6, 0.3}) {
    INFO(share);
    const QString cut = folder.filePath(QStringLiteral("cut%1.tif").arg(share));
    REQUIRE(QFile::copy(QString::fromStdString(whole), cut));
    REQUIRE(QFile::resize(cut, static_cast<qint64>(static_cast<double>(QFile(cut).size()) * share)));
    CHECK(codeOf(cut.toStdString()) == ErrorCode::BackdropUnreadable);
  }
}

TEST_CASE("nothing is written beside a raster") {
  const QTemporaryDir folder;
  const std::string path = sample::write(folder, {.name = "dem.tif", .bands = 1, .heights = true}, [](int, int x, int) { return x * 1.0; });
  const auto before = QDir(folder.path()).entryList(QDir::Files);
  (void)pictureOf(*stackOf(path), viewAt("EPSG:4551", 500'300, 4'799'800, 1));
  CHECK(QDir(folder.path()).entryList(QDir::Files) == before);
}

TEST_CASE("sixteen bits are stretched to what a screen shows") {
  const QTemporaryDir folder;
  const std::string bytes = sample::write(folder, {.name = "b.tif", .heights = true, .overviews = {}}, [](int, int x, int) { return 4000 + x; }); // three bands of floats
  const auto file = RasterFile::open(bytes);
  REQUIRE(file);
  CHECK((*file)->kind() == RasterKind::Picture);
  const QImage image = pictureOf(*stackOf(bytes), viewAt("EPSG:4551", 500'300, 4'799'800, 2, {320, 40}));
  CHECK(qRed(image.pixel(20, 20)) < 25);
  CHECK(qRed(image.pixel(300, 20)) > 230);
}

TEST_CASE("a scene's picture has the backdrop below, at its opacity, and sharp on a dense screen") {
  const QTemporaryDir folder;
  const std::string path = sample::write(folder, {}, [](int band, int x, int) { return band == 1 && x % 2 ? 255 : 0; });
  auto style = std::make_shared<render::StyleSheet>();
  style->background = Qt::white;
  render::MapScene scene;
  scene.style = style;
  scene.underlay = stackOf(path, 0.5);
  auto view = viewAt("EPSG:4551", 500'300, 4'799'800, 2, {100, 80});
  view.devicePixelRatio = 2; // a raster's pixel is a pixel of the screen
  const auto image = render::renderMap(scene, view);
  REQUIRE(image);
  CHECK(image->size() == QSize(200, 160));
  const QRgb one = image->pixel(100, 80), next = image->pixel(101, 80);
  CHECK(std::abs(qRed(one) - qRed(next)) > 120);                     // columns are not mixed
  CHECK(std::abs(std::min(qRed(one), qRed(next)) - 127) <= 2);       // half of black over white
  CHECK(std::abs(qGreen(one) - 127) <= 2);
  scene.background = false;
  scene.underlay = nullptr;
  CHECK(qAlpha(render::renderMap(scene, view)->pixel(100, 80)) == 0);
}

TEST_CASE("what a file says of its owner is written on the map") {
  const QTemporaryDir folder;
  const std::string path = sample::write(folder, {.overviews = {}});
  {
    GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE));
    REQUIRE(file->SetMetadataItem("TIFFTAG_COPYRIGHT", "County survey office 2026") == CE_None);
  }
  const auto stack = stackOf(path);
  CHECK(stack->credits() == std::vector{QStringLiteral("County survey office 2026")});
  auto style = std::make_shared<render::StyleSheet>();
  render::MapScene scene;
  scene.style = style;
  scene.underlay = stack;
  const auto view = viewAt("EPSG:4551", 500'300, 4'799'800, 1, {300, 100});
  QImage page(300, 100, QImage::Format_RGB32);
  page.fill(Qt::white);
  QPainter painter(&page);
  render::paintCredits(painter, scene, view);
  painter.end();
  bool written = false;
  for (int y = 85; y < 100; ++y)
    for (int x = 150; x < 300; ++x) written = written || page.pixel(x, y) != qRgb(255, 255, 255);
  CHECK(written);
}

TEST_CASE("work on a backdrop stops when it is asked to") {
  const QTemporaryDir folder;
  const auto stack = stackOf(sample::write(folder, {}));
  std::stop_source stop;
  stop.request_stop();
  const auto picture = stack->picture(viewAt("EPSG:4551", 500'300, 4'799'800, 1), stop.get_token());
  REQUIRE_FALSE(picture);
  CHECK(picture.error().code == ErrorCode::Cancelled);
}
