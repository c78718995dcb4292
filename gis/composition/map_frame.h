// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/composition/layout.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPainter>
#include <QRectF>

#include <cstddef>
#include <stop_token>

namespace suyuan::composition {

/// A map's place on the page and the view that fills it at a true scale: the one rule from ground to paper.
struct MapFrame {
  QRectF at;             ///< mm of the page
  render::MapView view;  ///< a little larger than the frame: whole pixels
  double pixelsPerMm = 0; ///< of the view's logical pixels

  [[nodiscard]] QPointF toPaper(double x, double y) const noexcept { return at.topLeft() + view.toScreen(x, y) / pixelsPerMm; }
  [[nodiscard]] Box box() const noexcept; ///< what the frame shows, map units
};

/// A frame around a map position. `enlarge` makes symbols and letters so many times larger; the scale is the same.
/// \pre the CRS is projected, in metres
[[nodiscard]] MapFrame frameAround(const std::string& crs, const QRectF& frame, double centerX, double centerY, double scaleDenominator,
                                   double enlarge = 1);

/// Smallest round denominator (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten) at which the box fits the frame.
[[nodiscard]] double roundScaleFor(const Box& box, const QRectF& frame);

/// Room around a map with a grid, for its labels.
[[nodiscard]] constexpr double borderMm(double enlarge) noexcept { return 5 * enlarge; }

/// From so many points or vertices in the frame on, a page carries them as a picture of massDpi instead of as vectors, with the labels as
/// text above it: a file of millions of strokes is opened by no reader.
inline constexpr std::size_t massPoints = 50'000, massVertices = 3'000'000;
inline constexpr double massDpi = 300;
[[nodiscard]] bool isMass(const render::MapScene& scene, const MapFrame& frame);

/// Draws the map into its frame (painter in mm) with the grids that the item asks for.
Result<> paintMapFrame(QPainter& painter, const MapFrame& frame, const render::MapScene& scene, const Item& item, double enlarge,
                       std::stop_token stop = {});

} // namespace suyuan::composition
