// SPDX-License-Identifier: GPL-3.0-or-later
// The window's part of the fieldwork: the board, the walk, the banks on the map, plan, duplicates and quality control.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/canvas/overview_map.h"
#include "app/desktop/canvas/position_mark.h"
#include "app/desktop/fieldwork/bank_overlay.h"
#include "app/desktop/fieldwork/board_panel.h"
#include "app/desktop/fieldwork/day_dialog.h"
#include "app/desktop/fieldwork/duplicates_dialog.h"
#include "app/desktop/fieldwork/field_actor.h"
#include "app/desktop/fieldwork/fieldwork_desk.h"
#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/fieldwork/quality_dialog.h"
#include "app/desktop/fieldwork/walk_panel.h"
#include "app/desktop/fieldwork/walk_plan_dialog.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/shell/banner.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/positioning.h"
#include "core/model/geometry_functions.h"

#include <QAction>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QTimer>

namespace suyuan::desktop {

void MainWindow::buildFieldworkActions() {
  auto* menu = menuBar()->addMenu(tr("Field&work"));
  menu->addAction(act("", tr("&Board of candidates and reaches"), QKeySequence(QStringLiteral("Ctrl+Shift+B")), "act_board", [this] { showBoard(); }));
  menu->addAction(act("", tr("&Plan of the walks…"), QKeySequence(QStringLiteral("Ctrl+Alt+P")), "act_plan", [this] { showWalkPlan(); }));
  menu->addSeparator();
  menu->addAction(act("", tr("&Record the walk, or end it"), QKeySequence(QStringLiteral("Ctrl+Shift+W")), "act_walk", [this] {
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_walk"))) dock->show(), dock->raise();
    walk_->record(!fieldwork_->recorder().isRecording());
  }));
  menu->addAction(act("", tr("&Go to the nearest gap"), QKeySequence(QStringLiteral("Ctrl+Alt+G")), "act_gap", [this] { showNearestGap(); }));
  auto* banks = act("", tr("Ban&ks on the map"), QKeySequence(QStringLiteral("Ctrl+Shift+K")), "act_banks", [this] {
    showBanks(findChild<QAction*>(QStringLiteral("act_banks"))->isChecked());
  });
  banks->setCheckable(true);
  banks->setChecked(Preferences::load().banks);
  menu->addAction(banks);
  menu->addAction(act("", tr("The &day…"), QKeySequence(QStringLiteral("Ctrl+Alt+Y")), "act_day", [this] { (new DayDialog(*session_, this))->open(); }));
  menu->addSeparator();
  menu->addAction(act("", tr("Dup&licates side by side…"), QKeySequence(QStringLiteral("Ctrl+Alt+D")), "act_duplicates", [this] { showDuplicates(); }));
  menu->addAction(act("", tr("&Quality control…"), QKeySequence(QStringLiteral("Ctrl+Alt+Q")), "act_quality", [this] { showQuality(); }));
}

void MainWindow::openFieldwork() {
  if (!fieldwork_) {
    fieldwork_ = std::make_unique<FieldworkDesk>(*session_, *positioning_);
    connect(fieldwork_.get(), &FieldworkDesk::failed, this, &MainWindow::report);
    connect(fieldwork_.get(), &FieldworkDesk::leftFound, this, &MainWindow::offerLeftWalks);
  }
}

QWidget* MainWindow::withBoard() {
  openFieldwork();
  board_ = new BoardPanel(*session_);
  board_->setObjectName(QStringLiteral("board"));
  connect(board_, &BoardPanel::failed, this, &MainWindow::report);
  connect(board_, &BoardPanel::actorChanged, fieldwork_.get(), &FieldworkDesk::takeActor);
  connect(board_, &BoardPanel::chosen, this, [this](Layer layer, Fid fid) { selectRecord(layer, fid); });
  return board_;
}

QWidget* MainWindow::withWalk() {
  openFieldwork();
  auto* overlay = new BankOverlay(*canvas_, fieldwork_->watch());
  overlay->lower(); // below the receiver's mark and the overview
  walk_ = new WalkPanel(*fieldwork_);
  walk_->setObjectName(QStringLiteral("walk"));
  connect(walk_, &WalkPanel::gapWanted, this, &MainWindow::showNearestGap);
  connect(walk_, &WalkPanel::banksWanted, this, &MainWindow::showBanks);
  connect(walk_, &WalkPanel::dayWanted, this, [this] { findChild<QAction*>(QStringLiteral("act_day"))->trigger(); });
  connect(canvas_, &MapCanvas::viewChanged, fieldwork_.get(), [this] {
    if (canvas_ != nullptr) fieldwork_->setMiddle(canvas_->lonLatAt(canvas_->rect().center()));
  });
  showBanks(Preferences::load().banks);
  return walk_;
}

void MainWindow::showBanks(bool shown) {
  Preferences kept = Preferences::load();
  if (kept.banks != shown) {
    kept.banks = shown;
    kept.save();
  }
  if (auto* action = findChild<QAction*>(QStringLiteral("act_banks"))) action->setChecked(shown);
  if (walk_ != nullptr) walk_->setBanksShown(shown);
  if (auto* overlay = canvas_ != nullptr ? canvas_->findChild<BankOverlay*>() : nullptr) overlay->setShown(shown);
}

void MainWindow::showBoard() {
  auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_board"));
  if (dock == nullptr) return;
  dock->show();
  dock->raise();
  // Cards want more room than a table's few lines.
  if (!dock->isFloating() && dock->height() < height() * 2 / 5) resizeDocks({dock}, {height() * 9 / 20}, Qt::Vertical);
  board_->setFocus();
}

void MainWindow::showWalkPlan() {
  form_->commitAll();
  const auto& place = positioning_->lastPlace();
  (new WalkPlanDialog(*session_, board_->actor(), place ? std::optional(Point{place->fix.lon, place->fix.lat}) : std::nullopt, this))->open();
}

void MainWindow::showDuplicates() {
  form_->commitAll();
  auto* dialog = new DuplicatesDialog(*session_, board_->actor(), this);
  connect(dialog, &DuplicatesDialog::shown, this, [this](Fid first, Fid second) {
    selectRecord(Layer::Candidates, first);
    selection_->take(Layer::Candidates, first < second ? Selection::Fids{first.value, second.value} : Selection::Fids{second.value, first.value}, SelectHow::Replace);
  });
  dialog->open();
}

void MainWindow::showQuality() {
  form_->commitAll();
  auto* dialog = new QualityDialog(*session_, board_->actor(), this);
  connect(dialog, &QualityDialog::shown, this, [this](Fid reach) { selectRecord(Layer::Reaches, reach); });
  dialog->open();
}

void MainWindow::showNearestGap() {
  const auto& gap = fieldwork_->watch().standing().gap;
  if (!gap) return say(fieldwork_->watch().standing().reaches == 0 ? tr("There are no reaches yet; make them under Fieldwork › Plan.") : tr("No gap is left in these banks."), false);
  showBanks(true);
  canvas_->showLonLat(gap->at, 10'000);
  say(tr("%1: a gap of %2, %3 to the %4.").arg(gap->name, lengthWord(gap->lengthM), lengthWord(gap->distanceM), bearingWord(gap->bearing)), false);
}

void MainWindow::offerLeftWalks() {
  if (!fieldwork_ || fieldwork_->left().empty() || banner_ == nullptr) return;
  // One question after the other.
  if (banner_->isAsking()) return QTimer::singleShot(500, this, &MainWindow::offerLeftWalks);
  const fieldwork::Recording& first = fieldwork_->left().front();
  double metres = 0;
  for (std::size_t i = 1; i < first.points.size(); ++i) metres += distanceMetres(first.points[i - 1].at, first.points[i].at);
  const QString from = first.points.empty() ? QString() : clockWord(first.points.front().time), to = first.points.empty() ? QString() : clockWord(first.points.back().time);
  QString said = tr("When the program ended, a walk of %1 was being recorded (%2–%3, %4, %5 positions); all of it that was on the disk is kept.")
                     .arg(qs(first.team), from, to, lengthWord(metres))
                     .arg(first.points.size());
  if (const auto more = static_cast<int>(fieldwork_->left().size()) - 1; more > 0) said += u' ' + tr("More walks kept likewise: %1.").arg(more);
  banner_->ask(said, {{tr("&Take it up"), [this] {
                         if (fieldwork_) fieldwork_->takeLeft();
                       }},
                      {tr("&Later"), [] {}}});
}

bool MainWindow::isFieldworkSettled() const {
  const auto* overlay = canvas_ != nullptr ? canvas_->findChild<BankOverlay*>() : nullptr;
  return !fieldwork_ || (fieldwork_->isSettled() && (board_ == nullptr || board_->isSettled()) && (overlay == nullptr || overlay->isDrawn()));
}

} // namespace suyuan::desktop
