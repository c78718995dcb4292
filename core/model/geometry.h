// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <limits>
#include <variant>
#include <vector>

namespace suyuan {

/// A position. In a survey: longitude, latitude in degrees of CGCS2000 (EPSG:4490), in this order, and height in
/// metres, NaN when not known. In other CRSs: easting, northing (traditional GIS order everywhere).
struct Point {
  double x = 0;
  double y = 0;
  double z = std::numeric_limits<double>::quiet_NaN();
  [[nodiscard]] bool hasHeight() const noexcept { return !std::isnan(z); }
  /// Equal positions; two unknown heights are equal.
  friend bool operator==(const Point& a, const Point& b) noexcept {
    return a.x == b.x && a.y == b.y && (a.z == b.z || (std::isnan(a.z) && std::isnan(b.z)));
  }
};

struct LineString {
  std::vector<Point> points; ///< two or more, unless the line is broken
  friend bool operator==(const LineString&, const LineString&) = default;
};

struct Polygon {
  std::vector<std::vector<Point>> rings; ///< outer first, then holes; each closed (first = last)
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

struct MultiPoint {
  std::vector<Point> parts;
  friend bool operator==(const MultiPoint&, const MultiPoint&) = default;
};

struct MultiLineString {
  std::vector<LineString> parts;
  friend bool operator==(const MultiLineString&, const MultiLineString&) = default;
};

struct MultiPolygon {
  std::vector<Polygon> parts;
  friend bool operator==(const MultiPolygon&, const MultiPolygon&) = default;
};

/// std::monostate: no geometry (NULL). The CRS is the holder's, EPSG:4490 in a survey.
using Geometry = std::variant<std::monostate, Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon>;

/// Box in the geometry's own units; empty until something is added.
struct Box {
  double minX = std::numeric_limits<double>::infinity();
  double minY = std::numeric_limits<double>::infinity();
  double maxX = -std::numeric_limits<double>::infinity();
  double maxY = -std::numeric_limits<double>::infinity();

  [[nodiscard]] bool isEmpty() const noexcept { return !(minX <= maxX && minY <= maxY); }
  void add(double x, double y) noexcept {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  void add(const Box& other) noexcept {
    if (other.isEmpty()) return;
    add(other.minX, other.minY);
    add(other.maxX, other.maxY);
  }
  [[nodiscard]] Box grown(double byX, double byY) const noexcept {
    return {minX - byX, minY - byY, maxX + byX, maxY + byY};
  }
  [[nodiscard]] bool intersects(const Box& o) const noexcept {
    return minX <= o.maxX && o.minX <= maxX && minY <= o.maxY && o.minY <= maxY;
  }
  [[nodiscard]] bool contains(double x, double y) const noexcept {
    return x >= minX && x <= maxX && y >= minY && y <= maxY;
  }
  friend bool operator==(const Box&, const Box&) = default;
};

} // namespace suyuan
