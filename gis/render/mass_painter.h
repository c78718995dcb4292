// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/visible_rows.h"

#include <QImage>

#include <span>
#include <stop_token>

namespace suyuan::render {

// The path for layers with very many features in the view, each so small that a general painter's price for every one
// would be the whole cost. Writes into the image's pixels; all cores.

/// True when the layer's lines are solid and thin enough at this scale for paintMassLines.
[[nodiscard]] bool isForMassLines(const LayerStyle& style, const MapView& view) noexcept;

/// Thin solid lines: simplified to the pixel, one colour blended for each class.
void paintMassLines(QImage& image, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                    std::stop_token stop);

/// Points as pre-drawn sprites. Of points whose centres fall into one pixel only the first is drawn: the one whose
/// status stands first in the style, so that the most severe is never lost.
void paintMassPoints(QImage& image, const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows,
                     std::stop_token stop);

} // namespace suyuan::render
