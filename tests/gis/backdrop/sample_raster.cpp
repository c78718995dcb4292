// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_raster.h"

#include <catch2/catch_test_macros.hpp>

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

namespace suyuan::backdrop::sample {

std::string write(const QTemporaryDir& folder, const Raster& raster, const ValueAt& value) {
  GDALAllRegister();
  const std::string path = folder.filePath(QString::fromStdString(raster.name)).toStdString();
  CPLStringList options;
  for (const std::string& option : raster.options) options.AddString(option.c_str());
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  GDALDatasetUniquePtr file(driver->Create(path.c_str(), raster.width, raster.height, raster.bands, raster.heights ? GDT_Float32 : GDT_Byte, options.List()));
  REQUIRE(file);
  double place[]{raster.west, raster.pixel, 0, raster.north, 0, -raster.pixel};
  file->SetGeoTransform(place);
  OGRSpatialReference reference;
  if (!raster.crs.empty()) {
    REQUIRE(reference.SetFromUserInput(raster.crs.c_str()) == OGRERR_NONE);
    file->SetSpatialRef(&reference);
  }
  std::vector<float> line(static_cast<std::size_t>(raster.width));
  for (int band = 1; band <= raster.bands; ++band) {
    GDALRasterBand* one = file->GetRasterBand(band);
    if (raster.nodata) one->SetNoDataValue(*raster.nodata);
    if (raster.bands >= 3) one->SetColorInterpretation(static_cast<GDALColorInterp>(GCI_RedBand + band - 1));
    for (int y = 0; y < raster.height; ++y) {
      for (int x = 0; x < raster.width; ++x)
        line[static_cast<std::size_t>(x)] =
            static_cast<float>(value ? value(band, x, y) : band == 1 ? x * 255.0 / raster.width : band == 2 ? y * 255.0 / raster.height : band == 3 ? 128 : 255);
      REQUIRE(one->RasterIO(GF_Write, 0, y, raster.width, 1, line.data(), raster.width, 1, GDT_Float32, 0, 0, nullptr) == CE_None);
    }
  }
  if (!raster.overviews.empty())
    REQUIRE(file->BuildOverviews("AVERAGE", static_cast<int>(raster.overviews.size()), raster.overviews.data(), 0, nullptr, nullptr, nullptr) == CE_None);
  return path;
}

std::string converted(const QTemporaryDir& folder, const std::string& from, const std::string& driver, const std::string& name) {
  const std::string path = folder.filePath(QString::fromStdString(name)).toStdString();
  GDALDatasetUniquePtr source(GDALDataset::Open(from.c_str(), GDAL_OF_RASTER));
  REQUIRE(source);
  const char* arguments[]{"-of", driver.c_str(), "-q", nullptr};
  GDALTranslateOptions* options = GDALTranslateOptionsNew(const_cast<char**>(arguments), nullptr);
  GDALDatasetUniquePtr made(GDALDataset::FromHandle(GDALTranslate(path.c_str(), GDALDataset::ToHandle(source.get()), options, nullptr)));
  GDALTranslateOptionsFree(options);
  REQUIRE(made);
  return path;
}

} // namespace suyuan::backdrop::sample
