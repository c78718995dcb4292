// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_raster.h"

#include "gis/backdrop/raster_backdrop.h"

#include <catch2/catch_test_macros.hpp>

#include <gdal_priv.h>
#include <gdal_utils.h>

#include <cmath>

using namespace suyuan;
using namespace suyuan::backdrop;

namespace {

double hills(int, int x, int y) { return 200 + 30 * std::sin(x * 0.05) * std::cos(y * 0.04) + 0.1 * x; }

std::unique_ptr<GDALDataset> gdalsShade(const std::string& path) {
  GDALDatasetUniquePtr source(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER));
  REQUIRE(source);
  const char* arguments[]{"-of", "MEM", nullptr};
  GDALDEMProcessingOptions* options = GDALDEMProcessingOptionsNew(const_cast<char**>(arguments), nullptr);
  auto* shade = GDALDataset::FromHandle(GDALDEMProcessing("", GDALDataset::ToHandle(source.get()), "hillshade", nullptr, options, nullptr));
  GDALDEMProcessingOptionsFree(options);
  REQUIRE(shade);
  return std::unique_ptr<GDALDataset>(shade);
}

} // namespace

TEST_CASE("hillshade in the elevations' own grid is gdaldem's") {
  const QTemporaryDir folder;
  // The raster's pixels are those of the block grid: nothing is interpolated.
  const std::string path = sample::write(folder, {.name = "dem.tif", .west = 256 * 2000, .north = 256 * 18'001, .width = 256, .height = 256, .bands = 1, .heights = true}, hills);
  const auto file = RasterFile::open(path);
  REQUIRE(file);
  CHECK((*file)->kind() == RasterKind::Elevation);
  const RasterBackdrop backdrop(*file);
  const BlockGrid grid = gridFor("EPSG:4551", 1);
  const auto block = backdrop.block(grid, {2000, 18'000}, Patience::Wait, {});
  REQUIRE(block);
  REQUIRE_FALSE(block->image.isNull());
  const auto theirs = gdalsShade(path);
  std::vector<std::uint8_t> grey(256 * 256);
  REQUIRE(theirs->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 256, 256, grey.data(), 256, 256, GDT_Byte, 0, 0, nullptr) == CE_None);
  int worst = 0;
  for (int y = 2; y < 254; ++y)
    for (int x = 2; x < 254; ++x) worst = std::max(worst, std::abs(qRed(block->image.pixel(x, y)) - grey[static_cast<std::size_t>(y * 256 + x)]));
  CHECK(worst <= 1);
}

TEST_CASE("a slope is as steep in degrees, in Web Mercator and in a zone") {
  const QTemporaryDir folder;
  // A plane in degrees that falls one metre in two to the south-east... lit from the north-west it is dark everywhere alike.
  const double perDegreeLat = 111'130, perDegreeLon = 111'320 * std::cos(43.9 * 3.14159265358979 / 180), pixel = 0.0001;
  const std::string path = sample::write(folder, {.name = "dem.tif", .crs = "EPSG:4490", .west = 125.98, .north = 43.92, .pixel = pixel, .width = 400, .height = 400, .bands = 1, .heights = true},
                                         [&](int, int x, int y) { return 1000 - 0.25 * x * pixel * perDegreeLon - 0.25 * y * pixel * perDegreeLat; });
  const auto file = RasterFile::open(path);
  REQUIRE(file);
  const RasterBackdrop backdrop(*file);
  // n = (0.25, -0.25, 1) against the light (-0.5, 0.5, 0.7071): 1 + 254 (0.7071 - 0.25) / sqrt(1.125)
  const double expected = 1 + 254 * (std::sqrt(0.5) - 0.25) / std::sqrt(1.125);
  for (const char* crs : {"EPSG:4551", "EPSG:3857", "EPSG:4490"}) {
    INFO(crs);
    const auto toMap = transformerBetween("EPSG:4490", crs);
    REQUIRE(toMap);
    double x[]{126.0}, y[]{43.9};
    (*toMap)->transform(x, y);
    const BlockGrid grid = gridFor(crs, std::string(crs) == "EPSG:4490" ? 0.0001 : 8);
    const BlockPlace place = grid.covering({x[0], y[0], x[0], y[0]}).front();
    const auto block = backdrop.block(grid, place, Patience::Wait, {});
    REQUIRE(block);
    REQUIRE_FALSE(block->image.isNull());
    const Box box = grid.boxOf(place);
    const QRgb p = block->image.pixel(static_cast<int>((x[0] - box.minX) / grid.unitsPerPixel()), static_cast<int>((box.maxY - y[0]) / grid.unitsPerPixel()));
    CHECK(qAlpha(p) == 255);
    CHECK(std::abs(qRed(p) - expected) <= 2.0);
  }
}

TEST_CASE("elevations without data are transparent, not a cliff") {
  const QTemporaryDir folder;
  sample::Raster raster{.name = "whole.tif", .west = 256 * 2000, .north = 256 * 18'001, .width = 256, .height = 256, .bands = 1, .heights = true, .nodata = -9999.0};
  const auto blockOf = [](const std::string& path) {
    const auto file = RasterFile::open(path);
    REQUIRE(file);
    const auto block = RasterBackdrop(*file).block(gridFor("EPSG:4551", 1), {2000, 18'000}, Patience::Wait, {});
    REQUIRE(block);
    return block->image;
  };
  const QImage whole = blockOf(sample::write(folder, raster, hills));
  raster.name = "hole.tif";
  const QImage holed = blockOf(sample::write(folder, raster, [](int, int x, int y) { return x < 100 ? -9999.0 : hills(1, x, y); }));
  CHECK(qAlpha(holed.pixel(50, 100)) == 0);
  CHECK(qAlpha(holed.pixel(99, 100)) == 0);
  for (int y = 3; y < 250; ++y) {
    CHECK(qAlpha(holed.pixel(101, y)) == 255);
    CHECK(std::abs(qRed(holed.pixel(101, y)) - qRed(whole.pixel(101, y))) <= 1);
  }
}
