// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/render/render_queue.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace suyuan::desktop {

class MapCanvas;

/// The whole survey small in a corner of the map (鹰眼图), with a frame around what the map shows; a click or a drag in it
/// moves the map there, the wheel zooms the map. Drawn on a worker of its own, once the map's records have not changed for a
/// moment. A child of its canvas.
class OverviewMap : public QWidget {
  Q_OBJECT
public:
  explicit OverviewMap(MapCanvas& canvas);
  ~OverviewMap() override;

  [[nodiscard]] bool isDrawn() const { return asked_ != 0 && shown_ && shown_->request == asked_ && !later_.isActive(); }
  [[nodiscard]] QRectF frame() const; ///< of what the map shows, in this widget; empty as long as nothing is drawn

protected:
  bool eventFilter(QObject* watched, QEvent* event) override; ///< the canvas' size
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

private:
  void place();
  void ask();
  void moveMapTo(QPointF at);

  MapCanvas& canvas_;
  QTimer later_;
  std::optional<render::RenderedMap> shown_;
  std::uint64_t asked_ = 0;
  std::unique_ptr<render::RenderQueue> queue_;
};

} // namespace suyuan::desktop
