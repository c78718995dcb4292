// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/tile_backdrop.h"

#include "gis/backdrop/resample.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <optional>

namespace suyuan::tiles {

namespace {

using backdrop::GeoTransform;
using backdrop::PixelMap;

constexpr double mostPixels = 6e6;   ///< of the tiles that one block is made of
constexpr int farthestStandIn = 8;   ///< levels up

/// The whole level as a raster.
GeoTransform transformOf(const TileLevel& level) { return {level.west, level.unitsPerPixel, 0, level.north, 0, -level.unitsPerPixel}; }

QSize sizeOf(const TileLevel& level) {
  const auto side = [](std::int64_t tiles, int pixels) { return static_cast<int>(std::min<std::int64_t>(tiles * pixels, 1 << 30)); };
  return {side(level.tiles.maxX + 1, level.width), side(level.tiles.maxY + 1, level.height)};
}

/// Tiles of a level that a picture touches, with room for the neighbours.
TileRange tilesOf(const PixelMap& map, const TileLevel& level) {
  const Box& touched = map.touched();
  if (touched.isEmpty()) return {};
  const auto at = [](double pixel, int side) { return static_cast<std::int64_t>(std::floor(std::clamp(pixel, -1e9, 2e9) / side)); };
  const TileRange range{at(touched.minX - 2, level.width), at(touched.minY - 2, level.height), at(touched.maxX + 2, level.width), at(touched.maxY + 2, level.height)};
  return range.within(level.tiles);
}

/// Pixels of a coarser level in the place of a tile; false when none is stored.
bool standIn(QPainter& painter, const QRectF& target, TileFeed& feed, const TilePlace& missing) {
  const TileGrid& grid = feed.source().grid;
  const Box box = grid.boxOf(missing);
  for (int up = missing.level - 1; up >= std::max(feed.source().minLevel, missing.level - farthestStandIn); --up) {
    const TileLevel& level = grid.levels[static_cast<std::size_t>(up)];
    const double grain = level.unitsPerPixel * 1e-6; // a tile that only touches is not meant
    const TileRange range = grid.touching(up, box.grown(-grain, -grain));
    if (range.isEmpty() || range.count() > 4) continue;
    bool all = true;
    std::vector<std::pair<TilePlace, QImage>> found;
    for (std::int64_t y = range.minY; y <= range.maxY && all; ++y)
      for (std::int64_t x = range.minX; x <= range.maxX && all; ++x) {
        const auto seen = feed.see({up, x, y});
        all = seen.isKnown && !seen.image.isNull();
        found.emplace_back(TilePlace{up, x, y}, seen.image);
      }
    if (!all) continue;
    painter.save();
    painter.setClipRect(target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double perX = target.width() / (box.maxX - box.minX), perY = target.height() / (box.maxY - box.minY);
    for (const auto& [place, image] : found) {
      const Box of = grid.boxOf(place);
      painter.drawImage(QRectF(target.x() + (of.minX - box.minX) * perX, target.y() + (box.maxY - of.maxY) * perY, (of.maxX - of.minX) * perX, (of.maxY - of.minY) * perY), image);
    }
    painter.restore();
    return true;
  }
  return false;
}

} // namespace

Result<backdrop::Block> TileBackdrop::block(const backdrop::BlockGrid& grid, backdrop::BlockPlace at, backdrop::Patience patience, std::stop_token stop) const {
  const TileSource& source = feed_->source();
  const auto toSource = backdrop::transformerBetween(grid.crs, source.grid.crs);
  if (!toSource) return std::unexpected(toSource.error());
  const Box box = grid.boxOf(at);
  const QSize size(backdrop::BlockGrid::side, backdrop::BlockGrid::side);
  const TileLevel& coarsest = source.grid.levels[static_cast<std::size_t>(source.minLevel)];
  const PixelMap first(**toSource, transformOf(coarsest), box, size);
  if (!(first.sourcePixelsPerPixel() > 0)) return backdrop::Block{};
  const int level = source.grid.nearest(first.sourcePixelsPerPixel() * coarsest.unitsPerPixel, source.minLevel, source.maxLevel);
  const TileLevel& chosen = source.grid.levels[static_cast<std::size_t>(level)];
  const PixelMap map(**toSource, transformOf(chosen), box, size);
  const TileRange range = tilesOf(map, chosen);
  // So far out that the coarsest level has too many tiles: nothing is shown.
  if (range.isEmpty() || static_cast<double>(range.count()) * chosen.width * chosen.height > mostPixels) return backdrop::Block{};

  std::vector<TilePlace> places, missing;
  for (std::int64_t y = range.minY; y <= range.maxY; ++y)
    for (std::int64_t x = range.minX; x <= range.maxX; ++x) places.push_back({level, x, y});
  std::vector<TileFeed::Seen> seen;
  for (const TilePlace& place : places) {
    seen.push_back(feed_->see(place));
    if (!seen.back().isKnown) missing.push_back(place);
    else if (seen.back().isStale && patience == backdrop::Patience::Now) fetcher_->want(feed_, place, TileFetcher::Urgency::Refresh, stop); // shown meanwhile, as it was
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  if (!missing.empty() && patience == backdrop::Patience::Wait) {
    (void)fetcher_->fetch(feed_, missing, TileFetcher::Urgency::View, stop);
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (!seen[i].isKnown) seen[i] = feed_->see(places[i]);
    lacked_ += static_cast<std::size_t>(std::ranges::count(seen, false, &TileFeed::Seen::isKnown));
  } else {
    for (const TilePlace& place : missing) fetcher_->want(feed_, place, TileFetcher::Urgency::View, stop);
  }

  QImage window(static_cast<int>(range.maxX - range.minX + 1) * chosen.width, static_cast<int>(range.maxY - range.minY + 1) * chosen.height, QImage::Format_ARGB32_Premultiplied);
  if (window.isNull()) return failure(ErrorCode::RenderFailed, {}, "no memory for the picture");
  window.fill(Qt::transparent);
  QPainter painter(&window);
  bool any = false, complete = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const QRectF target(static_cast<double>((places[i].x - range.minX) * chosen.width), static_cast<double>((places[i].y - range.minY) * chosen.height), chosen.width, chosen.height);
    complete = complete && seen[i].isKnown;
    if (seen[i].image.isNull()) any = standIn(painter, target, *feed_, places[i]) || any;
    else any = true, painter.drawImage(target, seen[i].image);
  }
  painter.end();
  if (!any) return backdrop::Block{{}, complete};
  const backdrop::WindowPlace where{QPointF(static_cast<double>(range.minX * chosen.width), static_cast<double>(range.minY * chosen.height)), 1, 1, sizeOf(chosen)};
  return backdrop::Block{backdrop::resample(window, where, map, size), complete};
}

} // namespace suyuan::tiles
