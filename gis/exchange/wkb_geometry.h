// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/layer.h"

#include <cstddef>
#include <functional>
#include <span>

namespace suyuan::exchange {

enum class ShapeOutcome : char { Read, Empty, WrongKind, Broken };

/// Reads WKB into a geometry that a layer of `kind` can hold. Broken also for lines of one vertex and rings of fewer
/// than four.
[[nodiscard]] ShapeOutcome shapeOfWkb(std::span<const std::byte> wkb, GeometryKind kind, Geometry& out);

/// Calls visit on every vertex.
void forEachVertex(Geometry& geometry, const std::function<void(Point&)>& visit);

} // namespace suyuan::exchange
