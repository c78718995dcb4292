// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/geo_bridge.h"

#include "gis/projection/transformer.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace suyuan::render {

struct GeoBridge::Impl {
  projection::Crs crs;
  std::string code;
  projection::Transformer forward, back;
};

GeoBridge::GeoBridge(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
GeoBridge::GeoBridge(GeoBridge&&) noexcept = default;
GeoBridge& GeoBridge::operator=(GeoBridge&&) noexcept = default;
GeoBridge::~GeoBridge() = default;

Result<GeoBridge> GeoBridge::make(const std::string& mapCrs) {
  auto map = projection::Crs::parse(mapCrs);
  if (!map) return std::unexpected(std::move(map).error());
  auto lonLat = projection::Crs::parse("EPSG:4490");
  if (!lonLat) return std::unexpected(std::move(lonLat).error());
  auto forward = projection::Transformer::make(*lonLat, *map);
  if (!forward) return std::unexpected(std::move(forward).error());
  auto back = projection::Transformer::make(*map, *lonLat);
  if (!back) return std::unexpected(std::move(back).error());
  return GeoBridge(std::make_unique<Impl>(Impl{*map, mapCrs, std::move(*forward), std::move(*back)}));
}

namespace {

std::optional<Point> moved(projection::Transformer& transformer, const Point& p) {
  double x = p.x, y = p.y;
  transformer.transform(std::span(&x, 1), std::span(&y, 1));
  if (!std::isfinite(x) || !std::isfinite(y)) return std::nullopt;
  return Point{x, y, p.z};
}

} // namespace

std::optional<Point> GeoBridge::toMap(const Point& lonLat) const { return moved(impl_->forward, lonLat); }
std::optional<Point> GeoBridge::toLonLat(const Point& map) const { return moved(impl_->back, map); }
bool GeoBridge::isGeographic() const noexcept { return impl_->crs.isGeographic(); }

Box GeoBridge::toMap(const Box& lonLat) const {
  // Parallels bend in a projection, so the edges are followed, not just the corners.
  constexpr int steps = 20;
  std::vector<double> x, y;
  for (int i = 0; i <= steps; ++i) {
    const double u = lonLat.minX + (lonLat.maxX - lonLat.minX) * i / steps;
    const double v = lonLat.minY + (lonLat.maxY - lonLat.minY) * i / steps;
    x.insert(x.end(), {u, u, lonLat.minX, lonLat.maxX});
    y.insert(y.end(), {lonLat.minY, lonLat.maxY, v, v});
  }
  impl_->forward.transform(x, y);
  Box box;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) box.add(x[i], y[i]);
  return box;
}

MapView GeoBridge::viewOf(const Box& lonLat, QSize size, double devicePixelRatio, double margin) const {
  MapView view;
  view.crs = impl_->code;
  view.size = size;
  view.devicePixelRatio = devicePixelRatio;
  view.metresPerUnit = isGeographic() ? 111320.0 : 1.0;
  return view.fitted(toMap(lonLat), margin);
}

std::string zoneFor(double longitude, double latitude) {
  const long middle = std::lround(longitude / 3) * 3;
  if (middle >= 75 && middle <= 135) return "EPSG:" + std::to_string(4534 + (middle - 75) / 3);
  // Elsewhere the UTM zone, true to scale as well.
  const long zone = std::clamp(std::lround(std::floor((longitude + 180) / 6)), 0L, 59L) + 1;
  return "EPSG:" + std::to_string((latitude < 0 ? 32700 : 32600) + zone);
}

} // namespace suyuan::render
