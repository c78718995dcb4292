// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/wkb_reader.h"

#include "core/model/wkb.h"

namespace suyuan::layers {

namespace {

/// Puts vertices into the builder's columns; nothing is made on the way.
struct ColumnSink {
  TableBuilder& builder;
  GeometryKind kind = GeometryKind::None;

  bool begin(WkbType type, std::uint32_t) noexcept {
    switch (type) {
    case WkbType::Point: widen(GeometryKind::Point); break;
    case WkbType::LineString: widen(GeometryKind::Line); break;
    case WkbType::Polygon:
    case WkbType::Triangle: widen(GeometryKind::Polygon); break;
    default: break; // multis, collections and surfaces are their parts
    }
    return true;
  }
  void run(std::uint32_t n) {
    if (n > 0) builder.openPart();
  }
  void vertex(double x, double y, double) { builder.addVertex(x, y); }

private:
  void widen(GeometryKind part) noexcept {
    if (kind < part) kind = part;
  }
};

} // namespace

std::optional<GeometryKind> addWkb(TableBuilder& builder, std::span<const std::byte> wkb) {
  ColumnSink sink{builder};
  if (visitWkb(wkb, sink) != WkbOutcome::Read) return std::nullopt;
  return sink.kind;
}

bool isCurve(std::span<const std::byte> wkb) noexcept {
  const auto type = wkbType(wkb);
  return type && suyuan::isCurve(*type);
}

} // namespace suyuan::layers
