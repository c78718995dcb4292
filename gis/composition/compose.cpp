// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/composition/compose.h"

#include "gis/composition/page_items.h"
#include "gis/composition/page_painter.h"
#include "gis/projection/crs.h"
#include "gis/render/geo_bridge.h"

namespace suyuan::composition {

namespace {

Result<> paintItem(const PageDrawing& page, const Item& item) {
  switch (item.kind) {
  case ItemKind::Map: return paintMapFrame(page.painter, page.report.map, page.scene, item, page.layout.enlarge, page.stop);
  case ItemKind::Overview: return paintOverview(page, item);
  case ItemKind::Text: paintText(page, item); break;
  case ItemKind::Legend: paintLegendItem(page, item); break;
  case ItemKind::ScaleBar: paintScaleBarItem(page, item); break;
  case ItemKind::NorthArrow: paintNorthArrowItem(page, item); break;
  case ItemKind::Table: paintOutfallTable(page, item); break;
  case ItemKind::Frame: PagePainter(page.painter, *page.scene.style).frame(item.at, item.width); break;
  }
  return {};
}

Result<> checked(const PageContent& content) {
  if (!content.scene.style) return failure(ErrorCode::ReportFailed, {}, "the scene has no style");
  const auto crs = projection::Crs::parse(content.mapCrs);
  if (!crs) return std::unexpected(crs.error());
  if (!crs->isProjected() || crs->epsg() == 3857) return failure(ErrorCode::ReportFailed, {}, "a page of true scale needs a projected CRS of true scale");
  if (content.extent.isEmpty()) return failure(ErrorCode::ReportFailed, {}, "there is nothing to show");
  return {};
}

Result<std::vector<const OutfallLine*>> outfallsIn(const MapFrame& frame, const PageContent& content) {
  auto bridge = render::GeoBridge::make(content.mapCrs);
  if (!bridge) return std::unexpected(std::move(bridge).error());
  std::vector<const OutfallLine*> shown;
  const Box box = frame.box();
  for (const OutfallLine& outfall : content.outfalls)
    if (const auto at = bridge->toMap(outfall.lonLat); at && at->x >= box.minX && at->x <= box.maxX && at->y >= box.minY && at->y <= box.maxY) shown.push_back(&outfall);
  return shown;
}

double scaleOf(const Layout& layout, const PageContent& content) {
  if (content.scaleDenominator > 0) return content.scaleDenominator;
  const Item& map = layout.map();
  return map.scaleDenominator > 0 ? map.scaleDenominator : roundScaleFor(content.extent, map.at);
}

} // namespace

MapFrame frameOf(const Layout& layout, const PageContent& content) {
  const Box& extent = content.extent;
  return frameAround(content.mapCrs, layout.map().at, (extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2, scaleOf(layout, content), layout.enlarge);
}

Result<PageReport> paintPage(QPainter& painter, const Layout& layout, const PageContent& content, std::stop_token stop, const PageProgress& progress) {
  SUYUAN_TRY(checked(content));
  PageReport report;
  report.size = layout.size;
  report.map = frameOf(layout, content);
  report.scaleDenominator = scaleOf(layout, content);
  render::MapScene scene = content.scene;
  scene.background = false; // paper is white
  report.mapIsPicture = isMass(scene, report.map);
  auto outfalls = outfallsIn(report.map, content);
  if (!outfalls) return std::unexpected(std::move(outfalls).error());
  report.outfalls = outfalls->size();
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  const PageDrawing page{painter, layout, content, scene, *outfalls, report, stop};
  for (std::size_t i = 0; i < layout.items.size(); ++i) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    SUYUAN_TRY(paintItem(page, layout.items[i]));
    if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(layout.items.size()));
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  return report;
}

} // namespace suyuan::composition
