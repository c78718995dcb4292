// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/hillshade.h"

#include <cmath>
#include <numbers>

namespace suyuan::backdrop {

QImage hillshade(const Heights& heights, const GroundPixel& pixel, const Light& light) {
  const int width = heights.width - 2, height = heights.height - 2;
  if (width < 1 || height < 1) return {};
  QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
  constexpr double radian = std::numbers::pi / 180;
  const double east = std::sin(light.azimuth * radian) * std::cos(light.altitude * radian);
  const double north = std::cos(light.azimuth * radian) * std::cos(light.altitude * radian);
  const double up = std::sin(light.altitude * radian);
  for (int y = 0; y < height; ++y) {
    const double part = (y + 0.5) / height;
    const double wide = pixel.wideAbove + (pixel.wideBelow - pixel.wideAbove) * part, high = pixel.highAbove + (pixel.highBelow - pixel.highAbove) * part;
    auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < width; ++x) {
      const auto z = [&](int dx, int dy) { return static_cast<double>(heights.at(x + 1 + dx, y + 1 + dy)); };
      const double toEast = (z(1, -1) + 2 * z(1, 0) + z(1, 1) - z(-1, -1) - 2 * z(-1, 0) - z(-1, 1)) / (8 * wide) * light.exaggeration;
      const double toNorth = (z(-1, -1) + 2 * z(0, -1) + z(1, -1) - z(-1, 1) - 2 * z(0, 1) - z(1, 1)) / (8 * high) * light.exaggeration;
      const double lit = (up - toEast * east - toNorth * north) / std::sqrt(1 + toEast * toEast + toNorth * toNorth);
      if (std::isnan(lit) || std::isnan(z(0, 0))) {
        line[x] = 0;
        continue;
      }
      const int grey = lit <= 0 ? 1 : static_cast<int>(1 + 254 * lit + 0.5);
      line[x] = qRgb(grey, grey, grey);
    }
  }
  return image;
}

} // namespace suyuan::backdrop
