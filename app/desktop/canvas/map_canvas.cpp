// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/map_canvas.h"

#include "app/desktop/tools/map_tool.h"
#include "gis/backdrop/live_underlay.h"
#include "gis/render/clusters.h"
#include "gis/render/decorations.h"
#include "gis/render/scene_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTouchEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr double furnitureSize = 0.72; ///< of scale bar and north arrow: less than on a picture

constexpr int askMs = 15; ///< from a change of the view to the question for its picture
constexpr std::size_t mostEdits = 300; ///< records that are drawn at once, in the window's thread

} // namespace

MapCanvas::MapCanvas(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setAttribute(Qt::WA_AcceptTouchEvents);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(240, 180);
  setAttribute(Qt::WA_OpaquePaintEvent);
  askLater_.setSingleShot(true);
  askLater_.setInterval(askMs);
  frameLater_.setSingleShot(true);
  connect(&frameLater_, &QTimer::timeout, this, qOverload<>(&QWidget::update));
  connect(&askLater_, &QTimer::timeout, this, &MapCanvas::ask);
  queue_ = std::make_unique<render::RenderQueue>([this](render::RenderedMap map) {
    QMetaObject::invokeMethod(this, [this, map = std::move(map)]() mutable { take(std::move(map)); }, Qt::QueuedConnection);
  });
  backdropLater_.setSingleShot(true);
  backdropLater_.setInterval(80);
  connect(&backdropLater_, &QTimer::timeout, this, &MapCanvas::askBackdrop);
  backdropQueue_ = std::make_unique<render::RenderQueue>([this](render::RenderedMap map) {
    QMetaObject::invokeMethod(this, [this, map = std::move(map)]() mutable {
      backdropPictures_.take(std::move(map));
      update();
    }, Qt::QueuedConnection);
  });
}

MapCanvas::~MapCanvas() {
  queue_.reset();
  backdropQueue_.reset();
}

void MapCanvas::setScene(render::MapScene scene, const std::string& crs) {
  scene_ = std::move(scene);
  scene_.underlay = backdrops_;
  scene_.furniture = furniture_ ? furnitureSize : 0;
  pictures_.forgetFormer();
  useCrs(crs);
  snapshot_.reset();
  sceneAsked_ = 0;
  if (fitPending_) fitAll();
  askLater_.start();
  Q_EMIT sceneChanged();
}

void MapCanvas::setBackdrops(std::shared_ptr<const backdrop::BackdropStack> backdrops) {
  const bool hadSome = hasBackdrop();
  backdrops_ = std::move(backdrops);
  scene_.underlay = backdrops_;
  backdropScene_.reset();
  backdropPictures_.forgetFormer();
  if (!hasBackdrop()) {
    backdropQueue_->cancel();
    backdropPictures_.clear();
  }
  if (hadSome != hasBackdrop()) { // the pictures of the features have the background in them, or have not
    pictures_.forgetFormer();
    snapshot_.reset();
    groundAsked_ = 0;
    askLater_.start();
  }
  update();
  refreshBackdrop();
}

void MapCanvas::refreshBackdrop() {
  if (hasBackdrop() && !backdropLater_.isActive()) backdropLater_.start(); // not anew: tiles may come all the time
}

bool MapCanvas::hasBackdrop() const { return backdrops_ && !backdrops_->isEmpty(); }

void MapCanvas::setFurniture(bool shown) {
  furniture_ = shown;
  scene_.furniture = shown ? furnitureSize : 0; // names keep off it from the next picture on
  snapshot_.reset();
  askLater_.start();
  update();
}

void MapCanvas::setFrameInterval(int milliseconds) {
  frameMs_ = milliseconds;
  askLater_.setInterval(std::max(askMs, milliseconds));
  frameLater_.setInterval(milliseconds);
}

void MapCanvas::nextFrame() {
  if (frameMs_ == 0) return update();
  if (!frameLater_.isActive()) frameLater_.start();
}

void MapCanvas::setSign(const QString& sign) {
  if (sign == sign_) return;
  sign_ = sign;
  update();
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
  pictures_.forgetFormer();
  snapshot_.reset();
  sceneAsked_ = 0;
  update();
  askLater_.start();
  Q_EMIT sceneChanged();
}

void MapCanvas::setView(const render::MapView& view) {
  view_ = view;
  view_.size = size();
  view_.devicePixelRatio = devicePixelRatioF();
  nextFrame();
  Q_EMIT viewChanged();
  askLater_.start();
}

std::optional<Point> MapCanvas::lonLatAt(QPointF at) const {
  return bridge_ ? bridge_->toLonLat(view_, at) : std::nullopt;
}

std::optional<Box> MapCanvas::shownLonLat() const {
  if (!bridge()) return std::nullopt;
  const Box box = view().box();
  Box lonLat;
  for (const Point& corner : {Point{box.minX, box.minY}, Point{box.minX, box.maxY}, Point{box.maxX, box.minY}, Point{box.maxX, box.maxY}})
    if (const auto at = bridge()->toLonLat(corner)) lonLat.add(at->x, at->y);
  if (lonLat.isEmpty()) return std::nullopt;
  return lonLat;
}

std::optional<QPointF> MapCanvas::screenOf(const Point& lonLat) const {
  if (!bridge_) return std::nullopt;
  const auto map = bridge_->toMap(lonLat);
  return map ? std::optional(view_.toScreen(map->x, map->y)) : std::nullopt;
}

QPolygonF MapCanvas::polylineOf(std::span<const Point> lonLat) const {
  QPolygonF line;
  line.reserve(static_cast<qsizetype>(lonLat.size()));
  for (const Point& at : lonLat)
    if (const auto on = screenOf(at)) line << *on;
  return line;
}

void MapCanvas::setTool(MapTool* tool) {
  if (tool_ != nullptr) tool_->leave();
  tool_ = tool;
  band_ = {};
  setCursor(tool != nullptr ? tool->cursor() : Qt::ArrowCursor);
}

Box MapCanvas::whole() const {
  Box box;
  // The survey's own records say where it is; rivers and divisions may reach far beyond them.
  for (const char* id : {"outfalls", "channels", "candidates"})
    if (const auto* layer = scene_.find(id); layer != nullptr && layer->table) box.add(layer->table->extent());
  if (box.isEmpty() && !home_.isEmpty() && bridge_) box = bridge_->toMap(home_);
  if (box.isEmpty()) box = scene_.extent();
  if (box.isEmpty() && bridge_) box = bridge_->toMap(Box{121.6, 40.8, 131.4, 46.4}); // Jilin
  return !box.isEmpty() && box.maxX - box.minX < 2000 ? box.grown(1000, 1000) : box;
}

void MapCanvas::fitAll() {
  const Box box = whole();
  if (box.isEmpty() || width() < 10) return;
  fitPending_ = false;
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

bool MapCanvas::isDrawn() const {
  const auto& shown = pictures_.shown();
  return shown && shown->request == asked_ && !askLater_.isActive() && queue_->isIdle() && isBackdropDrawn();
}

bool MapCanvas::isBackdropDrawn() const {
  const auto& shown = backdropPictures_.shown();
  return !hasBackdrop() || (shown && shown->request == backdropAsked_ && !backdropLater_.isActive() && backdropQueue_->isIdle());
}

void MapCanvas::ask() {
  if (!scene_.style || !bridge_ || width() < 10) return;
  if (!snapshot_) {
    // What lies below is a picture of its own: the features never wait for it.
    auto features = std::make_shared<render::MapScene>(scene_);
    features->underlay.reset();
    features->background = !hasBackdrop();
    snapshot_ = std::move(features);
  }
  view_.size = size();
  view_.devicePixelRatio = devicePixelRatioF();
  asked_ = queue_->request(snapshot_, view_);
  if (sceneAsked_ == 0) sceneAsked_ = asked_;
  if (groundAsked_ == 0) groundAsked_ = asked_;
  // An edit of the features leaves what lies below as it is.
  const auto& below = backdropPictures_.shown();
  if (!below || below->view != view_ || !isBackdropDrawn()) askBackdrop();
}

void MapCanvas::askBackdrop() {
  if (!hasBackdrop() || !scene_.style || !bridge_ || width() < 10) return;
  if (!backdropScene_ || backdropScene_->style != scene_.style) {
    auto below = std::make_shared<render::MapScene>();
    below->style = scene_.style;
    below->background = false;
    below->underlay = std::make_shared<backdrop::LiveUnderlay>(backdrops_, [this](std::uint64_t number, const Error& error) {
      QMetaObject::invokeMethod(this, [this, number, error] { Q_EMIT backdropFailed(number, error); }, Qt::QueuedConnection);
    });
    backdropScene_ = std::move(below);
  }
  render::MapView view = view_;
  view.size = size();
  view.devicePixelRatio = devicePixelRatioF();
  backdropAsked_ = backdropQueue_->request(backdropScene_, view);
}

void MapCanvas::take(render::RenderedMap map) {
  const double took = map.milliseconds;
  if (groundAsked_ == 0 || map.request < groundAsked_) return; // on the ground that was, which would cover the backdrops
  // What was painted on the other ground must not stand in for this one.
  if (pictures_.shown() && pictures_.shown()->request < groundAsked_) pictures_.clear();
  pictures_.take(std::move(map));
  update();
  Q_EMIT drawn(took);
}

void MapCanvas::paintNewEdits(QPainter& painter) const {
  const auto& shown = pictures_.shown();
  if (!scene_.style || (shown && sceneAsked_ != 0 && shown->request >= sceneAsked_)) return;
  for (const render::SceneLayer& layer : scene_.layers)
    if (layer.isEdits() && layer.table->size() <= mostEdits) render::paintFeatures(painter, layer, view_, *scene_.style);
}

void MapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), scene_.style ? scene_.style->background : palette().color(QPalette::Base));
  if (hasBackdrop()) backdropPictures_.paint(painter, view_);
  pictures_.paint(painter, view_);
  painter.setRenderHint(QPainter::Antialiasing);
  paintNewEdits(painter);
  if (scene_.style) {
    if (furniture_) render::paintScaleAndNorth(painter, scene_, view_, furnitureSize);
    render::paintCredits(painter, scene_, view_, sign_);
  }
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
  const bool left = event->button() == Qt::LeftButton;
  if (left && (event->modifiers() & Qt::ShiftModifier) && (tool_ == nullptr || !tool_->takesShift())) {
    boxFrom_ = event->position();
    return;
  }
  if (left && tool_ != nullptr) { // first: it may take hold of something, and then the map stays
    tool_->setModifiers(event->modifiers());
    tool_->press(event->position());
  }
  if (event->button() == Qt::MiddleButton || (left && (tool_ == nullptr || tool_->pans()))) dragFrom_ = event->position();
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
  switch (event->type()) {
  case QEvent::TouchBegin: case QEvent::TouchUpdate: case QEvent::TouchEnd: case QEvent::TouchCancel:
    touch_.take(*static_cast<QTouchEvent*>(event));
    event->accept();
    return true;
  default: break;
  }
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
