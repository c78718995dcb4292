// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/survey/long_section.h"
#include "gis/composition/page_painter.h"

#include <QColor>
#include <QRectF>

namespace suyuan::reports {

struct SectionStyle {
  QColor ground{120, 96, 60}, pipe{40, 90, 150}, broken{150, 150, 150}, text{0, 0, 0};
};

/// Draws a long section into a box of the page (painter in mm): the ground where it is known, each pipe with its invert and crown, stations with names, and below it the
/// rows distance, ground level, invert level, size and slope (管径、坡度). Heights are exaggerated by a round number that the drawing names. Pieces without levels are drawn
/// broken between what is known. Nothing for an empty section.
void paintLongSection(QPainter& painter, composition::PagePainter& page, const QRectF& box, const survey::LongSection& section, const SectionStyle& style = {});

} // namespace suyuan::reports
