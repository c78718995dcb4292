// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>

namespace suyuan::render {

/// The line moved aside by so many units, as drawn: to the left of its direction when `left`, else to the right (y grows downwards).
/// Two banks that share a river's line are told apart so. Corners are mitred, sharp ones cut off at twice the distance.
[[nodiscard]] QPolygonF besideLine(const QPolygonF& line, double by, bool left);

} // namespace suyuan::render
