// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/composition/layout.h"
#include "gis/composition/map_frame.h"
#include "gis/render/map_scene.h"

#include <QPainter>
#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace suyuan::composition {

/// An outfall as a page's table shows it.
struct OutfallLine {
  Point lonLat; ///< CGCS2000
  QString code, name, kind, river, status;
};

/// What a page is made of, as plain data; the layout says where it goes.
struct PageContent {
  render::MapScene scene;       ///< layers in mapCrs, drawn on white
  std::string mapCrs;           ///< projected, metres
  Box extent;                   ///< map units: what the map must show
  double scaleDenominator = 0;  ///< goes before the layout's; 0 = the layout's, else the largest round one that shows the extent
  std::string language = "zh";  ///< "zh" or "en", for the words that the page itself writes
  std::map<std::string, QString, std::less<>> words; ///< of placeholders(): title, survey, author, date, source; the others are the page's own
  std::vector<OutfallLine> outfalls; ///< those outside the frame are left out
};

/// What was put on the page.
struct PageReport {
  double scaleDenominator = 0;
  QSizeF size;                     ///< mm
  MapFrame map;
  bool mapIsPicture = false;       ///< the frame holds a mass (map_frame.h)
  double barMetres = 0, barMm = 0; ///< scale bar
  std::vector<QString> legend;     ///< in order
  std::size_t outfalls = 0;        ///< in the frame
  std::size_t listed = 0;          ///< of those in the table; the page says how many are not
};

/// The map's frame that the page will have. \pre content.extent is not empty
[[nodiscard]] MapFrame frameOf(const Layout& layout, const PageContent& content);

using PageProgress = std::function<void(double done)>; ///< 0 … 1

/// Draws the page: the painter's unit is the millimetre, its origin the page's upper left corner. One way for screen, picture and print.
/// Errors: ReportFailed when the map's CRS is not in metres or there is nothing to show, CrsFailed, RenderFailed, Cancelled.
[[nodiscard]] Result<PageReport> paintPage(QPainter& painter, const Layout& layout, const PageContent& content, std::stop_token stop = {},
                                           const PageProgress& progress = {});

} // namespace suyuan::composition
