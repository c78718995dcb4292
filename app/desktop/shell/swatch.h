// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/legend.h"

#include <QIcon>

namespace suyuan::desktop {

/// A legend's sample as an icon, in the middle of the map's background. Sizes in logical pixels.
[[nodiscard]] QIcon swatchOf(const render::LegendEntry& entry, QSize size, QSize sample, const QColor& background, double devicePixelRatio);

} // namespace suyuan::desktop
