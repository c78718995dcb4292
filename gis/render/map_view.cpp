// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/map_view.h"

#include <algorithm>
#include <cmath>

namespace suyuan::render {

Box MapView::box(double margin) const noexcept {
  const double halfX = (size.width() / 2.0 + margin) * metresPerPixel;
  const double halfY = (size.height() / 2.0 + margin) * metresPerPixel;
  return {centerX - halfX, centerY - halfY, centerX + halfX, centerY + halfY};
}

QSize MapView::deviceSize() const noexcept {
  return {static_cast<int>(std::lround(size.width() * devicePixelRatio)),
          static_cast<int>(std::lround(size.height() * devicePixelRatio))};
}

MapView MapView::panned(QPointF by) const noexcept {
  MapView view = *this;
  view.centerX -= by.x() * metresPerPixel;
  view.centerY += by.y() * metresPerPixel;
  return view;
}

MapView MapView::zoomedAt(QPointF at, double factor) const noexcept {
  const Point fixed = toMap(at);
  MapView view = *this;
  view.metresPerPixel = metresPerPixel / factor;
  view.centerX = fixed.x - (at.x() - size.width() / 2.0) * view.metresPerPixel;
  view.centerY = fixed.y + (at.y() - size.height() / 2.0) * view.metresPerPixel;
  return view;
}

MapView MapView::fitted(const Box& box, double margin) const noexcept {
  MapView view = *this;
  if (box.isEmpty()) return view;
  view.centerX = (box.minX + box.maxX) / 2;
  view.centerY = (box.minY + box.maxY) / 2;
  const double width = std::max(size.width() - 2 * margin, 10.0);
  const double height = std::max(size.height() - 2 * margin, 10.0);
  const double needed = std::max((box.maxX - box.minX) / width, (box.maxY - box.minY) / height);
  // A single point has no extent of its own: show some hundred metres around it.
  view.metresPerPixel = needed > 0 ? needed : 0.5 / metresPerUnit;
  return view;
}

MapView MapView::around(QPointF at, double reach) const noexcept {
  const Point middle = toMap(at);
  MapView view = *this;
  view.centerX = middle.x;
  view.centerY = middle.y;
  view.size = QSize(1, 1) * static_cast<int>(std::ceil(2 * reach));
  return view;
}

MapView MapView::withScale(double denominator) const noexcept {
  MapView view = *this;
  view.metresPerPixel = denominator * 0.0254 / 96.0 / metresPerUnit;
  return view;
}

} // namespace suyuan::render
