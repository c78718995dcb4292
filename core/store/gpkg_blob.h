// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/layer.h"
#include "core/model/value.h"

#include <optional>
#include <span>

namespace suyuan::store {

/// GeoPackage geometry blob (OGC 12-128r18, 2.1.3): header with envelope, then WKB, little endian, SRS 4490. Layers of
/// lines and polygons hold the multi forms, so that one column has one type. std::monostate gives an empty blob (NULL).
void encodeGeometry(const Geometry& geometry, GeometryKind kind, Blob& out);

/// The way back, of any writer's blob: both byte orders, Z kept, M dropped, a multi of one part becomes the part.
/// Nothing when the blob is damaged or of a kind we do not keep (curves, collections). NULL and empty are monostate.
[[nodiscard]] std::optional<Geometry> decodeGeometry(std::span<const std::byte> blob);

/// A point's position without making a Geometry; false for anything else.
[[nodiscard]] bool decodePoint(std::span<const std::byte> blob, Point& out) noexcept;

/// The header's facts, as the R-tree triggers ask them.
struct BlobBox {
  bool empty = true;
  Box box;
};
[[nodiscard]] std::optional<BlobBox> boxOfBlob(std::span<const std::byte> blob);

} // namespace suyuan::store
