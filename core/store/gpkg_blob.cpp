// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/gpkg_blob.h"

#include "core/model/geometry_functions.h"
#include "core/model/wkb.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace suyuan::store {

namespace {

constexpr std::int32_t srsId = 4490;

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
  void head(WkbType type) {
    out_.push_back(std::byte{1});
    put(out_, static_cast<std::uint32_t>(type) + (heights_ ? 1000U : 0U));
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
  void point(const Point& p) { head(WkbType::Point); position(p); }
  void line(const LineString& l) { head(WkbType::LineString); positions(l.points); }
  void polygon(const Polygon& p) {
    head(WkbType::Polygon);
    put(out_, static_cast<std::uint32_t>(p.rings.size()));
    for (const auto& ring : p.rings) positions(ring);
  }
  template <class Part, class Write>
  void multi(WkbType type, std::span<const Part> parts, Write&& write) {
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

/// Grows a box by every vertex.
struct BoxSink {
  Box box;
  bool begin(WkbType, std::uint32_t) const noexcept { return true; }
  void run(std::uint32_t) const noexcept {}
  void vertex(double x, double y, double) noexcept { box.add(x, y); }
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
    if (kind == GeometryKind::Line) writer.multi(WkbType::MultiLineString, std::span(l, 1), line);
    else writer.line(*l);
  } else if (const auto* p1 = std::get_if<Polygon>(&geometry)) {
    if (kind == GeometryKind::Polygon) writer.multi(WkbType::MultiPolygon, std::span(p1, 1), polygon);
    else writer.polygon(*p1);
  } else if (const auto* mp = std::get_if<MultiPoint>(&geometry))
    writer.multi(WkbType::MultiPoint, std::span<const Point>(mp->parts), [&](const Point& q) { writer.point(q); });
  else if (const auto* ml = std::get_if<MultiLineString>(&geometry))
    writer.multi(WkbType::MultiLineString, std::span<const LineString>(ml->parts), line);
  else if (const auto* mg = std::get_if<MultiPolygon>(&geometry))
    writer.multi(WkbType::MultiPolygon, std::span<const Polygon>(mg->parts), polygon);
}

std::optional<Geometry> decodeGeometry(std::span<const std::byte> blob) {
  if (blob.empty()) return Geometry{};
  const auto head = header(blob);
  if (!head) return std::nullopt;
  Geometry geometry;
  if (!head->empty && geometryOfWkb(blob.subspan(head->size), geometry) != WkbOutcome::Read) return std::nullopt;
  return geometry;
}

bool decodePoint(std::span<const std::byte> blob, Point& out) noexcept {
  const auto head = header(blob);
  return head && !head->empty && pointOfWkb(blob.subspan(head->size), out);
}

std::optional<BlobBox> boxOfBlob(std::span<const std::byte> blob) {
  const auto head = header(blob);
  if (!head) return std::nullopt;
  if (head->empty) return BlobBox{};
  if (head->envelope) return BlobBox{head->envelope->isEmpty(), *head->envelope};
  BoxSink sink;
  if (visitWkb(blob.subspan(head->size), sink) != WkbOutcome::Read) return std::nullopt;
  return BlobBox{sink.box.isEmpty(), sink.box};
}

} // namespace suyuan::store
