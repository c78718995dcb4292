// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of searching: the box, and what becomes of what was chosen in it.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/panels/history_panel.h"
#include "app/desktop/panels/search_box.h"
#include "app/desktop/shell/main_window.h"
#include "core/search/division_place.h"

#include <QDockWidget>
#include <QPointer>

namespace suyuan::desktop {

namespace {

constexpr double pointScale = 10'000; ///< no closer than this for what is a point or nearly one

} // namespace

void MainWindow::openSearch() {
  if (canvas_ == nullptr) return;
  if (search_ == nullptr) {
    search_ = new SearchBox(*session_, *canvas_, this);
    connect(search_, &SearchBox::placeChosen, this, &MainWindow::showPlace);
    connect(search_, &SearchBox::hitChosen, this, &MainWindow::showFound);
  }
  auto crs = projection::Crs::parse(canvas_->view().crs);
  search_->open(crs ? std::optional(*crs) : std::nullopt, canvas_->lonLatAt(QRectF(canvas_->rect()).center()));
}

void MainWindow::showPlace(const Point& at) {
  if (canvas_ == nullptr) return;
  if (!canvas_->screenOf(at)) return say(tr("The place lies outside the area of the map's coordinate system."), false);
  canvas_->showMarker(at);
  canvas_->showLonLat(at, pointScale);
}

void MainWindow::showBox(const Box& lonLat) {
  const auto* bridge = canvas_ != nullptr ? canvas_->bridge() : nullptr;
  if (bridge == nullptr) return;
  const Box box = bridge->toMap(lonLat);
  if (box.isEmpty()) return say(tr("The place lies outside the area of the map's coordinate system."), false);
  const render::MapView fitted = canvas_->view().fitted(box, 40);
  if (fitted.scaleDenominator() < pointScale) return showPlace({(lonLat.minX + lonLat.maxX) / 2, (lonLat.minY + lonLat.maxY) / 2});
  canvas_->setView(fitted);
}

void MainWindow::showFound(const search::SearchHit& hit) {
  if (canvas_ == nullptr) return;
  if (hit.layer == Layer::Outfalls) {
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_form"))) dock->show(), dock->raise();
    return selectRecord(hit.layer, hit.fid);
  }
  if (hit.fid.isSet()) history_->show(hit.layer, hit.fid);
  if (!hit.box.isEmpty()) {
    canvas_->showMarker(hit.box.minX == hit.box.maxX && hit.box.minY == hit.box.maxY ? std::optional(Point{hit.box.minX, hit.box.minY}) : std::nullopt);
    return showBox(hit.box);
  }
  if (hit.layer != Layer::Divisions) return say(tr("The record has no place on the map."), false);
  session_->tasks().start(
      QString(),
      [session = session_.get(), code = hit.code](std::stop_token, const TaskRunner::Progress&) -> Result<Box> {
        auto reader = session->workerReader();
        if (!reader) return std::unexpected(std::move(reader).error());
        return search::boxOfOutfalls(**reader, code);
      },
      [self = QPointer(this), name = hit.name](Result<Box> box) {
        if (!self || self->canvas_ == nullptr) return;
        if (!box) return self->report(box.error());
        if (box->isEmpty()) return self->say(tr("This survey has neither an outline of %1 nor an outfall in it; import its outline as a division to see it.").arg(qs(name)), false);
        self->showBox(*box);
        self->say(tr("This survey has no outline of %1; shown is where its outfalls are.").arg(qs(name)), false);
      });
}

} // namespace suyuan::desktop
