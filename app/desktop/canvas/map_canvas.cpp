// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/map_canvas.h"

#include "app/desktop/tools/map_tool.h"
#include "gis/render/clusters.h"
#include "gis/render/scene_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr std::size_t mostEdits = 300; ///< records that are drawn at once, in the window's thread
constexpr std::size_t mostKept = 6; ///< pictures; at 1600 × 1000 some 38 MB

} // namespace

MapCanvas::MapCanvas(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 180);
  setAttribute(Qt::WA_OpaquePaintEvent);
  askLater_.setSingleShot(true);
  askLater_.setInterval(15);
  connect(&askLater_, &QTimer::timeout, this, &MapCanvas::ask);
  queue_ = std::make_unique<render::RenderQueue>([this](render::RenderedMap map) {
    QMetaObject::invokeMethod(this, [this, map = std::move(map)]() mutable { take(std::move(map)); }, Qt::QueuedConnection);
  });
}

MapCanvas::~MapCanvas() { queue_.reset(); }

void MapCanvas::setScene(render::MapScene scene, const std::string& crs) {
  scene_ = std::move(scene);
  kept_.clear();
  useCrs(crs);
  snapshot_.reset();
  sceneAsked_ = 0;
  if (fitPending_) fitAll();
  askLater_.start();
}

void MapCanvas::useCrs(const std::string& crs) {
  if (bridge_ && view_.crs == crs) return;
  view_.crs = crs;
  fitPending_ = true;
  if (auto bridge = render::GeoBridge::make(crs)) {
    view_.metresPerUnit = bridge->isGeographic() ? 111320.0 : 1.0;
    bridge_.emplace(std::move(*bridge));
  }
}

void MapCanvas::setHome(const std::string& crs, const Box& lonLat) {
  home_ = lonLat;
  useCrs(crs);
  if (fitPending_) fitAll();
}

void MapCanvas::changeScene(const std::function<void(render::MapScene&)>& change) {
  change(scene_);
  kept_.clear();
  snapshot_.reset();
  sceneAsked_ = 0;
  update();
  askLater_.start();
}

void MapCanvas::setView(const render::MapView& view) {
  view_ = view;
  view_.size = size();
  view_.devicePixelRatio = devicePixelRatioF();
  update();
  Q_EMIT viewChanged();
  askLater_.start();
}

std::optional<Point> MapCanvas::lonLatAt(QPointF at) const {
  return bridge_ ? bridge_->toLonLat(view_, at) : std::nullopt;
}

std::optional<QPointF> MapCanvas::screenOf(const Point& lonLat) const {
  if (!bridge_) return std::nullopt;
  const auto map = bridge_->toMap(lonLat);
  return map ? std::optional(view_.toScreen(map->x, map->y)) : std::nullopt;
}

void MapCanvas::setTool(MapTool* tool) {
  if (tool_ != nullptr) tool_->leave();
  tool_ = tool;
  band_ = {};
  setCursor(tool != nullptr ? tool->cursor() : Qt::ArrowCursor);
}

void MapCanvas::fitAll() {
  Box box;
  // The survey's own records say where it is; rivers and divisions may reach far beyond them.
  for (const char* id : {"outfalls", "channels", "candidates"})
    if (const auto* layer = scene_.find(id); layer != nullptr && layer->table) box.add(layer->table->extent());
  if (box.isEmpty() && !home_.isEmpty() && bridge_) box = bridge_->toMap(home_);
  if (box.isEmpty()) box = scene_.extent();
  if (box.isEmpty() && bridge_) box = bridge_->toMap(Box{121.6, 40.8, 131.4, 46.4}); // Jilin
  if (box.isEmpty() || width() < 10) return;
  fitPending_ = false;
  if (box.maxX - box.minX < 2000) box = box.grown(1000, 1000);
  render::MapView view = view_;
  view.size = size();
  setView(view.fitted(box, 30));
}

void MapCanvas::showLonLat(const Point& lonLat, double atLeastScale) {
  if (!bridge_) return;
  const auto map = bridge_->toMap(lonLat);
  if (!map) return;
  render::MapView view = view_;
  if (atLeastScale > 0 && view.scaleDenominator() > atLeastScale) view = view.withScale(atLeastScale);
  view.centerX = map->x;
  view.centerY = map->y;
  setView(view);
}

void MapCanvas::showMarker(std::optional<Point> lonLat) {
  marker_ = lonLat;
  update();
}

void MapCanvas::zoomBy(double factor) { setView(view_.zoomedAt(rect().center(), factor)); }

bool MapCanvas::zoomToCluster(QPointF at) {
  const auto cluster = render::clusterAt(scene_, view_, at);
  if (cluster) setView(view_.fitted(cluster->cell, 20));
  return cluster.has_value();
}

bool MapCanvas::isDrawn() const { return shown_ && shown_->request == asked_ && !askLater_.isActive() && queue_->isIdle(); }

void MapCanvas::ask() {
  if (!scene_.style || !bridge_ || width() < 10) return;
  if (!snapshot_) snapshot_ = std::make_shared<const render::MapScene>(scene_);
  view_.size = size();
  view_.devicePixelRatio = devicePixelRatioF();
  asked_ = queue_->request(snapshot_, view_);
  if (sceneAsked_ == 0) sceneAsked_ = asked_;
}

void MapCanvas::take(render::RenderedMap map) {
  if (shown_ && map.request < shown_->request) return;
  if (shown_) keep(std::move(*shown_));
  shown_ = std::move(map);
  update();
  Q_EMIT drawn(shown_->milliseconds);
}

/// Of many the oldest goes, but the one that shows the most stays: it is what stands in when all else is too near.
void MapCanvas::keep(render::RenderedMap map) {
  kept_.push_back(std::move(map));
  if (kept_.size() <= mostKept) return;
  const auto widest = std::ranges::max_element(kept_, {}, [](const render::RenderedMap& m) { return m.view.metresPerPixel; });
  kept_.erase(widest == kept_.begin() ? kept_.begin() + 1 : kept_.begin());
}

QRectF MapCanvas::placeOf(const render::RenderedMap& map) const {
  const Point corner = map.view.toMap({0, 0});
  return {view_.toScreen(corner.x, corner.y), QSizeF(map.view.size) * (map.view.metresPerPixel / view_.metresPerPixel)};
}

/// In the same projection, and not so much nearer that it would be a speck.
bool MapCanvas::isShowable(const render::RenderedMap& map) const {
  return map.view.crs == view_.crs && map.view.metresPerPixel > view_.metresPerPixel / 16;
}

void MapCanvas::paintStandIns(QPainter& painter) const {
  QRegion bare = rect();
  if (shown_ && shown_->view.crs == view_.crs) bare -= placeOf(*shown_).toAlignedRect().adjusted(1, 1, -1, -1);
  std::vector<const render::RenderedMap*> nearest;
  for (const render::RenderedMap& map : kept_)
    if (isShowable(map)) nearest.push_back(&map);
  std::ranges::stable_sort(nearest, {}, [&](const render::RenderedMap* m) { return std::abs(std::log(m->view.metresPerPixel / view_.metresPerPixel)); });
  for (const render::RenderedMap* map : nearest) {
    if (bare.isEmpty()) break;
    const QRectF place = placeOf(*map);
    if (!bare.intersects(place.toAlignedRect())) continue;
    painter.setClipRegion(bare);
    painter.drawImage(place, map->image);
    bare -= place.toAlignedRect().adjusted(1, 1, -1, -1);
  }
  painter.setClipping(false);
}

void MapCanvas::paintNewEdits(QPainter& painter) const {
  if (!scene_.style || (shown_ && sceneAsked_ != 0 && shown_->request >= sceneAsked_)) return;
  for (const render::SceneLayer& layer : scene_.layers)
    if (layer.isEdits() && layer.table->size() <= mostEdits) render::paintFeatures(painter, layer, view_, *scene_.style);
}

void MapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), scene_.style ? scene_.style->background : palette().color(QPalette::Base));
  paintStandIns(painter);
  if (shown_ && shown_->view.crs == view_.crs) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, std::abs(shown_->view.metresPerPixel / view_.metresPerPixel - 1) > 1e-9);
    painter.drawImage(placeOf(*shown_), shown_->image);
  }
  painter.setRenderHint(QPainter::Antialiasing);
  paintNewEdits(painter);
  if (marker_)
    if (const auto at = screenOf(*marker_)) {
      const QColor colour = scene_.style ? scene_.style->selection : palette().color(QPalette::Highlight);
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(Qt::white, 6));
      painter.drawEllipse(*at, 13, 13);
      painter.setPen(QPen(colour, 3));
      painter.drawEllipse(*at, 13, 13);
    }
  if (tool_ != nullptr) tool_->paint(painter);
  if (!band_.isNull()) {
    QColor fill = palette().color(QPalette::Highlight);
    painter.setPen(QPen(fill, 1.5));
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(band_);
  }
  if (hasFocus()) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
  }
}

void MapCanvas::resizeEvent(QResizeEvent*) {
  view_.size = size();
  if (fitPending_) fitAll();
  askLater_.start();
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
  setView(view_.zoomedAt(event->position(), std::pow(2.0, event->angleDelta().y() / 240.0)));
  event->accept();
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier)) {
    boxFrom_ = event->position();
  } else if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && (tool_ == nullptr || tool_->pans()))) {
    dragFrom_ = event->position();
  }
  if (event->button() == Qt::LeftButton && tool_ != nullptr && !boxFrom_) {
    tool_->setModifiers(event->modifiers());
    tool_->press(event->position());
  }
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (boxFrom_) {
    setRubberBand(QRectF(*boxFrom_, event->position()).normalized());
  } else if (dragFrom_) {
    setView(view_.panned(event->position() - *dragFrom_));
    dragFrom_ = event->position();
  }
  if (tool_ != nullptr) {
    tool_->setModifiers(event->modifiers());
    tool_->moveTo(event->position());
  }
  if (const auto at = lonLatAt(event->position())) Q_EMIT pointed(*at);
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
  dragFrom_.reset();
  if (boxFrom_) {
    const QRectF band = band_;
    boxFrom_.reset();
    setRubberBand({});
    if (band.width() > 5 && band.height() > 5) {
      const Point a = view_.toMap(band.bottomLeft()), b = view_.toMap(band.topRight());
      setView(view_.fitted(Box{a.x, a.y, b.x, b.y}, 0));
    }
    return;
  }
  if (event->button() == Qt::LeftButton && tool_ != nullptr) {
    tool_->setModifiers(event->modifiers());
    tool_->release(event->position());
  }
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || tool_ == nullptr) return mousePressEvent(event);
  tool_->setModifiers(event->modifiers());
  tool_->doubleClick(event->position());
}

bool MapCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && tool_ != nullptr) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (tool_->wants(*key)) key->accept();
  }
  return QWidget::event(event);
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
  if (tool_ != nullptr) {
    tool_->setModifiers(event->modifiers());
    if (tool_->key(*event)) return;
  }
  const double step = 80;
  switch (event->key()) {
    case Qt::Key_Plus: case Qt::Key_Equal: return zoomBy(1.5);
    case Qt::Key_Minus: return zoomBy(1 / 1.5);
    case Qt::Key_Left: return setView(view_.panned({step, 0}));
    case Qt::Key_Right: return setView(view_.panned({-step, 0}));
    case Qt::Key_Up: return setView(view_.panned({0, step}));
    case Qt::Key_Down: return setView(view_.panned({0, -step}));
    case Qt::Key_Return: case Qt::Key_Enter: // the tool acts at the middle of the map
      if (tool_ != nullptr) {
        tool_->press(rect().center());
        tool_->release(rect().center());
      }
      return;
    default: QWidget::keyPressEvent(event);
  }
}

} // namespace suyuan::desktop
