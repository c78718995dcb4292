// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/wkb.h"

#include <cmath>
#include <utility>

namespace suyuan {

namespace {

/// Builds a Geometry from what visitWkb tells.
class GeometrySink {
public:
  explicit GeometrySink(Geometry& out) : out_(out) {}

  bool begin(WkbType type, std::uint32_t n) {
    const bool outermost = std::exchange(outermost_, false);
    switch (type) {
    case WkbType::Point:
      if (outermost) out_.emplace<Point>();
      return true;
    case WkbType::LineString:
      run_ = outermost ? &out_.emplace<LineString>().points : &std::get<MultiLineString>(out_).parts.emplace_back().points;
      return true;
    case WkbType::Polygon:
      area_ = outermost ? &out_.emplace<Polygon>() : &std::get<MultiPolygon>(out_).parts.emplace_back();
      area_->rings.reserve(n);
      return true;
    // Parts do not nest further, so the pointers above outlive what is read through them.
    case WkbType::MultiPoint: run_ = &out_.emplace<MultiPoint>().parts; run_->reserve(n); return outermost;
    case WkbType::MultiLineString: out_.emplace<MultiLineString>().parts.reserve(n); return outermost;
    case WkbType::MultiPolygon: out_.emplace<MultiPolygon>().parts.reserve(n); return outermost;
    default: return false;
    }
  }
  void run(std::uint32_t n) {
    if (area_) run_ = &area_->rings.emplace_back();
    if (run_ && n > 1) run_->reserve(n);
  }
  void vertex(double x, double y, double z) {
    if (run_) run_->push_back({x, y, z});
    else std::get<Point>(out_) = {x, y, z};
  }

private:
  Geometry& out_;
  std::vector<Point>* run_ = nullptr;
  Polygon* area_ = nullptr;
  bool outermost_ = true;
};

bool isEmptyPoint(const Point& p) noexcept { return std::isnan(p.x) && std::isnan(p.y); }

/// Takes empty parts out; a multi of one part becomes the part.
struct Simplified {
  Geometry operator()(std::monostate) const { return {}; }
  Geometry operator()(Point& p) const { return isEmptyPoint(p) ? Geometry{} : Geometry{p}; }
  Geometry operator()(LineString& l) const { return l.points.empty() ? Geometry{} : Geometry{std::move(l)}; }
  Geometry operator()(Polygon& a) const { return isEmptyArea(a) ? Geometry{} : Geometry{std::move(a)}; }
  Geometry operator()(MultiPoint& m) const { return parts(m, isEmptyPoint); }
  Geometry operator()(MultiLineString& m) const {
    return parts(m, [](const LineString& l) { return l.points.empty(); });
  }
  Geometry operator()(MultiPolygon& m) const { return parts(m, isEmptyArea); }

private:
  static bool isEmptyArea(const Polygon& a) noexcept { return a.rings.empty() || a.rings.front().empty(); }
  template <class Multi, class IsEmpty>
  static Geometry parts(Multi& multi, const IsEmpty& isEmpty) {
    std::erase_if(multi.parts, isEmpty);
    if (multi.parts.empty()) return {};
    if (multi.parts.size() == 1) return Geometry{std::move(multi.parts.front())};
    return Geometry{std::move(multi)};
  }
};

struct PointSink {
  Point& out;
  bool begin(WkbType type, std::uint32_t) const noexcept { return type == WkbType::Point; }
  void run(std::uint32_t) const noexcept {}
  void vertex(double x, double y, double z) const noexcept { out = {x, y, z}; }
};

} // namespace

bool WkbCursor::head(WkbHead& out) noexcept {
  if (left() < 5) return false;
  const auto order = std::to_integer<unsigned>(*at_);
  if (order > 1) return false;
  ++at_;
  out.swapped = (order == 1) != (std::endian::native == std::endian::little);
  std::uint32_t type = 0;
  take(type, out.swapped);
  constexpr std::uint32_t zFlag = 0x80000000U, mFlag = 0x40000000U, sridFlag = 0x20000000U;
  const std::uint32_t plain = type & 0x0FFFFFFFU, thousands = plain / 1000;
  if (thousands > 3) return false;
  out.z = (type & zFlag) != 0 || thousands == 1 || thousands == 3;
  out.m = (type & mFlag) != 0 || thousands >= 2;
  out.type = static_cast<WkbType>(plain % 1000);
  if (out.type < WkbType::Point || out.type > WkbType::Triangle) return false;
  std::uint32_t srid = 0; // the holder knows its CRS
  return (type & sridFlag) == 0 || take(srid, out.swapped);
}

std::optional<WkbType> wkbType(std::span<const std::byte> wkb) noexcept {
  WkbCursor in(wkb);
  WkbHead head;
  if (!in.head(head)) return std::nullopt;
  return head.type;
}

bool pointOfWkb(std::span<const std::byte> wkb, Point& out) noexcept {
  PointSink sink{out};
  return visitWkb(wkb, sink) == WkbOutcome::Read && !std::isnan(out.x);
}

WkbOutcome geometryOfWkb(std::span<const std::byte> wkb, Geometry& out) {
  GeometrySink sink(out);
  const WkbOutcome outcome = visitWkb(wkb, sink);
  out = outcome == WkbOutcome::Read ? std::visit(Simplified{}, out) : Geometry{};
  return outcome;
}

} // namespace suyuan
