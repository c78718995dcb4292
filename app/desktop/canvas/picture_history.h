// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/render_queue.h"

#include <optional>
#include <vector>

class QPainter;

namespace suyuan::desktop {

/// The newest finished picture of the map and some before it. It is painted where it lies in any view, and where it
/// does not reach, those before it: the nearest scale first.
class PictureHistory {
public:
  void take(render::RenderedMap map); ///< an older one than what is shown is dropped
  void forgetFormer() { kept_.clear(); }
  void clear() { shown_.reset(), kept_.clear(); }
  [[nodiscard]] const std::optional<render::RenderedMap>& shown() const { return shown_; }
  void paint(QPainter& painter, const render::MapView& view) const;

private:
  void keep(render::RenderedMap map);
  std::optional<render::RenderedMap> shown_;
  std::vector<render::RenderedMap> kept_; ///< oldest first
};

} // namespace suyuan::desktop
