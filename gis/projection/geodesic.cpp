// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/projection/geodesic.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>

namespace suyuan::projection {

namespace {

const geod_geodesic& ellipsoid() {
  static const geod_geodesic made = [] {
    geod_geodesic g;
    geod_init(&g, 6378137, 1 / 298.257222101);
    return g;
  }();
  return made;
}

} // namespace

double geodesicLength(std::span<const Point> line) {
  double length = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    double metres = 0;
    geod_inverse(&ellipsoid(), line[i - 1].y, line[i - 1].x, line[i].y, line[i].x, &metres, nullptr, nullptr);
    length += metres;
  }
  return length;
}

double geodesicArea(std::span<const Point> ring) {
  if (ring.size() < 3) return 0;
  geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (const Point& at : ring) geod_polygon_addpoint(&ellipsoid(), &polygon, at.y, at.x);
  double area = 0;
  geod_polygon_compute(&ellipsoid(), &polygon, 0, 1, &area, nullptr);
  return std::fabs(area);
}

} // namespace suyuan::projection
