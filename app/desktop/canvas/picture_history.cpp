// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/picture_history.h"

#include <QPainter>
#include <QRegion>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr std::size_t mostKept = 6; ///< pictures; at 1600 × 1000 some 38 MB

QRectF placeOf(const render::RenderedMap& map, const render::MapView& view) {
  const Point corner = map.view.toMap({0, 0});
  return {view.toScreen(corner.x, corner.y), QSizeF(map.view.size) * (map.view.metresPerPixel / view.metresPerPixel)};
}

/// In the same projection, and not so much nearer that it would be a speck.
bool isShowable(const render::RenderedMap& map, const render::MapView& view) {
  return map.view.crs == view.crs && map.view.metresPerPixel > view.metresPerPixel / 16;
}

} // namespace

void PictureHistory::take(render::RenderedMap map) {
  if (shown_ && map.request < shown_->request) return;
  if (shown_) keep(std::move(*shown_));
  shown_ = std::move(map);
}

/// Of many the oldest goes, but the one that shows the most stays: it is what stands in when all else is too near.
void PictureHistory::keep(render::RenderedMap map) {
  kept_.push_back(std::move(map));
  if (kept_.size() <= mostKept) return;
  const auto widest = std::ranges::max_element(kept_, {}, [](const render::RenderedMap& m) { return m.view.metresPerPixel; });
  kept_.erase(widest == kept_.begin() ? kept_.begin() + 1 : kept_.begin());
}

void PictureHistory::paint(QPainter& painter, const render::MapView& view) const {
  QRegion bare(QRect(QPoint(0, 0), view.size));
  const bool current = shown_ && shown_->view.crs == view.crs;
  if (current) bare -= placeOf(*shown_, view).toAlignedRect().adjusted(1, 1, -1, -1);
  std::vector<const render::RenderedMap*> nearest;
  for (const render::RenderedMap& map : kept_)
    if (isShowable(map, view)) nearest.push_back(&map);
  std::ranges::stable_sort(nearest, {}, [&](const render::RenderedMap* m) { return std::abs(std::log(m->view.metresPerPixel / view.metresPerPixel)); });
  for (const render::RenderedMap* map : nearest) {
    if (bare.isEmpty()) break;
    const QRectF place = placeOf(*map, view);
    if (!bare.intersects(place.toAlignedRect())) continue;
    // Saved and restored: a clip that is only switched off is not replaced by the next one that is set on the same painter.
    painter.save();
    painter.setClipRegion(bare);
    painter.drawImage(place, map->image);
    painter.restore();
    bare -= place.toAlignedRect().adjusted(1, 1, -1, -1);
  }
  if (!current) return;
  painter.save();
  painter.setRenderHint(QPainter::SmoothPixmapTransform, std::abs(shown_->view.metresPerPixel / view.metresPerPixel - 1) > 1e-9);
  painter.drawImage(placeOf(*shown_, view), shown_->image);
  painter.restore();
}

} // namespace suyuan::desktop
