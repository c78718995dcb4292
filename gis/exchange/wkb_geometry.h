// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/layer.h"

#include <cstddef>
#include <functional>
#include <span>

namespace suyuan::exchange {

enum class WkbOutcome : char { Read, Empty, WrongKind, Broken };

/// Reads WKB (ISO or EWKB-style Z/M flags, either byte order) into a geometry that a layer of `kind` can hold: a multi of
/// one part becomes the part, M is dropped. `out` is reused. Never reads past the bytes, never allocates more than they hold.
[[nodiscard]] WkbOutcome readWkb(std::span<const std::byte> wkb, GeometryKind kind, Geometry& out);

/// Calls visit on every vertex.
void forEachVertex(Geometry& geometry, const std::function<void(Point&)>& visit);

} // namespace suyuan::exchange
