// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of coordinates: how they are written, copied from the map and pasted into it.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/tools/map_tool.h"
#include "core/model/outfall.h"
#include "gis/exchange/position_text.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QCursor>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QStatusBar>

namespace suyuan::desktop {

void MainWindow::buildCoordinateActions(QMenu* edit) {
  using projection::Notation;
  edit->addSeparator();
  auto* copy = act("", tr("&Copy the coordinate"), QKeySequence(QStringLiteral("Ctrl+Alt+C")), "act_copy_place", [this] { copyPlace(); });
  auto* paste = act("", tr("&Paste a coordinate"), QKeySequence(QStringLiteral("Ctrl+Alt+V")), "act_paste_place", [this] { pastePlace(); });
  edit->addActions({copy, paste});
  auto* menu = edit->addMenu(tr("Coordinates are &written"));
  auto* group = new QActionGroup(menu);
  notation_ = Preferences::load().notation;
  for (const auto& [notation, name, text] : {std::tuple(Notation::Degrees, "notation_degrees", tr("In &degrees")), std::tuple(Notation::DegreesMinutes, "notation_minutes", tr("In degrees and &minutes")),
                                             std::tuple(Notation::Dms, "notation_dms", tr("In degrees, minutes and &seconds")), std::tuple(Notation::GaussKruger, "notation_metres", tr("In metres of &Gauss–Krüger"))}) {
    auto* action = menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setCheckable(true);
    action->setChecked(notation == notation_);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, notation] {
      notation_ = notation;
      Preferences kept = Preferences::load();
      kept.notation = notation;
      kept.save();
      if (pointed_) showPointed(*pointed_);
    });
  }
  coordinates_->setContextMenuPolicy(Qt::ActionsContextMenu);
  coordinates_->addActions(group->actions());
  coordinates_->addAction(copy);
  coordinates_->setToolTip(tr("The position of the pointer; the right button chooses how it is written"));
}

QString MainWindow::inNotation(const Point& lonLat) { return qs(positions_.write(lonLat, notation_)); }

void MainWindow::showPointed(const Point& lonLat) {
  pointed_ = lonLat;
  coordinates_->setText(inNotation(lonLat));
}

void MainWindow::offerPlace(const QPoint& at) {
  const auto where = canvas_->lonLatAt(at);
  if (!where) return;
  auto* menu = new QMenu(canvas_);
  menu->setObjectName(QStringLiteral("menu_place"));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  const QString text = inNotation(*where);
  menu->addAction(tr("Copy %1").arg(text), this, [this, text] { copyText(text); })->setObjectName(QStringLiteral("place_copy"));
  menu->addAction(findChild<QAction*>(QStringLiteral("act_paste_place")));
  menu->popup(canvas_->mapToGlobal(at));
}

void MainWindow::copyText(const QString& text) {
  QGuiApplication::clipboard()->setText(text);
  statusBar()->showMessage(tr("Copied: %1").arg(text), 3'000); // the map stays where it is
}

void MainWindow::copyPlace() {
  const QPoint pointer = canvas_->mapFromGlobal(QCursor::pos());
  std::optional<Point> where;
  if (canvas_->rect().contains(pointer)) where = canvas_->lonLatAt(pointer);
  if (!where && form_->fid().isSet())
    if (const auto shown = session_->reader().get<Outfall>(form_->fid()); shown && *shown)
      if (const auto* place = std::get_if<Point>(&(*shown)->geometry)) where = *place;
  if (!where) return say(tr("Point at the map, or choose an outfall first: there is no position to copy."), false);
  copyText(inNotation(*where));
}

void MainWindow::pastePlace() {
  const QString text = QGuiApplication::clipboard()->text().left(500);
  auto map = projection::Crs::parse(canvas_->view().crs);
  const bool adds = canvas_->tool() != nullptr && canvas_->tool() == tools_["add"].get();
  session_->tasks().start(
      tr("Reading the coordinate"),
      [words = text.toStdString(), crs = map ? std::optional(*map) : std::nullopt](const std::stop_token&, const TaskRunner::Progress&) { return exchange::parsePosition(words, crs); },
      [self = QPointer(this), text, adds](const std::optional<Point>& where) {
        if (!self || self->canvas_ == nullptr) return;
        if (!where) return self->say(tr("“%1” cannot be read as a coordinate; nothing was changed. Degrees, degrees with minutes and seconds, and Gauss–Krüger metres can.").arg(text.simplified().left(60)), false);
        self->showPlace(*where);
        if (adds) self->addOutfallAt(*where);
      });
}

} // namespace suyuan::desktop
