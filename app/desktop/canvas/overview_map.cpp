// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/canvas/overview_map.h"

#include "app/desktop/canvas/map_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr int restMilliseconds = 500; ///< of the records, before they are drawn anew
constexpr QSize largest(216, 150);
constexpr int margin = 8, signHeight = 16; ///< the canvas writes its sign below

} // namespace

OverviewMap::OverviewMap(MapCanvas& canvas) : QWidget(&canvas), canvas_(canvas) {
  setObjectName(QStringLiteral("overview"));
  setCursor(Qt::PointingHandCursor);
  setAttribute(Qt::WA_OpaquePaintEvent);
  canvas.installEventFilter(this);
  later_.setSingleShot(true);
  later_.setInterval(restMilliseconds);
  connect(&later_, &QTimer::timeout, this, &OverviewMap::ask);
  connect(&canvas, &MapCanvas::sceneChanged, &later_, qOverload<>(&QTimer::start));
  connect(&canvas, &MapCanvas::viewChanged, this, qOverload<>(&QWidget::update));
  queue_ = std::make_unique<render::RenderQueue>([this](render::RenderedMap map) {
    QMetaObject::invokeMethod(this, [this, map = std::move(map)]() mutable {
      shown_ = std::move(map);
      update();
    }, Qt::QueuedConnection);
  });
  place();
}

OverviewMap::~OverviewMap() { queue_.reset(); }

bool OverviewMap::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) place();
  return QWidget::eventFilter(watched, event);
}

void OverviewMap::showEvent(QShowEvent*) {
  place();
  ask();
}

void OverviewMap::place() {
  const QSize wanted(std::min(largest.width(), canvas_.width() / 3), std::min(largest.height(), canvas_.height() / 3));
  const bool other = wanted != size();
  setGeometry(QRect(QPoint(margin, canvas_.height() - margin - signHeight - wanted.height()), wanted));
  if (other && isVisible()) later_.start();
}

void OverviewMap::ask() {
  const Box whole = canvas_.whole();
  if (whole.isEmpty() || !isVisible() || !canvas_.scene().style) return;
  auto scene = std::make_shared<render::MapScene>(canvas_.scene());
  scene->underlay.reset();
  scene->background = true;
  for (render::SceneLayer& layer : scene->layers) {
    layer.labels = layer.clusters = false;
    layer.selected.clear();
  }
  render::MapView view = canvas_.view();
  view.size = size();
  asked_ = queue_->request(std::move(scene), view.fitted(whole, 6));
}

QRectF OverviewMap::frame() const {
  if (!shown_ || shown_->view.crs != canvas_.view().crs) return {};
  const Box seen = canvas_.view().box();
  return QRectF(shown_->view.toScreen(seen.minX, seen.maxY), shown_->view.toScreen(seen.maxX, seen.minY));
}

void OverviewMap::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const auto& style = canvas_.scene().style;
  painter.fillRect(rect(), style ? style->background : palette().color(QPalette::Base));
  if (shown_) painter.drawImage(rect(), shown_->image);
  painter.setPen(QPen(style ? style->frame : palette().color(QPalette::Mid), 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  QRectF seen = frame();
  if (seen.isEmpty()) return;
  // However far the map is zoomed in, the frame is seen.
  constexpr double least = 6;
  const QPointF middle = seen.center();
  seen.setSize({std::max(seen.width(), least), std::max(seen.height(), least)});
  seen.moveCenter(middle);
  const QColor colour = style ? style->selection : palette().color(QPalette::Highlight);
  painter.setPen(QPen(Qt::white, 4));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(seen);
  painter.setPen(QPen(colour, 2));
  painter.drawRect(seen);
}

void OverviewMap::moveMapTo(QPointF at) {
  if (!shown_ || shown_->view.crs != canvas_.view().crs) return;
  const Point to = shown_->view.toMap(at);
  render::MapView view = canvas_.view();
  view.centerX = to.x;
  view.centerY = to.y;
  canvas_.setView(view);
}

void OverviewMap::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) moveMapTo(event->position());
}

void OverviewMap::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) moveMapTo(event->position());
}

void OverviewMap::mouseReleaseEvent(QMouseEvent*) {} // not the map's

void OverviewMap::wheelEvent(QWheelEvent* event) {
  canvas_.zoomBy(std::pow(2.0, event->angleDelta().y() / 240.0));
  event->accept();
}

} // namespace suyuan::desktop
