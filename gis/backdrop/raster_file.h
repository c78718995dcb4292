// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/backdrop/pixel_map.h"

#include <QImage>
#include <QRect>
#include <QSize>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::backdrop {

enum class RasterKind : std::uint8_t {
  Picture,   ///< 影像: colours or grey
  Elevation, ///< 高程: one band of heights
};

/// Heights of a window of pixels, row by row; NaN where there is none.
struct Heights {
  int width = 0, height = 0;
  std::vector<float> values;
  [[nodiscard]] float at(int x, int y) const noexcept { return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]; }
};

/// A raster that GDAL reads (GeoTIFF, COG, MBTiles, tiles of a GeoPackage, a DEM …) with its overviews (金字塔). Nothing
/// beside the file is ever written. Thread-safe: each reading thread has a handle of its own.
class RasterFile {
public:
  /// Errors: FileNotFound; BackdropUnreadable when GDAL does not know it, its bands cannot be shown or its end is cut
  /// off; BackdropWithoutPlace when it does not say where on earth it is.
  static Result<std::shared_ptr<const RasterFile>> open(const std::filesystem::path& path);
  ~RasterFile();
  RasterFile(const RasterFile&) = delete;
  RasterFile& operator=(const RasterFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept;
  [[nodiscard]] RasterKind kind() const noexcept;
  [[nodiscard]] QSize size() const noexcept;          ///< pixels
  [[nodiscard]] const std::string& crs() const noexcept; ///< as Crs::parse takes it
  [[nodiscard]] const GeoTransform& transform() const noexcept;
  [[nodiscard]] const Box& lonLat() const noexcept;   ///< EPSG:4490
  [[nodiscard]] const std::string& copyright() const noexcept; ///< what the file itself says; may be empty

  /// A size to read at: an overview and how many of its pixels are averaged, in each direction.
  struct Scale {
    int level = 0;  ///< 0 the raster itself, then its overviews
    int reduce = 1; ///< a power of two
    QSize size;     ///< of the raster read so
    double perPixelX = 1, perPixelY = 1; ///< pixels of the raster itself in one that is read
  };
  /// The coarsest scale that still has a pixel for every `pixels` of the raster itself.
  [[nodiscard]] Scale scaleFor(double pixels) const;

  /// Reads a window of the raster at a scale. \pre the window lies in the scale's size
  /// The picture is premultiplied; what has no data is transparent. Errors: BackdropUnreadable, Cancelled.
  [[nodiscard]] Result<QImage> readPicture(const Scale& scale, const QRect& window, std::stop_token stop) const;
  /// The first band's values. Errors as above.
  [[nodiscard]] Result<Heights> readHeights(const Scale& scale, const QRect& window, std::stop_token stop) const;

private:
  struct Impl;
  explicit RasterFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace suyuan::backdrop
