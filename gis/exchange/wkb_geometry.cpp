// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/wkb_geometry.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace suyuan::exchange {

namespace {

class WkbCursor {
public:
  explicit WkbCursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  bool header(std::uint32_t& type) {
    if (bytes_.size() < 5) return false;
    const auto order = static_cast<unsigned>(bytes_[0]);
    if (order > 1) return false;
    swap_ = (order == 1) != (std::endian::native == std::endian::little);
    bytes_ = bytes_.subspan(1);
    std::uint32_t raw = 0;
    if (!number(raw)) return false;
    z_ = (raw & 0x80000000U) != 0;
    m_ = (raw & 0x40000000U) != 0;
    raw &= 0x0FFFFFFFU;
    if (raw >= 3000 && raw < 4000) z_ = m_ = true;
    else if (raw >= 2000) m_ = true;
    else if (raw >= 1000) z_ = true;
    type = raw % 1000;
    return true;
  }
  bool count(std::uint32_t& n, std::size_t leastBytes) { return number(n) && n <= bytes_.size() / leastBytes; }
  bool point(Point& p) {
    double unused = 0;
    p.z = std::numeric_limits<double>::quiet_NaN();
    return number(p.x) && number(p.y) && (!z_ || number(p.z)) && (!m_ || number(unused));
  }
  bool points(std::vector<Point>& out) {
    std::uint32_t n = 0;
    if (!count(n, 16)) return false;
    out.resize(n);
    for (Point& p : out)
      if (!point(p)) return false;
    return true;
  }
  bool rings(Polygon& polygon) {
    std::uint32_t n = 0;
    if (!count(n, 4)) return false;
    polygon.rings.resize(n);
    for (auto& ring : polygon.rings)
      if (!points(ring)) return false;
    return true;
  }

private:
  template <class T>
  bool number(T& out) {
    if (bytes_.size() < sizeof(T)) return false;
    std::byte raw[sizeof(T)];
    std::memcpy(raw, bytes_.data(), sizeof(T));
    if (swap_)
      for (std::size_t i = 0; i < sizeof(T) / 2; ++i) std::swap(raw[i], raw[sizeof(T) - 1 - i]);
    std::memcpy(&out, raw, sizeof(T));
    bytes_ = bytes_.subspan(sizeof(T));
    return true;
  }
  std::span<const std::byte> bytes_;
  bool swap_ = false, z_ = false, m_ = false;
};

WkbOutcome readPoints(WkbCursor& in, std::uint32_t type, Geometry& out) {
  Point p;
  if (type == 4) {
    std::uint32_t n = 0, inner = 0;
    if (!in.count(n, 21)) return WkbOutcome::Broken;
    if (n == 0) return WkbOutcome::Empty;
    if (n > 1) return WkbOutcome::WrongKind;
    if (!in.header(inner) || inner != 1) return WkbOutcome::Broken;
  }
  if (!in.point(p)) return WkbOutcome::Broken;
  if (std::isnan(p.x) && std::isnan(p.y)) return WkbOutcome::Empty;
  out = p;
  return WkbOutcome::Read;
}

WkbOutcome readLines(WkbCursor& in, std::uint32_t type, Geometry& out) {
  MultiLineString many;
  std::uint32_t n = 1, inner = 0;
  if (type == 5 && !in.count(n, 9)) return WkbOutcome::Broken;
  many.parts.resize(n);
  for (auto& part : many.parts) {
    if (type == 5 && (!in.header(inner) || inner != 2)) return WkbOutcome::Broken;
    if (!in.points(part.points)) return WkbOutcome::Broken;
  }
  std::erase_if(many.parts, [](const LineString& l) { return l.points.empty(); });
  if (many.parts.empty()) return WkbOutcome::Empty;
  for (const auto& part : many.parts)
    if (part.points.size() < 2) return WkbOutcome::Broken;
  if (many.parts.size() == 1) out = std::move(many.parts.front());
  else out = std::move(many);
  return WkbOutcome::Read;
}

WkbOutcome readAreas(WkbCursor& in, std::uint32_t type, Geometry& out) {
  MultiPolygon many;
  std::uint32_t n = 1, inner = 0;
  if (type == 6 && !in.count(n, 9)) return WkbOutcome::Broken;
  many.parts.resize(n);
  for (auto& part : many.parts) {
    if (type == 6 && (!in.header(inner) || inner != 3)) return WkbOutcome::Broken;
    if (!in.rings(part)) return WkbOutcome::Broken;
  }
  std::erase_if(many.parts, [](const Polygon& p) { return p.rings.empty() || p.rings.front().empty(); });
  if (many.parts.empty()) return WkbOutcome::Empty;
  for (const auto& part : many.parts)
    for (const auto& ring : part.rings)
      if (ring.size() < 4) return WkbOutcome::Broken;
  if (many.parts.size() == 1) out = std::move(many.parts.front());
  else out = std::move(many);
  return WkbOutcome::Read;
}

} // namespace

WkbOutcome readWkb(std::span<const std::byte> wkb, GeometryKind kind, Geometry& out) {
  WkbCursor in(wkb);
  std::uint32_t type = 0;
  if (!in.header(type)) return WkbOutcome::Broken;
  if (kind == GeometryKind::Point && (type == 1 || type == 4)) return readPoints(in, type, out);
  if (kind == GeometryKind::Line && (type == 2 || type == 5)) return readLines(in, type, out);
  if (kind == GeometryKind::Polygon && (type == 3 || type == 6)) return readAreas(in, type, out);
  return WkbOutcome::WrongKind;
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
