// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <QPointF>
#include <QRectF>
#include <QSize>

#include <string>

namespace suyuan::render {

/// Where the map is looked at: a value, no widget. North is up. Screen positions are logical pixels (1/96 inch at
/// 100 %), y downwards; map positions are easting, northing in units of the map's CRS. lon/lat: see geo_bridge.h.
struct MapView {
  std::string crs = "EPSG:4551"; ///< of the map positions
  double centerX = 0, centerY = 0;
  double metresPerPixel = 100;   ///< map units for one logical pixel; metres in a projected CRS
  double metresPerUnit = 1;      ///< 1 in a projected CRS; about 111,320 when the map is in degrees
  QSize size{1600, 1000};        ///< logical pixels
  double devicePixelRatio = 1;

  [[nodiscard]] QPointF toScreen(double x, double y) const noexcept {
    return {size.width() / 2.0 + (x - centerX) / metresPerPixel, size.height() / 2.0 - (y - centerY) / metresPerPixel};
  }
  [[nodiscard]] Point toMap(QPointF screen) const noexcept {
    return {centerX + (screen.x() - size.width() / 2.0) * metresPerPixel,
            centerY - (screen.y() - size.height() / 2.0) * metresPerPixel};
  }
  /// What is seen, in map units, grown by `margin` logical pixels.
  [[nodiscard]] Box box(double margin = 0) const noexcept;
  /// 1 : this, at 96 pixels to the inch.
  [[nodiscard]] double scaleDenominator() const noexcept { return metresPerPixel * metresPerUnit * 96.0 / 0.0254; }
  [[nodiscard]] QSize deviceSize() const noexcept;

  /// The same view moved by logical pixels (as a drag does: the map follows the hand).
  [[nodiscard]] MapView panned(QPointF by) const noexcept;
  /// Zoomed about a screen position that stays where it is; factor 2 shows things twice as large.
  [[nodiscard]] MapView zoomedAt(QPointF at, double factor) const noexcept;
  /// The view that shows the whole box, with a margin in logical pixels.
  [[nodiscard]] MapView fitted(const Box& box, double margin = 20) const noexcept;
  /// The view's part within `reach` logical pixels of a screen position, in a frame of its own.
  [[nodiscard]] MapView around(QPointF at, double reach) const noexcept;
  [[nodiscard]] MapView withScale(double denominator) const noexcept;

  friend bool operator==(const MapView&, const MapView&) = default;
};

} // namespace suyuan::render
