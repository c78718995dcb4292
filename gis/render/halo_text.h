// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QString>

#include <string>

class QPainter;

namespace suyuan::render {

/// The map's font at `size` px, with fallbacks for what it lacks.
[[nodiscard]] QFont mapFont(const std::string& family, double size, bool bold = false, bool italic = false);

/// Writes text with its base line starting at `at`, a halo around it. On a picture the outlines are filled; on a page
/// the text itself is written too, so that it can be searched and copied.
void paintHaloText(QPainter& painter, QPointF at, const QString& text, const QFont& font, const QColor& color,
                   const QColor& halo, double haloWidth);

} // namespace suyuan::render
