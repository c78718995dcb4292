// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/backdrop/raster_file.h"

#include <QImage>

namespace suyuan::backdrop {

/// Where the light comes from and how steep the land is made.
struct Light {
  double azimuth = 315; ///< degrees from north, clockwise
  double altitude = 45; ///< degrees above the horizon
  double exaggeration = 1;
};

/// How wide a pixel is on the ground, in metres; goes evenly from the first row to the last.
struct GroundPixel {
  double wideAbove = 1, highAbove = 1, wideBelow = 1, highBelow = 1;
};

/// Hillshade (山体阴影) by Horn's slope, grey 1 … 255 as gdaldem has it. The heights reach one pixel farther on each side
/// than the picture. A pixel that lacks a neighbour is transparent.
[[nodiscard]] QImage hillshade(const Heights& heights, const GroundPixel& pixel, const Light& light = {});

} // namespace suyuan::backdrop
