// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/composition/compose.h"

namespace suyuan::composition {

/// Where an item is being drawn: the page's content, its map and what has been put down so far.
struct PageDrawing {
  QPainter& painter; ///< mm
  const Layout& layout;
  const PageContent& content;
  const render::MapScene& scene; ///< the content's, as it is printed
  const std::vector<const OutfallLine*>& outfalls; ///< those in the frame
  PageReport& report;
  std::stop_token stop;
};

// Each draws one item other than the map.
void paintText(const PageDrawing& page, const Item& item);
void paintLegendItem(const PageDrawing& page, const Item& item);
void paintScaleBarItem(const PageDrawing& page, const Item& item);
void paintNorthArrowItem(const PageDrawing& page, const Item& item);
void paintOutfallTable(const PageDrawing& page, const Item& item);
Result<> paintOverview(const PageDrawing& page, const Item& item);

} // namespace suyuan::composition
