// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/gpkg_blob.h"

#include "core/model/geometry_functions.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace suyuan::store {

namespace {

constexpr std::int32_t srsId = 4490;
enum WkbType : std::uint32_t { WkbPoint = 1, WkbLine = 2, WkbPolygon = 3, WkbMultiPoint = 4, WkbMultiLine = 5, WkbMultiPolygon = 6 };

static_assert(std::endian::native == std::endian::little, "the writer copies numbers as they lie in memory");

template <class Number>
void put(Blob& out, Number value) {
  const auto at = out.size();
  out.resize(at + sizeof value);
  std::memcpy(out.data() + at, &value, sizeof value);
}

class Writer {
public:
  Writer(Blob& out, bool heights) : out_(out), heights_(heights) {}
  void head(std::uint32_t type) {
    out_.push_back(std::byte{1});
    put(out_, type + (heights_ ? 1000U : 0U));
  }
  void position(const Point& p) {
    put(out_, p.x);
    put(out_, p.y);
    if (heights_) put(out_, p.z);
  }
  void positions(const std::vector<Point>& points) {
    put(out_, static_cast<std::uint32_t>(points.size()));
    for (const Point& p : points) position(p);
  }
  void point(const Point& p) { head(WkbPoint); position(p); }
  void line(const LineString& l) { head(WkbLine); positions(l.points); }
  void polygon(const Polygon& p) {
    head(WkbPolygon);
    put(out_, static_cast<std::uint32_t>(p.rings.size()));
    for (const auto& ring : p.rings) positions(ring);
  }
  template <class Part, class Write>
  void multi(std::uint32_t type, std::span<const Part> parts, Write&& write) {
    head(type);
    put(out_, static_cast<std::uint32_t>(parts.size()));
    for (const Part& part : parts) write(part);
  }

private:
  Blob& out_;
  bool heights_;
};

bool everyHeight(const Geometry& geometry) {
  bool any = false, all = true;
  const auto look = [&](const Point& p) {
    any = true;
    all = all && p.hasHeight();
  };
  const auto line = [&](const LineString& l) { std::ranges::for_each(l.points, look); };
  const auto polygon = [&](const Polygon& p) {
    for (const auto& ring : p.rings) std::ranges::for_each(ring, look);
  };
  if (const auto* p = std::get_if<Point>(&geometry)) look(*p);
  if (const auto* l = std::get_if<LineString>(&geometry)) line(*l);
  if (const auto* p = std::get_if<Polygon>(&geometry)) polygon(*p);
  if (const auto* m = std::get_if<MultiPoint>(&geometry)) std::ranges::for_each(m->parts, look);
  if (const auto* m = std::get_if<MultiLineString>(&geometry)) std::ranges::for_each(m->parts, line);
  if (const auto* m = std::get_if<MultiPolygon>(&geometry)) std::ranges::for_each(m->parts, polygon);
  return any && all;
}

/// Bounds-checked reader over WKB of either byte order.
class Parser {
public:
  explicit Parser(std::span<const std::byte> bytes) : bytes_(bytes) {}

  std::optional<Geometry> geometry() {
    std::uint32_t type = 0;
    bool z = false, m = false;
    if (!head(type, z, m)) return std::nullopt;
    switch (type) {
    case WkbPoint: return pointBody(z, m);
    case WkbLine: {
      LineString line;
      if (!points(line.points, z, m)) return std::nullopt;
      if (line.points.empty()) return Geometry{};
      return Geometry{std::move(line)};
    }
    case WkbPolygon: {
      Polygon polygon;
      if (!rings(polygon, z, m)) return std::nullopt;
      if (polygon.rings.empty()) return Geometry{};
      return Geometry{std::move(polygon)};
    }
    case WkbMultiPoint: return multi<MultiPoint, Point>();
    case WkbMultiLine: return multi<MultiLineString, LineString>();
    case WkbMultiPolygon: return multi<MultiPolygon, Polygon>();
    default: return std::nullopt;
    }
  }

private:
  template <class Number>
  bool take(Number& value) {
    if (bytes_.size() < sizeof value) return false;
    std::array<std::byte, sizeof(Number)> raw;
    std::memcpy(raw.data(), bytes_.data(), sizeof value);
    if (big_) std::ranges::reverse(raw);
    value = std::bit_cast<Number>(raw);
    bytes_ = bytes_.subspan(sizeof value);
    return true;
  }
  bool head(std::uint32_t& type, bool& z, bool& m) {
    std::uint8_t order = 0;
    big_ = false;
    if (!take(order) || order > 1) return false;
    big_ = order == 0;
    if (!take(type)) return false;
    z = (type & 0x80000000U) != 0;
    m = (type & 0x40000000U) != 0;
    type &= 0x0FFFFFFFU;
    const std::uint32_t thousands = type / 1000;
    if (thousands > 3) return false;
    z = z || thousands == 1 || thousands == 3;
    m = m || thousands >= 2;
    type %= 1000;
    return true;
  }
  bool position(Point& p, bool z, bool m) {
    double measure = 0;
    return take(p.x) && take(p.y) && (!z || take(p.z)) && (!m || take(measure));
  }
  std::optional<Geometry> pointBody(bool z, bool m) {
    Point p;
    if (!position(p, z, m)) return std::nullopt;
    if (std::isnan(p.x) && std::isnan(p.y)) return Geometry{};
    return Geometry{p};
  }
  /// A count that the rest of the bytes can hold, `least` bytes each.
  bool count(std::uint32_t& n, std::size_t least) { return take(n) && n <= bytes_.size() / least; }
  bool points(std::vector<Point>& out, bool z, bool m) {
    std::uint32_t n = 0;
    if (!count(n, 16)) return false;
    out.resize(n);
    return std::ranges::all_of(out, [&](Point& p) { return position(p, z, m); });
  }
  bool rings(Polygon& out, bool z, bool m) {
    std::uint32_t n = 0;
    if (!count(n, 4)) return false;
    out.rings.resize(n);
    return std::ranges::all_of(out.rings, [&](auto& ring) { return points(ring, z, m); });
  }
  template <class Multi, class Part>
  std::optional<Geometry> multi() {
    std::uint32_t n = 0;
    if (!count(n, 9)) return std::nullopt;
    Multi out;
    for (std::uint32_t i = 0; i < n; ++i) {
      std::uint32_t type = 0;
      bool z = false, m = false;
      if (!head(type, z, m)) return std::nullopt;
      Part part{};
      bool read = false;
      if constexpr (std::is_same_v<Part, Point>) read = type == WkbPoint && position(part, z, m);
      else if constexpr (std::is_same_v<Part, LineString>) read = type == WkbLine && points(part.points, z, m);
      else read = type == WkbPolygon && rings(part, z, m);
      if (!read) return std::nullopt;
      out.parts.push_back(std::move(part));
    }
    if (out.parts.empty()) return Geometry{};
    if (out.parts.size() == 1) return Geometry{std::move(out.parts.front())};
    return Geometry{std::move(out)};
  }

  std::span<const std::byte> bytes_;
  bool big_ = false;
};

struct Header {
  bool empty = false;
  std::size_t size = 0;
  std::optional<Box> envelope;
};

std::optional<Header> header(std::span<const std::byte> blob) {
  if (blob.size() < 8 || blob[0] != std::byte{'G'} || blob[1] != std::byte{'P'}) return std::nullopt;
  const auto flags = std::to_integer<unsigned>(blob[3]);
  constexpr std::size_t envelopeBytes[]{0, 32, 48, 48, 64};
  const unsigned kind = (flags >> 1) & 7U;
  if (kind > 4 || blob.size() < 8 + envelopeBytes[kind]) return std::nullopt;
  Header out{(flags & 16U) != 0, 8 + envelopeBytes[kind], {}};
  if (kind > 0) {
    double v[4];
    for (int i = 0; i < 4; ++i) {
      std::array<std::byte, 8> raw;
      std::memcpy(raw.data(), blob.data() + 8 + 8 * i, 8);
      if ((flags & 1U) == 0) std::ranges::reverse(raw);
      v[i] = std::bit_cast<double>(raw);
    }
    out.envelope = Box{v[0], v[2], v[1], v[3]};
  }
  return out;
}

} // namespace

void encodeGeometry(const Geometry& geometry, GeometryKind kind, Blob& out) {
  out.clear();
  if (std::holds_alternative<std::monostate>(geometry)) return;
  const bool point = std::holds_alternative<Point>(geometry);
  const Box box = point ? Box{} : boxOf(geometry);
  out.insert(out.end(), {std::byte{'G'}, std::byte{'P'}, std::byte{0}, box.isEmpty() ? std::byte{1} : std::byte{3}});
  put(out, srsId);
  if (!box.isEmpty())
    for (const double v : {box.minX, box.maxX, box.minY, box.maxY}) put(out, v);
  Writer writer(out, everyHeight(geometry));
  const auto line = [&](const LineString& l) { writer.line(l); };
  const auto polygon = [&](const Polygon& p) { writer.polygon(p); };
  if (const auto* p = std::get_if<Point>(&geometry)) writer.point(*p);
  else if (const auto* l = std::get_if<LineString>(&geometry)) {
    if (kind == GeometryKind::Line) writer.multi(WkbMultiLine, std::span(l, 1), line);
    else writer.line(*l);
  } else if (const auto* p1 = std::get_if<Polygon>(&geometry)) {
    if (kind == GeometryKind::Polygon) writer.multi(WkbMultiPolygon, std::span(p1, 1), polygon);
    else writer.polygon(*p1);
  } else if (const auto* mp = std::get_if<MultiPoint>(&geometry))
    writer.multi(WkbMultiPoint, std::span<const Point>(mp->parts), [&](const Point& q) { writer.point(q); });
  else if (const auto* ml = std::get_if<MultiLineString>(&geometry))
    writer.multi(WkbMultiLine, std::span<const LineString>(ml->parts), line);
  else if (const auto* mg = std::get_if<MultiPolygon>(&geometry))
    writer.multi(WkbMultiPolygon, std::span<const Polygon>(mg->parts), polygon);
}

std::optional<Geometry> decodeGeometry(std::span<const std::byte> blob) {
  if (blob.empty()) return Geometry{};
  const auto head = header(blob);
  if (!head) return std::nullopt;
  if (head->empty) return Geometry{};
  return Parser(blob.subspan(head->size)).geometry();
}

bool decodePoint(std::span<const std::byte> blob, Point& out) noexcept {
  const auto head = header(blob);
  if (!head || head->empty || blob.size() < head->size + 21) return false;
  const std::byte* wkb = blob.data() + head->size;
  std::uint32_t type = 0;
  std::memcpy(&type, wkb + 1, 4);
  if (wkb[0] != std::byte{1} || type != WkbPoint) return false;
  std::memcpy(&out.x, wkb + 5, 8);
  std::memcpy(&out.y, wkb + 13, 8);
  out.z = std::numeric_limits<double>::quiet_NaN();
  return !std::isnan(out.x);
}

std::optional<BlobBox> boxOfBlob(std::span<const std::byte> blob) {
  const auto head = header(blob);
  if (!head) return std::nullopt;
  if (head->empty) return BlobBox{};
  if (head->envelope) return BlobBox{head->envelope->isEmpty(), *head->envelope};
  if (Point p; decodePoint(blob, p)) return BlobBox{false, Box{p.x, p.y, p.x, p.y}};
  const auto geometry = Parser(blob.subspan(head->size)).geometry();
  if (!geometry) return std::nullopt;
  const Box box = boxOf(*geometry);
  return BlobBox{box.isEmpty(), box};
}

} // namespace suyuan::store
