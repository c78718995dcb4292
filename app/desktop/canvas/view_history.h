// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/map_view.h"

#include <QTimer>

#include <cstddef>
#include <vector>

namespace suyuan::desktop {

class MapCanvas;

/// The views that were rested at, to go back and forward between, as a browser does. Lives as long as its canvas.
class ViewHistory : public QObject {
  Q_OBJECT
public:
  static constexpr int restMilliseconds = 400; ///< shorter than this, a view was passed through by a wheel or a drag

  explicit ViewHistory(MapCanvas& canvas);

  void back();
  void forward();
  [[nodiscard]] bool canGoBack() const; ///< also from a view that is not rested at yet
  [[nodiscard]] bool canGoForward() const { return at_ + 1 < views_.size(); }

private:
  void rest();
  void go(std::size_t to);
  [[nodiscard]] bool isElsewhere() const; ///< than the view that is the present one here

  MapCanvas& canvas_;
  QTimer rest_;
  std::vector<render::MapView> views_;
  std::size_t at_ = 0;
};

} // namespace suyuan::desktop
