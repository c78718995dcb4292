// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/table_builder.h"

#include <cstddef>
#include <optional>
#include <span>

namespace suyuan::layers {

/// Adds the vertices of one WKB geometry (ISO or extended, either byte order; Z and M are passed over) to the builder.
/// Returns the kind; None for an empty geometry. Nothing when the bytes are damaged.
[[nodiscard]] std::optional<GeometryKind> addWkb(TableBuilder& builder, std::span<const std::byte> wkb);

/// True for the curve types, that must be made lines before addWkb reads them.
[[nodiscard]] bool isCurve(std::span<const std::byte> wkb) noexcept;

} // namespace suyuan::layers
