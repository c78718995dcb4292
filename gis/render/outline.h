// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/feature_table.h"
#include "gis/render/map_view.h"

#include <QPainterPath>
#include <QPolygonF>

#include <cstdint>
#include <span>
#include <vector>

namespace suyuan::render {

/// One part of a feature on the screen, simplified to `tolerance` logical px; far-off vertices are kept in reach of
/// the view, so that huge features cost no more than what is seen of them.
[[nodiscard]] QPolygonF screenLine(const layers::FeatureTable& table, std::size_t part, const MapView& view,
                                   double tolerance);

/// All parts of a feature; even-odd, so that holes stay open.
[[nodiscard]] QPainterPath screenPath(const layers::FeatureTable& table, std::size_t row, const MapView& view,
                                      double tolerance, bool closed);

/// Edges of polygons, an edge that two of them share only once: a dashed boundary drawn twice would fill its own gaps.
[[nodiscard]] std::vector<QPolygonF> sharedEdges(const layers::FeatureTable& table, std::span<const std::uint32_t> rows,
                                                 const MapView& view, double tolerance);

} // namespace suyuan::render
