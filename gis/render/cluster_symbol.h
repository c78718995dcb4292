// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/clusters.h"

#include <QPointF>
#include <QRectF>

class QPainter;

namespace suyuan::render {

/// Of a cluster's sign, logical pixels: grows with the number, and has room for its digits.
[[nodiscard]] double clusterRadius(const Cluster& cluster) noexcept;

/// 聚合符号: a ring with a share for each class in its colour, the number inside, and at the rim the marker of the most severe
/// status.
void paintCluster(QPainter& painter, QPointF at, const Cluster& cluster, const LayerStyle& style, const StyleSheet& sheet);

/// In a legend: a ring in the symbol's colour, with a letter for the number; outline and fill are ink and ground.
void paintClusterSample(QPainter& painter, const QRectF& box, const Symbol& symbol);

} // namespace suyuan::render
