// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/canvas/picture_history.h"
#include "app/desktop/canvas/touch_control.h"
#include "gis/backdrop/backdrop_stack.h"
#include "gis/render/geo_bridge.h"
#include "gis/render/map_scene.h"
#include "gis/render/map_view.h"
#include "gis/render/render_queue.h"

#include <QPolygonF>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <span>

namespace suyuan::desktop {

class MapTool;

/// Shows finished pictures of the map and hands the mouse to the tool. Drawing is on a worker, backdrops on another; until
/// a new picture is there the old one is shown moved and scaled, and where it does not reach, those before it. Wheel zooms, the middle button (or Space) pans with every tool,
/// two fingers move and zoom (TouchControl), Shift and a drag zoom into a box, + − and the arrows work from the keyboard.
class MapCanvas : public QWidget {
  Q_OBJECT
public:
  explicit MapCanvas(QWidget* parent = nullptr);
  ~MapCanvas() override;

  void setScene(render::MapScene scene, const std::string& crs); ///< keeps the view when the CRS is the same
  [[nodiscard]] const render::MapScene& scene() const { return scene_; }
  void changeScene(const std::function<void(render::MapScene&)>& change); ///< then draws
  /// What lies below the features from now on; null or empty: nothing.
  void setBackdrops(std::shared_ptr<const backdrop::BackdropStack> backdrops);
  void refreshBackdrop(); ///< more of it is there than when it was painted
  void setFurniture(bool shown); ///< scale bar and north arrow
  void setFrameInterval(int milliseconds); ///< at least so long between two pictures, and between two frames while the map moves; 0: as fast as it goes
  void setSign(const QString& sign); ///< small words in the lower left corner; empty for none
  [[nodiscard]] const QString& sign() const { return sign_; }
  [[nodiscard]] bool isBackdropDrawn() const; ///< as far as it is there
  [[nodiscard]] const render::MapView& view() const { return view_; }
  void setView(const render::MapView& view);
  [[nodiscard]] const render::GeoBridge* bridge() const { return bridge_ ? &*bridge_ : nullptr; }
  [[nodiscard]] std::optional<Point> lonLatAt(QPointF at) const;
  [[nodiscard]] std::optional<Box> shownLonLat() const; ///< around what the map shows, EPSG:4490
  [[nodiscard]] std::optional<QPointF> screenOf(const Point& lonLat) const;
  [[nodiscard]] QPolygonF polylineOf(std::span<const Point> lonLat) const; ///< positions outside the map's CRS are left out

  /// Where the survey is (lon/lat, EPSG:4490): shown as long as its records are not read yet.
  void setHome(const std::string& crs, const Box& lonLat);
  void setTool(MapTool* tool); ///< not owned
  [[nodiscard]] MapTool* tool() const { return tool_; }
  [[nodiscard]] Box whole() const; ///< where the survey is, map units; empty when the map has no place yet
  void fitAll();
  void showLonLat(const Point& lonLat, double atLeastScale = 0); ///< centres; zooms in to the scale when farther out
  void showMarker(std::optional<Point> lonLat);                   ///< the selected record's halo
  void zoomBy(double factor);
  bool zoomToCluster(QPointF at); ///< into the cluster whose sign is there; false when none is
  [[nodiscard]] bool isDrawn() const; ///< the picture shown is of this view
  [[nodiscard]] QRectF rubberBand() const { return band_; }
  void setRubberBand(const QRectF& band) { band_ = band; update(); }

Q_SIGNALS:
  void pointed(const suyuan::Point& lonLat);
  void viewChanged();
  void sceneChanged();
  void drawn(double milliseconds);
  void backdropFailed(quint64 number, const suyuan::Error& error);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override; ///< a tool may take a key before it is a shortcut
  void keyPressEvent(QKeyEvent* event) override;

private:
  void useCrs(const std::string& crs);
  void ask();
  void nextFrame(); ///< update(), held back by the frame interval
  void take(render::RenderedMap map);
  void askBackdrop();
  [[nodiscard]] bool hasBackdrop() const;
  void paintNewEdits(QPainter& painter) const; ///< that the picture shown does not have yet

  render::MapScene scene_;
  render::SceneSnapshot snapshot_;
  render::MapView view_;
  std::optional<render::GeoBridge> bridge_;
  PictureHistory pictures_, backdropPictures_;
  std::shared_ptr<const backdrop::BackdropStack> backdrops_;
  render::SceneSnapshot backdropScene_;
  std::uint64_t backdropAsked_ = 0;
  QString sign_;
  bool furniture_ = false;
  std::optional<Point> marker_;
  std::uint64_t asked_ = 0;
  std::uint64_t sceneAsked_ = 0; ///< the first request for the scene as it is; 0: none yet
  std::uint64_t groundAsked_ = 0; ///< the first request with the background, or without it, as it is now; 0: none yet
  Box home_;
  bool fitPending_ = true;
  MapTool* tool_ = nullptr;
  QRectF band_;
  std::optional<QPointF> dragFrom_, boxFrom_;
  TouchControl touch_{*this};
  QTimer askLater_, backdropLater_, frameLater_;
  int frameMs_ = 0;
  std::unique_ptr<render::RenderQueue> queue_, backdropQueue_;
};

} // namespace suyuan::desktop
