// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/wkb_geometry.h"

#include "core/model/wkb.h"

#include <algorithm>

namespace suyuan::exchange {

namespace {

bool fits(WkbType type, GeometryKind kind) noexcept {
  switch (kind) {
  case GeometryKind::Point: return type == WkbType::Point || type == WkbType::MultiPoint;
  case GeometryKind::Line: return type == WkbType::LineString || type == WkbType::MultiLineString;
  case GeometryKind::Polygon: return type == WkbType::Polygon || type == WkbType::MultiPolygon;
  case GeometryKind::None: break;
  }
  return false;
}

bool isLine(const LineString& line) noexcept { return line.points.size() >= 2; }
bool isArea(const Polygon& area) noexcept {
  return std::ranges::all_of(area.rings, [](const auto& ring) { return ring.size() >= 4; });
}

struct Judge {
  ShapeOutcome operator()(std::monostate) const noexcept { return ShapeOutcome::Empty; }
  ShapeOutcome operator()(const Point&) const noexcept { return ShapeOutcome::Read; }
  ShapeOutcome operator()(const MultiPoint&) const noexcept { return ShapeOutcome::WrongKind; } // a record is one place
  ShapeOutcome operator()(const LineString& l) const noexcept { return sound(isLine(l)); }
  ShapeOutcome operator()(const Polygon& a) const noexcept { return sound(isArea(a)); }
  ShapeOutcome operator()(const MultiLineString& m) const noexcept { return sound(std::ranges::all_of(m.parts, isLine)); }
  ShapeOutcome operator()(const MultiPolygon& m) const noexcept { return sound(std::ranges::all_of(m.parts, isArea)); }
  static ShapeOutcome sound(bool yes) noexcept { return yes ? ShapeOutcome::Read : ShapeOutcome::Broken; }
};

} // namespace

ShapeOutcome shapeOfWkb(std::span<const std::byte> wkb, GeometryKind kind, Geometry& out) {
  if (Point p; kind == GeometryKind::Point && pointOfWkb(wkb, p)) { // nearly every row of a survey
    out = p;
    return ShapeOutcome::Read;
  }
  const auto type = wkbType(wkb);
  if (!type) return ShapeOutcome::Broken;
  if (!fits(*type, kind)) return ShapeOutcome::WrongKind;
  if (geometryOfWkb(wkb, out) != WkbOutcome::Read) return ShapeOutcome::Broken;
  return std::visit(Judge{}, out);
}

void forEachVertex(Geometry& geometry, const std::function<void(Point&)>& visit) {
  const auto line = [&](std::vector<Point>& points) {
    for (Point& p : points) visit(p);
  };
  if (auto* p = std::get_if<Point>(&geometry)) visit(*p);
  if (auto* l = std::get_if<LineString>(&geometry)) line(l->points);
  if (auto* l = std::get_if<MultiPoint>(&geometry)) line(l->parts);
  if (auto* l = std::get_if<MultiLineString>(&geometry))
    for (auto& part : l->parts) line(part.points);
  if (auto* a = std::get_if<Polygon>(&geometry))
    for (auto& ring : a->rings) line(ring);
  if (auto* a = std::get_if<MultiPolygon>(&geometry))
    for (auto& part : a->parts)
      for (auto& ring : part.rings) line(ring);
}

} // namespace suyuan::exchange
