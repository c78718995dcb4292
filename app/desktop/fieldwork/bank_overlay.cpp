// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/bank_overlay.h"

#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "gis/render/decorations.h"
#include "gis/render/halo_text.h"

#include <QElapsedTimer>
#include <QEvent>
#include <QLineF>
#include <QPainter>
#include <QRegion>

namespace suyuan::desktop {

namespace {

constexpr int restMs = 40; ///< of the view before its picture is asked for

std::vector<QRectF> keptFree(const MapCanvas& canvas) {
  if (!canvas.scene().style) return {};
  return render::furnitureOf(canvas.scene(), canvas.view());
}

} // namespace

BankOverlay::BankOverlay(MapCanvas& canvas, BankWatch& watch) : QWidget(&canvas), canvas_(canvas), watch_(watch) {
  setObjectName(QStringLiteral("banks"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  setFocusPolicy(Qt::NoFocus);
  setGeometry(canvas.rect());
  hide();
  canvas.installEventFilter(this);
  later_.setSingleShot(true);
  later_.setInterval(restMs);
  connect(&later_, &QTimer::timeout, this, &BankOverlay::ask);
  const auto again = [this] {
    if (!shown_) return;
    stale_ = true;
    if (!later_.isActive()) later_.start();
  };
  connect(&canvas, &MapCanvas::viewChanged, this, [this, again] {
    again();
    update();
  });
  connect(&watch, &BankWatch::changed, this, again);
  connect(&watch, &BankWatch::told, this, qOverload<>(&QWidget::update));
  connect(&watch, &BankWatch::drawn, this, [this](const render::RenderedMap& map) {
    pictures_.take(map);
    pictures_.forgetFormer(); // a gap that was walked since must not stand in
    stale_ = later_.isActive() || map.view != canvas_.view();
    update();
  });
}

void BankOverlay::setShown(bool shown) {
  shown_ = shown;
  setVisible(shown);
  stale_ = true;
  if (shown) later_.start();
}

bool BankOverlay::isDrawn() const { return !shown_ || watch_.standing().reaches == 0 || !stale_; }

void BankOverlay::ask() {
  if (!shown_ || canvas_.bridge() == nullptr || canvas_.width() < 10) return;
  render::MapView view = canvas_.view();
  view.size = canvas_.size();
  view.devicePixelRatio = canvas_.devicePixelRatioF();
  watch_.ask(view, {.style = canvas_.scene().style, .keepOff = keptFree(canvas_)});
}

bool BankOverlay::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) {
    setGeometry(canvas_.rect());
    stale_ = true;
    if (shown_) later_.start();
  }
  return QWidget::eventFilter(watched, event);
}

void BankOverlay::paintWay(QPainter& painter) const {
  const auto& gap = watch_.standing().gap;
  if (!gap) return;
  const auto from = canvas_.screenOf(gap->from), to = canvas_.screenOf(gap->at);
  if (!from || !to || !QRectF(rect()).contains(*from)) return; // where one stands is not on the map now
  const QLineF way(*from, *to);
  if (way.length() < 12) return;
  const QColor colour(0xd4, 0x1c, 0x1c);
  painter.setPen(QPen(QColor(255, 255, 255, 220), 4));
  painter.drawLine(way);
  QPen dashed(colour, 1.8);
  dashed.setDashPattern({4, 3});
  painter.setPen(dashed);
  painter.drawLine(way);
  painter.setPen(QPen(colour, 2));
  painter.setBrush(Qt::white);
  painter.drawEllipse(*to, 5, 5);
}

void BankOverlay::paintEvent(QPaintEvent*) {
  QElapsedTimer clock;
  clock.start();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  // The canvas draws its furniture below: what lies there stays clear.
  QRegion open(rect());
  for (const QRectF& box : keptFree(canvas_)) open -= box.toAlignedRect().adjusted(-1, -1, 1, 1);
  painter.setClipRegion(open);
  pictures_.paint(painter, canvas_.view());
  paintWay(painter);
  longestMs_ = std::max(longestMs_, static_cast<double>(clock.nsecsElapsed()) / 1e6);
}

} // namespace suyuan::desktop
