// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/tiles/offline_area.h"

#include "core/model/geometry_functions.h"
#include "gis/backdrop/pixel_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace suyuan::tiles {

namespace {

constexpr std::size_t atOnce = 64;       ///< tiles asked for together
constexpr std::size_t longestSide = 64;  ///< pieces that a side of a box is cut into, since it is bent in another system

/// Rings and lines in the grid's system.
struct Shape {
  std::vector<std::vector<Point>> lines;
  MultiPolygon areas;
};

Result<Shape> shapeOf(const std::vector<Geometry>& area, const std::string& crs) {
  const auto toGrid = backdrop::transformerBetween("EPSG:4490", crs);
  if (!toGrid) return std::unexpected(toGrid.error());
  Shape shape;
  const auto moved = [&](const std::vector<Point>& points) {
    std::vector<double> x, y;
    for (const Point& p : points) x.push_back(p.x), y.push_back(p.y);
    (*toGrid)->transform(x, y);
    std::vector<Point> out;
    for (std::size_t i = 0; i < x.size(); ++i)
      if (std::isfinite(x[i]) && std::isfinite(y[i])) out.push_back({x[i], y[i]});
    return out;
  };
  const auto addPolygon = [&](const Polygon& polygon) {
    Polygon there;
    for (const auto& ring : polygon.rings) {
      auto points = moved(ring);
      if (points.size() < 4) continue;
      shape.lines.push_back(points);
      there.rings.push_back(std::move(points));
    }
    if (!there.rings.empty()) shape.areas.parts.push_back(std::move(there));
  };
  const auto addLine = [&](const std::vector<Point>& points) {
    if (auto there = moved(points); !there.empty()) shape.lines.push_back(std::move(there));
  };
  for (const Geometry& one : area) {
    if (const auto* polygon = std::get_if<Polygon>(&one)) addPolygon(*polygon);
    else if (const auto* polygons = std::get_if<MultiPolygon>(&one)) std::ranges::for_each(polygons->parts, addPolygon);
    else if (const auto* line = std::get_if<LineString>(&one)) addLine(line->points);
    else if (const auto* lines = std::get_if<MultiLineString>(&one)) for (const LineString& part : lines->parts) addLine(part.points);
    else if (const auto* point = std::get_if<Point>(&one)) addLine({*point});
  }
  return shape;
}

/// Liang and Barsky: whether a part of the segment is in the box.
bool crosses(const Box& box, const Point& a, const Point& b) {
  double from = 0, to = 1;
  const double dx = b.x - a.x, dy = b.y - a.y;
  for (const auto& [p, q] : {std::pair{-dx, a.x - box.minX}, {dx, box.maxX - a.x}, {-dy, a.y - box.minY}, {dy, box.maxY - a.y}}) {
    if (p == 0 && q < 0) return false;
    if (p < 0) from = std::max(from, q / p);
    else if (p > 0) to = std::min(to, q / p);
  }
  return from <= to;
}

enum class Touch : std::uint8_t { None, Border, Inside };

Touch touchOf(const Shape& shape, const Box& box) {
  for (const auto& line : shape.lines) {
    if (line.size() == 1 && box.contains(line.front().x, line.front().y)) return Touch::Border;
    for (std::size_t i = 1; i < line.size(); ++i)
      if (crosses(box, line[i - 1], line[i])) return Touch::Border;
  }
  const Point middle{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
  return contains(Geometry(shape.areas), middle) ? Touch::Inside : Touch::None;
}

Box boxOfShape(const Shape& shape) {
  Box box;
  for (const auto& line : shape.lines)
    for (const Point& p : line) box.add(p.x, p.y);
  return box;
}

} // namespace

Geometry areaOf(const Box& box) {
  std::vector<Point> ring;
  const auto side = [&](const Point& from, const Point& to) {
    for (std::size_t i = 0; i < longestSide; ++i) {
      const double part = static_cast<double>(i) / longestSide;
      ring.push_back({from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part});
    }
  };
  const Point corners[]{{box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
  for (std::size_t i = 0; i < 4; ++i) side(corners[i], corners[(i + 1) % 4]);
  ring.push_back(ring.front());
  return Polygon{{std::move(ring)}};
}

Result<OfflinePlan> planOffline(TileFeed& feed, const std::vector<Geometry>& area, int minLevel, int maxLevel, double margin, std::stop_token stop) {
  const TileSource& source = feed.source();
  if (source.offline == Offline::Forbidden) return failure(ErrorCode::OfflineForbidden, {}, {}, {source.title, source.offlineNote});
  OfflinePlan plan{std::clamp(minLevel, source.minLevel, source.maxLevel), 0, {}, {}, 0, 0};
  plan.maxLevel = std::clamp(maxLevel, plan.minLevel, source.maxLevel);
  for (const Geometry& one : area) plan.lonLat.add(boxOf(one));
  const auto shape = shapeOf(area, source.grid.crs);
  if (!shape) return std::unexpected(shape.error());
  if (shape->lines.empty()) return failure(ErrorCode::OfflineEmpty);
  const double latitude = (plan.lonLat.minY + plan.lonLat.maxY) / 2;
  const double units = source.grid.crs == "EPSG:3857" ? margin / std::cos(latitude * std::numbers::pi / 180) : margin / 111'320;
  // From level to level only what lies in a tile that is touched, and all of one that lies inside.
  std::vector<std::pair<TilePlace, Touch>> above;
  for (int level = plan.minLevel; level <= plan.maxLevel; ++level) {
    std::vector<std::pair<TilePlace, Touch>> here;
    const auto add = [&](const TileRange& range, Touch known) {
      for (std::int64_t y = range.minY; y <= range.maxY; ++y)
        for (std::int64_t x = range.minX; x <= range.maxX; ++x) {
          const TilePlace place{level, x, y};
          const Touch touch = known == Touch::Inside ? known : touchOf(*shape, source.grid.boxOf(place).grown(units, units));
          if (touch != Touch::None) here.emplace_back(place, touch);
          if (plan.tiles.size() + here.size() > mostOfflineTiles * 2) return;
        }
    };
    if (above.empty()) {
      const TileRange range = source.grid.touching(level, boxOfShape(*shape).grown(units, units));
      if (range.count() > static_cast<std::int64_t>(mostOfflineTiles)) return failure(ErrorCode::OfflineTooLarge, {}, {}, {std::to_string(mostOfflineTiles)});
      add(range, Touch::Border);
    } else {
      const double grain = source.grid.levels[static_cast<std::size_t>(level)].unitsPerPixel / 1000;
      for (const auto& [place, touch] : above) {
        if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
        add(source.grid.touching(level, source.grid.boxOf(place).grown(-grain, -grain)), touch);
        if (plan.tiles.size() + here.size() > mostOfflineTiles * 2) break;
      }
    }
    std::ranges::sort(here, {}, [](const auto& one) { return std::pair(one.first, one.second); });
    const auto twice = std::ranges::unique(here, {}, [](const auto& one) { return one.first; });
    here.erase(twice.begin(), twice.end());
    for (const auto& [place, touch] : here) plan.tiles.push_back(place);
    if (plan.tiles.size() > mostOfflineTiles) return failure(ErrorCode::OfflineTooLarge, {}, {}, {std::to_string(mostOfflineTiles)});
    above = std::move(here);
    if (above.empty()) break;
  }
  if (plan.tiles.empty()) return failure(ErrorCode::OfflineEmpty);
  for (const TilePlace& place : plan.tiles) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    plan.stored += feed.store().has(place);
  }
  plan.bytes = static_cast<std::int64_t>(plan.tiles.size() - plan.stored) * feed.store().averageBytes();
  return plan;
}

Result<> fetchArea(TileFetcher& fetcher, const std::shared_ptr<TileFeed>& feed, std::int64_t area, const std::function<void(std::int64_t, std::int64_t)>& progress,
                   std::stop_token stop) {
  const auto areas = feed->store().areas();
  const auto known = std::ranges::find(areas, area, &OfflineArea::id);
  if (known == areas.end()) return failure(ErrorCode::OfflineEmpty);
  const std::vector<TilePlace> lacking = feed->store().lacking(area, mostOfflineTiles);
  const std::int64_t all = known->tiles;
  std::int64_t there = all - static_cast<std::int64_t>(lacking.size());
  std::size_t failed = 0;
  if (progress) progress(there, all);
  for (std::size_t from = 0; from < lacking.size(); from += atOnce) {
    const auto part = std::span(lacking).subspan(from, std::min(atOnce, lacking.size() - from));
    const std::size_t without = fetcher.fetch(feed, part, TileFetcher::Urgency::Download, stop);
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    failed += without;
    there += static_cast<std::int64_t>(part.size() - without);
    if (progress) progress(there, all);
    if (without == part.size() || (without > 0 && feed->state() != FeedState::Fine)) { // it would go on like this
      failed = lacking.size() - from;
      break;
    }
  }
  if (failed == 0) return {};
  return failure(ErrorCode::TilesUnreachable, {}, {}, {feed->source().title, std::to_string(all - there), std::to_string(all)});
}

} // namespace suyuan::tiles
