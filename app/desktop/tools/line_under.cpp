// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tools/line_under.h"

#include "app/desktop/canvas/map_canvas.h"
#include "gis/render/identify.h"

#include <algorithm>

namespace suyuan::desktop {

bool isEditableLine(Layer layer, bool withAreas) {
  return layer == Layer::Rivers || layer == Layer::Channels || (withAreas && (layer == Layer::Lakes || layer == Layer::Zones));
}

std::vector<LineRecord> linesUnder(const MapCanvas& canvas, QPointF at, bool withAreas) {
  std::vector<LineRecord> found;
  for (const auto& hit : render::identify(canvas.scene(), canvas.view(), at, 8, 50))
    if (const auto layer = layerNamed(hit.layer); layer && isEditableLine(*layer, withAreas)) found.push_back({*layer, Fid{hit.fid}});
  std::ranges::stable_partition(found, [](const LineRecord& record) { return isEditableLine(record.layer, false); });
  return found;
}

std::optional<LineRecord> lineUnder(const MapCanvas& canvas, QPointF at, bool withAreas) {
  const auto found = linesUnder(canvas, at, withAreas);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

} // namespace suyuan::desktop
