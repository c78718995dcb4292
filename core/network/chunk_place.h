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

/// Nearest place on a run without the way along it, which costs ten times as much and is rarely asked for.
struct NearPlace {
  double squareMetres = std::numeric_limits<double>::infinity(); ///< of the distance
  double t = 0;                                                  ///< part of the segment
  std::size_t segment = 0;
  [[nodiscard]] double distance() const noexcept { return std::sqrt(squareMetres); }
};

/// Works in the plane around p (`scale`: metres per degree there). \pre two or more vertices with x and y in degrees
template <class Vertex>
[[nodiscard]] NearPlace nearestOnChunk(std::span<const Vertex> vertices, const Point& p, const DegreeLength& scale) noexcept {
  NearPlace best;
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
    if (d < best.squareMetres) best = {d, t, i};
  }
  return best;
}

/// The place with the way along the run.
template <class Vertex>
[[nodiscard]] ChunkPlace placeOnChunk(std::span<const Vertex> vertices, const NearPlace& near) noexcept {
  ChunkPlace place;
  const auto point = [&](std::size_t i) { return Point{vertices[i].x, vertices[i].y}; };
  for (std::size_t i = 0; i < near.segment; ++i) place.along += distanceMetres(point(i), point(i + 1));
  const Point a = point(near.segment);
  const Point b = point(near.segment + 1);
  place.at = {a.x + near.t * (b.x - a.x), a.y + near.t * (b.y - a.y)};
  place.along += near.t * distanceMetres(a, b);
  place.distance = near.distance();
  return place;
}

template <class Vertex>
[[nodiscard]] ChunkPlace placeOnChunk(std::span<const Vertex> vertices, const Point& p, const DegreeLength& scale) noexcept {
  return placeOnChunk(vertices, nearestOnChunk(vertices, p, scale));
}

} // namespace suyuan::network
