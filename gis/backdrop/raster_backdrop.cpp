// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/raster_backdrop.h"

#include "core/model/geometry_functions.h"
#include "gis/backdrop/resample.h"

#include <algorithm>
#include <cmath>

namespace suyuan::backdrop {

namespace {

/// Columns and rows of the scale that a picture needs, with room for the neighbours; empty outside the raster.
QRect windowFor(const PixelMap& map, const RasterFile::Scale& scale, QSize source) {
  const Box& touched = map.touched();
  if (touched.isEmpty() || touched.maxX < 0 || touched.maxY < 0 || touched.minX > source.width() || touched.minY > source.height()) return {};
  constexpr int room = 3;
  const auto down = [](double v, double per) { return static_cast<int>(std::floor(std::clamp(v / per, -1e6, 1e9))); };
  const QRect wanted(QPoint(down(touched.minX, scale.perPixelX) - room, down(touched.minY, scale.perPixelY) - room),
                     QPoint(down(touched.maxX, scale.perPixelX) + room, down(touched.maxY, scale.perPixelY) + room));
  return wanted.intersected(QRect(QPoint(0, 0), scale.size));
}

/// Metres on the ground of one pixel at the head and the foot of a box.
GroundPixel groundPixelOf(projection::Transformer& toLonLat, const Box& box, double unitsPerPixel) {
  const double middle = (box.minX + box.maxX) / 2, step = unitsPerPixel * 16;
  const auto sizes = [&](double y) {
    double px[]{middle - step, middle + step, middle, middle}, py[]{y, y, y - step, y + step};
    toLonLat.transform(px, py);
    return std::pair(distanceMetres({px[0], py[0]}, {px[1], py[1]}) / 32, distanceMetres({px[2], py[2]}, {px[3], py[3]}) / 32);
  };
  const auto [wideAbove, highAbove] = sizes(box.maxY);
  const auto [wideBelow, highBelow] = sizes(box.minY);
  return {wideAbove, highAbove, wideBelow, highBelow};
}

} // namespace

Result<Block> RasterBackdrop::block(const BlockGrid& grid, BlockPlace place, Patience, std::stop_token stop) const {
  const auto toSource = transformerBetween(grid.crs, file_->crs());
  if (!toSource) return std::unexpected(toSource.error());
  const bool shaded = file_->kind() == RasterKind::Elevation;
  // A slope asks for the neighbours, also those beyond the block.
  const int border = shaded ? 1 : 0, side = BlockGrid::side + 2 * border;
  const double units = grid.unitsPerPixel();
  const Box box = grid.boxOf(place);
  const QSize size(side, side);
  const PixelMap map(**toSource, file_->transform(), box.grown(border * units, border * units), size);
  const RasterFile::Scale scale = file_->scaleFor(map.sourcePixelsPerPixel());
  const QRect window = windowFor(map, scale, file_->size());
  if (window.isEmpty()) return Block{};
  const WindowPlace where{QPointF(window.left() * scale.perPixelX, window.top() * scale.perPixelY), scale.perPixelX, scale.perPixelY, file_->size()};
  if (!shaded) {
    auto picture = file_->readPicture(scale, window, stop);
    if (!picture) return std::unexpected(std::move(picture).error());
    return Block{resample(*picture, where, map, size)};
  }
  auto heights = file_->readHeights(scale, window, stop);
  if (!heights) return std::unexpected(std::move(heights).error());
  const auto toLonLat = transformerBetween(grid.crs, "EPSG:4490");
  if (!toLonLat) return std::unexpected(toLonLat.error());
  return Block{hillshade(resample(*heights, where, map, size), groundPixelOf(**toLonLat, box, units), light_)};
}

Result<std::shared_ptr<const BackdropStack>> stackOfFiles(const std::vector<std::filesystem::path>& files, double opacity) {
  std::vector<ShownBackdrop> shown;
  for (const auto& path : files) {
    auto file = RasterFile::open(path);
    if (!file) return std::unexpected(std::move(file).error());
    shown.push_back({std::make_shared<const RasterBackdrop>(std::move(*file)), opacity});
  }
  return std::make_shared<const BackdropStack>(std::move(shown), std::make_shared<BlockCache>());
}

} // namespace suyuan::backdrop
