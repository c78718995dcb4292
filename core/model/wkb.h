// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>

namespace suyuan {

// Well-known binary (OGC 06-103r4, 8.2; SQL/MM Z and M by thousands, and the high-bit flags of EWKB), either byte order.
// This is the only reader: the store's blobs, imports and the map's columns come through it. Bytes are never trusted: a
// count is taken only when the bytes behind it can hold it, nesting is bounded, nothing is read past the end.

enum class WkbType : std::uint32_t {
  Point = 1,
  LineString,
  Polygon,
  MultiPoint,
  MultiLineString,
  MultiPolygon,
  Collection,
  CircularString, ///< the first of the curve types
  Surface = 14,   ///< the last of them
  PolyhedralSurface,
  Tin,
  Triangle,
};

enum class WkbOutcome : char {
  Read,
  Unwanted, ///< sound so far, but of a type that was not asked for (curves always)
  Broken,
};

/// What a geometry's first bytes say.
struct WkbHead {
  WkbType type = WkbType::Point;
  bool z = false, m = false;
  bool swapped = false; ///< numbers are in the other byte order than this machine's
  [[nodiscard]] std::size_t vertexBytes() const noexcept { return 16U + (z ? 8U : 0U) + (m ? 8U : 0U); }
};

/// Steps through WKB; every step is false when the bytes do not hold it.
class WkbCursor {
public:
  explicit WkbCursor(std::span<const std::byte> bytes) noexcept : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool head(WkbHead& out) noexcept;
  /// A count of things that take at least `least` bytes each.
  bool count(const WkbHead& head, std::uint32_t& out, std::size_t least) noexcept {
    return take(out, head.swapped) && out <= left() / least;
  }
  /// Calls sink.vertex(x, y, z) `n` times; z is NaN without Z, M is passed over.
  template <class Sink>
  bool vertices(const WkbHead& head, std::uint32_t n, Sink& sink) noexcept(noexcept(sink.vertex(0.0, 0.0, 0.0))) {
    const std::size_t stride = head.vertexBytes();
    if (left() / stride < n) return false;
    for (std::uint32_t i = 0; i < n; ++i, at_ += stride)
      sink.vertex(number<double>(at_, head.swapped), number<double>(at_ + 8, head.swapped),
                  head.z ? number<double>(at_ + 16, head.swapped) : std::numeric_limits<double>::quiet_NaN());
    return true;
  }

private:
  [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
  template <class Number>
  static Number number(const std::byte* at, bool swapped) noexcept {
    using Bits = std::conditional_t<sizeof(Number) == 8, std::uint64_t, std::uint32_t>;
    Bits bits;
    std::memcpy(&bits, at, sizeof bits);
    return std::bit_cast<Number>(swapped ? std::byteswap(bits) : bits);
  }
  bool take(std::uint32_t& out, bool swapped) noexcept {
    if (left() < sizeof out) return false;
    out = number<std::uint32_t>(at_, swapped);
    at_ += sizeof out;
    return true;
  }
  const std::byte* at_;
  const std::byte* end_;
};

namespace detail {

inline constexpr int deepestWkb = 8;

/// A point of two numbers in this machine's order: nearly every row of a survey, worth a way of its own.
inline bool isPlainPoint(std::span<const std::byte> wkb) noexcept {
  constexpr std::byte order = std::endian::native == std::endian::little ? std::byte{1} : std::byte{0};
  std::uint32_t type = 0;
  if (wkb.size() < 21 || wkb[0] != order) return false;
  std::memcpy(&type, wkb.data() + 1, sizeof type);
  return type == 1;
}

template <class Sink>
WkbOutcome walkWkb(WkbCursor& in, Sink& sink, int depth, std::optional<WkbType> only) {
  WkbHead head;
  if (depth > deepestWkb || !in.head(head) || (only && head.type != *only)) return WkbOutcome::Broken;
  const auto run = [&](std::uint32_t n) {
    sink.run(n);
    return in.vertices(head, n, sink);
  };
  std::uint32_t n = 0;
  switch (head.type) {
  case WkbType::Point:
    if (!sink.begin(head.type, 1U)) return WkbOutcome::Unwanted;
    return run(1) ? WkbOutcome::Read : WkbOutcome::Broken;
  case WkbType::LineString:
    if (!in.count(head, n, head.vertexBytes())) return WkbOutcome::Broken;
    if (!sink.begin(head.type, n)) return WkbOutcome::Unwanted;
    return run(n) ? WkbOutcome::Read : WkbOutcome::Broken;
  case WkbType::Polygon:
  case WkbType::Triangle: {
    std::uint32_t rings = 0;
    if (!in.count(head, rings, 4)) return WkbOutcome::Broken;
    if (!sink.begin(head.type, rings)) return WkbOutcome::Unwanted;
    for (std::uint32_t i = 0; i < rings; ++i)
      if (!in.count(head, n, head.vertexBytes()) || !run(n)) return WkbOutcome::Broken;
    return WkbOutcome::Read;
  }
  case WkbType::MultiPoint:
  case WkbType::MultiLineString:
  case WkbType::MultiPolygon:
  case WkbType::Collection:
  case WkbType::PolyhedralSurface:
  case WkbType::Tin: {
    if (!in.count(head, n, 9)) return WkbOutcome::Broken;
    if (!sink.begin(head.type, n)) return WkbOutcome::Unwanted;
    std::optional<WkbType> part;
    if (head.type == WkbType::MultiPoint) part = WkbType::Point;
    if (head.type == WkbType::MultiLineString) part = WkbType::LineString;
    if (head.type == WkbType::MultiPolygon) part = WkbType::Polygon;
    for (std::uint32_t i = 0; i < n; ++i)
      if (const auto inner = walkWkb(in, sink, depth + 1, part); inner != WkbOutcome::Read) return inner;
    return WkbOutcome::Read;
  }
  default: return WkbOutcome::Unwanted;
  }
}

} // namespace detail

/// Tells a sink what the bytes hold, in order, without making anything:
///   bool begin(WkbType type, std::uint32_t n)  a geometry begins: n vertices of a line, rings of an area, parts of a
///                                              multi; false = not wanted
///   void run(std::uint32_t n)                  n vertices follow that belong together: a point, a line, a ring
///   void vertex(double x, double y, double z)  z is NaN without height
template <class Sink>
WkbOutcome visitWkb(std::span<const std::byte> wkb, Sink& sink) {
  if (detail::isPlainPoint(wkb)) {
    if (!sink.begin(WkbType::Point, 1U)) return WkbOutcome::Unwanted;
    double at[2];
    std::memcpy(at, wkb.data() + 5, sizeof at);
    sink.run(1U);
    sink.vertex(at[0], at[1], std::numeric_limits<double>::quiet_NaN());
    return WkbOutcome::Read;
  }
  WkbCursor in(wkb);
  return detail::walkWkb(in, sink, 0, std::nullopt);
}

/// The type of the outermost geometry; nothing when the first bytes are not WKB.
[[nodiscard]] std::optional<WkbType> wkbType(std::span<const std::byte> wkb) noexcept;
[[nodiscard]] inline bool isCurve(WkbType type) noexcept { return type >= WkbType::CircularString && type <= WkbType::Surface; }

/// A point's position without making a Geometry; false for anything else and for the empty point.
[[nodiscard]] bool pointOfWkb(std::span<const std::byte> wkb, Point& out) noexcept;

/// Makes a Geometry: Z kept, M dropped, empty parts dropped, a multi of one part becomes the part, nothing left is
/// std::monostate. Unwanted: curves, surfaces, collections. `out` is std::monostate unless Read.
WkbOutcome geometryOfWkb(std::span<const std::byte> wkb, Geometry& out);

} // namespace suyuan
