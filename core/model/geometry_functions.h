// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <optional>
#include <span>

namespace suyuan {

// Unless said otherwise positions are lon/lat degrees and lengths are metres on the CGCS2000 ellipsoid, computed in
// a local plane around the positions: good to 1e-4 over some tens of kilometres, which is what a bank needs.

/// Metres between two lon/lat positions.
[[nodiscard]] double distanceMetres(const Point& a, const Point& b) noexcept;

/// Metres per degree of longitude and of latitude at a latitude.
struct DegreeLength {
  double lon = 0;
  double lat = 0;
};
[[nodiscard]] DegreeLength degreeLength(double latitude) noexcept;

[[nodiscard]] double lengthMetres(std::span<const Point> line) noexcept;
[[nodiscard]] double lengthMetres(const Geometry& geometry) noexcept; ///< lines and their multi form; 0 for others
[[nodiscard]] double areaSquareMetres(const Geometry& geometry) noexcept; ///< polygons, holes taken off; 0 for others

/// Box of all positions; positions that are not finite are passed over.
[[nodiscard]] Box boxOf(const Geometry& geometry) noexcept;

/// A place on a line: the nearest point, how far away, and where along.
struct PlaceOnLine {
  Point at;
  double distance = 0;   ///< metres from the asked position
  double along = 0;      ///< metres from the line's start (里程)
  std::size_t segment = 0; ///< index of the segment's first vertex
  bool leftSide = false; ///< the asked position lies left of the line's direction
};

/// Nearest place on a line; nothing for a line of fewer than two points.
[[nodiscard]] std::optional<PlaceOnLine> nearestOnLine(std::span<const Point> line, const Point& position) noexcept;

/// Nearest place on any part of a line geometry; `along` counts over the parts in their order.
[[nodiscard]] std::optional<PlaceOnLine> nearestOnLine(const Geometry& geometry, const Point& position) noexcept;

/// Point inside a polygon or multipolygon (on an edge counts as inside or outside, not promised).
[[nodiscard]] bool contains(const Geometry& area, const Point& position) noexcept;

/// Point at `along` metres from the start, ends clamped. \pre at least one point
[[nodiscard]] Point pointAlong(std::span<const Point> line, double along) noexcept;

/// A position to hang a label or a finding on: the point, the middle of the line, a point inside the polygon.
[[nodiscard]] std::optional<Point> anchorOf(const Geometry& geometry) noexcept;

/// True when every coordinate is a finite number.
[[nodiscard]] bool isFinite(const Geometry& geometry) noexcept;

} // namespace suyuan
