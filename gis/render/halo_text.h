// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/text_face.h"

#include <QColor>
#include <QPointF>
#include <QString>

class QPainter;

namespace suyuan::render {

/// Writes text with its base line starting at `at`, a halo around it. On a picture, words that were written before come
/// from a store of ready ones (as glyphs come from a font's); on a page the text itself is written, so that it can be
/// searched and copied.
void paintHaloText(QPainter& painter, QPointF at, const QString& text, TextFace& face, const QColor& color,
                   const QColor& halo, double haloWidth);

} // namespace suyuan::render
