// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/wkb_reader.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace suyuan::layers {

namespace {

/// Reads forward; every read is checked against the end.
class Cursor {
public:
  explicit Cursor(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  bool read(T& out) noexcept {
    if (bytes_.size() - at_ < sizeof(T)) return false;
    std::memcpy(&out, bytes_.data() + at_, sizeof(T));
    at_ += sizeof(T);
    if constexpr (sizeof(T) > 1) {
      if (swap_) {
        auto raw = std::bit_cast<std::array<std::byte, sizeof(T)>>(out);
        std::ranges::reverse(raw);
        out = std::bit_cast<T>(raw);
      }
    }
    return true;
  }
  bool skip(std::size_t count) noexcept {
    if (bytes_.size() - at_ < count) return false;
    at_ += count;
    return true;
  }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size() - at_; }
  void setOrder(std::uint8_t order) noexcept { swap_ = order == 0; }

private:
  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  bool swap_ = false;
};

struct Header {
  std::uint32_t type = 0; ///< 1 … 7, 8 … curves
  int dimensions = 2;
};

bool readHeader(Cursor& in, Header& header) noexcept {
  std::uint8_t order = 0;
  std::uint32_t type = 0;
  if (!in.read(order) || order > 1) return false;
  in.setOrder(order);
  if (!in.read(type)) return false;
  if (type & 0x80000000U) ++header.dimensions;
  if (type & 0x40000000U) ++header.dimensions;
  if ((type & 0x20000000U) && !in.skip(4)) return false;
  type &= 0x0FFFFFFFU;
  if (type >= 3000) header.dimensions = 4;
  else if (type >= 1000) header.dimensions = 3;
  header.type = type % 1000;
  return true;
}

bool readVertex(Cursor& in, int dimensions, TableBuilder& out) noexcept {
  double x = 0, y = 0;
  if (!in.read(x) || !in.read(y)) return false;
  out.addVertex(x, y);
  return in.skip(static_cast<std::size_t>(dimensions - 2) * 8);
}

bool readLine(Cursor& in, int dimensions, TableBuilder& out) noexcept {
  std::uint32_t count = 0;
  if (!in.read(count) || count > in.left() / (static_cast<std::size_t>(dimensions) * 8)) return false;
  if (count == 0) return true;
  out.openPart();
  for (std::uint32_t i = 0; i < count; ++i)
    if (!readVertex(in, dimensions, out)) return false;
  return true;
}

GeometryKind widest(GeometryKind a, GeometryKind b) noexcept { return a < b ? b : a; }

bool readGeometry(Cursor& in, TableBuilder& out, GeometryKind& kind, int depth) noexcept {
  Header header;
  if (depth > 8 || !readHeader(in, header)) return false;
  std::uint32_t count = 0;
  switch (header.type) {
  case 1:
    kind = widest(kind, GeometryKind::Point);
    out.openPart();
    return readVertex(in, header.dimensions, out);
  case 2:
    kind = widest(kind, GeometryKind::Line);
    return readLine(in, header.dimensions, out);
  case 3:
  case 17: // triangle
    kind = widest(kind, GeometryKind::Polygon);
    if (!in.read(count)) return false;
    for (std::uint32_t i = 0; i < count; ++i)
      if (!readLine(in, header.dimensions, out)) return false;
    return true;
  case 4:
  case 5:
  case 6:
  case 7:
  case 15: // polyhedral surface
  case 16: // TIN
    if (!in.read(count)) return false;
    for (std::uint32_t i = 0; i < count; ++i)
      if (!readGeometry(in, out, kind, depth + 1)) return false;
    return true;
  default: return false;
  }
}

} // namespace

std::optional<GeometryKind> addWkb(TableBuilder& builder, std::span<const std::byte> wkb) {
  Cursor in(wkb);
  GeometryKind kind = GeometryKind::None;
  if (!readGeometry(in, builder, kind, 0)) return std::nullopt;
  return kind;
}

bool isCurve(std::span<const std::byte> wkb) noexcept {
  Cursor in(wkb);
  Header header;
  return readHeader(in, header) && header.type >= 8 && header.type <= 14;
}

} // namespace suyuan::layers
