// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace suyuan::backdrop::sample {

/// A raster that a test makes through GDAL: north up, bytes unless it holds heights.
struct Raster {
  std::string name = "sample.tif";
  std::string crs = "EPSG:4551";
  double west = 500'000, north = 4'800'000; ///< of the upper left corner
  double pixel = 1;                          ///< units
  int width = 600, height = 400, bands = 3;
  bool heights = false;                      ///< Float32 instead of bytes
  std::optional<double> nodata;
  std::vector<int> overviews{2, 4, 8};
  std::vector<std::string> options{"TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"};
};

/// Values of band 1 … n at a pixel.
using ValueAt = std::function<double(int band, int x, int y)>;

/// Writes the raster; its path. Red goes up by column, green by row, blue is 128, unless `value` says otherwise.
std::string write(const QTemporaryDir& folder, const Raster& raster, const ValueAt& value = {});
/// Copies it with GDAL into another format ("MBTiles", "GPKG", "COG").
std::string converted(const QTemporaryDir& folder, const std::string& from, const std::string& driver, const std::string& name);

} // namespace suyuan::backdrop::sample
