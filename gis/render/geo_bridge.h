// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/projection/crs.h"
#include "gis/render/map_view.h"

#include <memory>
#include <optional>
#include <string>

namespace suyuan::render {

/// Between the map's CRS and lon/lat of CGCS2000. Holds PROJ objects: one thread at a time.
class GeoBridge {
public:
  static Result<GeoBridge> make(const std::string& mapCrs);
  GeoBridge(GeoBridge&&) noexcept;
  GeoBridge& operator=(GeoBridge&&) noexcept;
  ~GeoBridge();

  /// Nothing when the position has no place in the CRS.
  [[nodiscard]] std::optional<Point> toMap(const Point& lonLat) const;
  [[nodiscard]] std::optional<Point> toLonLat(const Point& map) const;
  [[nodiscard]] std::optional<Point> toLonLat(const MapView& view, QPointF screen) const {
    return toLonLat(view.toMap(screen));
  }
  /// Box in the map's CRS around a lon/lat box, its edges followed. Empty when it has no place there.
  [[nodiscard]] Box toMap(const Box& lonLat) const;
  [[nodiscard]] bool isGeographic() const noexcept;
  /// A view of that size showing the lon/lat box.
  [[nodiscard]] MapView viewOf(const Box& lonLat, QSize size, double devicePixelRatio = 1, double margin = 0) const;

private:
  struct Impl;
  explicit GeoBridge(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// The 3-degree Gauss–Krüger zone of CGCS2000 without zone number (EPSG:4534 … 4554) for a longitude, e.g. "EPSG:4551"
/// for 126°; the UTM zone of WGS 84 where China's zones end.
[[nodiscard]] std::string zoneFor(double longitude, double latitude = 45);

} // namespace suyuan::render
