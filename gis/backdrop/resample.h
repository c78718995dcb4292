// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/pixel_map.h"
#include "gis/backdrop/raster_file.h"

#include <QImage>
#include <QPointF>
#include <QSize>

namespace suyuan::backdrop {

/// How pixels of a window that was read lie in its source: source column = origin + column × perPixel.
struct WindowPlace {
  QPointF origin;
  double perPixelX = 1, perPixelY = 1;
  QSize sourceSize; ///< positions outside the source have nothing
};

/// A picture of `size` whose pixels are where the map says, bilinear between those of the window (premultiplied).
[[nodiscard]] QImage resample(const QImage& window, const WindowPlace& place, const PixelMap& map, QSize size);

/// The same for heights, bicubic where all neighbours are known, else bilinear; NaN where a height is missing.
[[nodiscard]] Heights resample(const Heights& window, const WindowPlace& place, const PixelMap& map, QSize size);

} // namespace suyuan::backdrop
