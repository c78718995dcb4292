// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/backdrop/live_underlay.h"

#include <QPainter>

namespace suyuan::backdrop {

Result<> LiveUnderlay::paint(QPainter& painter, const render::MapView& view, std::stop_token stop) const {
  auto picture = stack_->picture(view, stop);
  if (!picture) return std::unexpected(std::move(picture).error());
  painter.drawImage(QPointF(0, 0), picture->image);
  if (failed_)
    for (const auto& [number, error] : picture->failures) failed_(number, error);
  return {};
}

} // namespace suyuan::backdrop
