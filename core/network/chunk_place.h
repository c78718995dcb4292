// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

namespace suyuan::network {

/// Nearest place on a run of vertices.
struct ChunkPlace {
  Point at;
  double distance = std::numeric_limits<double>::infinity(); ///< metres
  double along = 0;                                          ///< metres from the run's first vertex
};

/// The vertices of a chunk: anything with firstPoint and pointCount.
template <class Vertex, class Chunk>
[[nodiscard]] std::span<const Vertex> verticesOf(const std::vector<Vertex>& vertices, const Chunk& chunk) {
  return std::span(vertices).subspan(chunk.firstPoint, chunk.pointCount);
}

/// Works in the plane around p (`scale`: metres per degree there). \pre two or more vertices with x and y in degrees
template <class Vertex>
[[nodiscard]] ChunkPlace placeOnChunk(std::span<const Vertex> vertices, const Point& p, const DegreeLength& scale) {
  double best = std::numeric_limits<double>::infinity();
  double bestT = 0;
  std::size_t bestSegment = 0;
  for (std::size_t i = 0; i + 1 < vertices.size(); ++i) {
    const double ax = (vertices[i].x - p.x) * scale.lon;
    const double ay = (vertices[i].y - p.y) * scale.lat;
    const double dx = (vertices[i + 1].x - vertices[i].x) * scale.lon;
    const double dy = (vertices[i + 1].y - vertices[i].y) * scale.lat;
    const double square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;
    const double qx = ax + t * dx;
    const double qy = ay + t * dy;
    const double d = qx * qx + qy * qy;
    if (d < best) best = d, bestT = t, bestSegment = i;
  }
  ChunkPlace place;
  const auto point = [&](std::size_t i) { return Point{vertices[i].x, vertices[i].y}; };
  for (std::size_t i = 0; i < bestSegment; ++i) place.along += distanceMetres(point(i), point(i + 1));
  const Point a = point(bestSegment);
  const Point b = point(bestSegment + 1);
  place.at = {a.x + bestT * (b.x - a.x), a.y + bestT * (b.y - a.y)};
  place.along += bestT * distanceMetres(a, b);
  place.distance = std::sqrt(best);
  return place;
}

} // namespace suyuan::network
