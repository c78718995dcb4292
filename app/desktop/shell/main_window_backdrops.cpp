// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of the backdrops: they are opened with the survey, shown, kept in its settings.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/dialogs/offline_maps_dialog.h"
#include "app/desktop/panels/backdrop_panel.h"
#include "app/desktop/shell/main_window.h"

#include <QSplitter>

namespace suyuan::desktop {

namespace {

constexpr const char* setting = "window.backdrops";

} // namespace

void MainWindow::openBackdrops() {
  backdrops_ = std::make_unique<Backdrops>(session_->file().folder());
  connect(backdrops_.get(), &Backdrops::failed, this, &MainWindow::report);
  connect(backdrops_.get(), &Backdrops::restacked, this, [this] {
    if (canvas_ == nullptr) return;
    canvas_->setBackdrops(backdrops_->stack());
    canvas_->setSign(backdrops_->sign());
  });
  connect(backdrops_.get(), &Backdrops::arrived, this, [this] {
    if (canvas_ == nullptr) return;
    canvas_->refreshBackdrop();
    canvas_->setSign(backdrops_->sign());
  });
  // A slider that is drawn along writes once, when the hand rests.
  backdropsLater_.setSingleShot(true);
  backdropsLater_.setInterval(400);
  connect(&backdropsLater_, &QTimer::timeout, this, &MainWindow::keepBackdrops, Qt::UniqueConnection);
  if (auto kept = session_->file().setting(setting); kept && *kept) backdrops_->show(backdropViewsFrom(**kept));
}

void MainWindow::closeBackdrops() {
  if (backdropsLater_.isActive()) keepBackdrops();
  backdropsLater_.stop();
  backdrops_.reset();
}

void MainWindow::keepBackdrops() {
  if (!session_ || !backdrops_ || session_->isReadOnly()) return;
  if (session_->isWriting()) return backdropsLater_.start();
  (void)session_->setSetting(setting, toJson(backdrops_->views())); // a look, not data
}

void MainWindow::showOfflineMaps(const tiles::TileSource* source) {
  (new OfflineMapsDialog(*session_, *backdrops_, canvas_->shownLonLat().value_or(Box{}), source, this))->open();
}

QWidget* MainWindow::withBackdrops(QWidget* layers) {
  auto* panel = new BackdropPanel(*backdrops_);
  connect(panel, &BackdropPanel::rearranged, this, [this] { backdropsLater_.start(); });
  connect(panel, &BackdropPanel::offlineAsked, this, &MainWindow::showOfflineMaps);
  auto* split = new QSplitter(Qt::Vertical);
  split->setChildrenCollapsible(false);
  split->addWidget(layers);
  split->addWidget(panel);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 1);
  split->setSizes({300, 110});
  connect(canvas_, &MapCanvas::backdropFailed, backdrops_.get(), &Backdrops::setFault);
  canvas_->setBackdrops(backdrops_->stack());
  canvas_->setSign(backdrops_->sign());
  return split;
}

} // namespace suyuan::desktop
