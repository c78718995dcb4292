// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "gis/render/map_view.h"

#include <QString>

#include <stop_token>
#include <vector>

class QPainter;

namespace suyuan::render {

/// What lies below the features (底图), drawn after the background. Shared between threads: its calls are thread-safe.
class Underlay {
public:
  virtual ~Underlay() = default;
  /// Logical pixels, origin at the view's upper left corner, as paintMap has them. Error Cancelled when stopped.
  virtual Result<> paint(QPainter& painter, const MapView& view, std::stop_token stop) const = 0;
  /// What the owners of its pictures ask to be written on the map, in order; may be empty.
  [[nodiscard]] virtual std::vector<QString> credits() const = 0;
};

} // namespace suyuan::render
