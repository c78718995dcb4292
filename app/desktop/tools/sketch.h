// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <QString>

class QPainter;
class QPalette;

namespace suyuan::desktop {

// How the tools show what is half done, over the map and in logical pixels.

enum class SketchShape : std::uint8_t { Line, Area };

void paintSketch(QPainter& painter, const QPolygonF& corners, SketchShape shape, const QPalette& palette); ///< cased; an area faintly filled
void paintHandles(QPainter& painter, const QPolygonF& corners, const QPalette& palette, double half = 3);
void paintPlate(QPainter& painter, QPointF beside, const QString& words, const QPalette& palette);

} // namespace suyuan::desktop
