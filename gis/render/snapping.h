// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"

#include <QPointF>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace suyuan::render {

/// What of a feature the pointer is drawn to, in the order of preference where distances are the same.
enum class SnapKind : std::uint8_t {
  Point,  ///< a record of a point layer
  End,    ///< 端点: the first or last vertex of a line
  Vertex, ///< 节点
  Edge,   ///< 边: between two vertices
};

struct Snap {
  SnapKind kind = SnapKind::Vertex;
  Point at;              ///< in the map's CRS
  std::string layer;     ///< of the scene
  QString title;         ///< the layer's
  QString name;          ///< the record's label, or empty
  std::int64_t fid = 0;
  double distance = 0;   ///< logical pixels from the position
};

/// What may be snapped to.
struct SnapOptions {
  double tolerance = 10;                        ///< logical pixels
  std::span<const std::string_view> layers = {}; ///< of the scene; empty: all
  std::string_view exceptLayer = {};            ///< this record is passed over: the one that is being moved
  std::int64_t exceptFid = 0;
};

/// 捕捉: what is shown within the tolerance; any vertex before any edge, the nearest first, of edges equally near a river's. What is
/// switched off, hidden by the scale or gathered into a cluster's sign is no aim.
[[nodiscard]] std::optional<Snap> snapAt(const MapScene& scene, const MapView& view, QPointF position, const SnapOptions& options = {});

} // namespace suyuan::render
