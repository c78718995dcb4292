// SPDX-License-Identifier: GPL-3.0-or-later
// The window's docks: layers, trace, outfall table, findings, record form, history.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/canvas/view_history.h"
#include "app/desktop/forms/drafts.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/panels/finding_panel.h"
#include "app/desktop/panels/history_panel.h"
#include "app/desktop/panels/layer_panel.h"
#include "app/desktop/panels/network_panel.h"
#include "app/desktop/panels/record_panel.h"
#include "app/desktop/panels/table_panel.h"
#include "app/desktop/panels/trace_panel.h"
#include "app/desktop/shell/main_window.h"
#include "app/desktop/shell/river_readout.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>

#include <cmath>

namespace suyuan::desktop {

void MainWindow::buildDocks() {
  int number = 0;
  const auto dock = [&](const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(title, this);
    made->setObjectName(QLatin1String(name));
    made->setWidget(content);
    addDockWidget(area, made);
    viewMenu_->addAction(made->toggleViewAction());
    // From the keyboard: Alt and a digit, 0 for the tenth, shows the dock and goes into it.
    auto* go = new QAction(tr("Go to: %1").arg(title), made);
    if (++number <= 9) go->setShortcut(QKeySequence(QStringLiteral("Alt+%1").arg(number)));
    go->setStatusTip(go->text());
    connect(go, &QAction::triggered, made, [made, content] {
      made->show();
      made->raise();
      content->setFocus();
      if (!content->hasFocus()) {
        QWidget* next = content;
        do next = next->nextInFocusChain();
        while (next != content && !(content->isAncestorOf(next) && next->isVisible() && next->isEnabled() && (next->focusPolicy() & Qt::TabFocus)));
        next->setFocus(Qt::TabFocusReason);
      }
    });
    addAction(go);
    return made;
  };
  const auto info = [this](const QString& text) { say(text, false); };

  layers_ = new LayerPanel;
  auto* layersDock = dock("dock_layers", tr("Layers"), withBackdrops(layers_), Qt::LeftDockWidgetArea);
  connect(layers_, &LayerPanel::arranged, this, &MainWindow::rememberLayers);
  connect(layers_, &LayerPanel::styleWanted, this, &MainWindow::showStyle);
  connect(layers_, &LayerPanel::undoStyleWanted, this, [this] {
    if (auto done = styles_->undo(); !done) report(done.error());
    layers_->setCanUndoStyle(styles_->canUndo());
  });
  connect(layers_, &LayerPanel::zoomWanted, this, [this](Layer layer) {
    if (const auto* shown = canvas_->scene().find(layerName(layer)); shown && shown->table->size() > 0) canvas_->setView(canvas_->view().fitted(shown->table->extent(), 30));
  });
  connect(layers_, &LayerPanel::recordChosen, this, [this](Layer layer, Fid fid) { selectRecord(layer, fid); });
  layers_->setCanUndoStyle(styles_->canUndo());

  trace_ = new TracePanel;
  auto* traceDock = dock("dock_trace", tr("Trace"), trace_, Qt::LeftDockWidgetArea);
  connect(trace_, &TracePanel::wanted, this, [this](bool up) { traceSelected(up ? survey::TraceDirection::Up : survey::TraceDirection::Down); });
  connect(trace_, &TracePanel::chosen, this, [this](Layer layer, Fid fid) { selectRecord(layer, fid); });
  connect(trace_, &TracePanel::placeChosen, this, &MainWindow::showPlace);
  connect(trace_, &TracePanel::mendWanted, this, [this](const network::NetworkFix& fix) { mend({fix}); });

  table_ = new TablePanel(*session_, *selection_);
  auto* tableDock = dock("dock_table", tr("Outfalls"), table_, Qt::BottomDockWidgetArea);
  connect(table_, &TablePanel::chosen, this, [this](Fid fid) {
    if (fid != form_->fid()) selectOutfall(fid, true);
  });

  findings_ = new FindingPanel(*session_);
  auto* findingsDock = dock("dock_findings", tr("Findings"), findings_, Qt::BottomDockWidgetArea);
  connect(findings_, &FindingPanel::checkWanted, this, &MainWindow::runCheck);
  connect(findings_, &FindingPanel::chosen, this, &MainWindow::selectRecord);
  connect(findings_, &FindingPanel::failed, this, &MainWindow::report);
  connect(findings_, &FindingPanel::said, this, info);
  if (found_) findings_->setFindings(found_->findings, found_->outfalls);
  if (found_ && !checker_->isFollowing()) findings_->setOutdated();

  form_ = new RecordForm(*session_, drafts_.get());
  record_ = new RecordPanel(*session_);
  connect(record_, &RecordPanel::failed, this, &MainWindow::report);
  shown_ = new QStackedWidget;
  shown_->addWidget(form_);
  shown_->addWidget(record_);
  auto* formDock = dock("dock_form", tr("Record"), shown_, Qt::RightDockWidgetArea);
  connect(form_, &RecordForm::failed, this, &MainWindow::report);
  connect(form_, &RecordForm::classKeyWanted, this, &MainWindow::showClassKey);
  connect(form_, &RecordForm::reclassifyWanted, this, [this] { showReclassify({}); });

  history_ = new HistoryPanel(*session_);
  auto* historyDock = dock("dock_history", tr("History"), history_, Qt::RightDockWidgetArea);
  connect(history_, &HistoryPanel::failed, this, &MainWindow::report);
  connect(history_, &HistoryPanel::said, this, info);

  network_ = new NetworkPanel(*session_);
  auto* networkDock = dock("dock_network", tr("Network"), network_, Qt::BottomDockWidgetArea);
  connect(network_, &NetworkPanel::placeChosen, this, &MainWindow::showPlace);
  connect(network_, &NetworkPanel::mendWanted, this, &MainWindow::mend);
  connect(network_, &NetworkPanel::failed, this, &MainWindow::report);
  auto* entryDock = dock("dock_entry", tr("Survey form"), withEntry(), Qt::RightDockWidgetArea);
  auto* valuesDock = dock("dock_values", tr("Values of the levels"), withValues(), Qt::RightDockWidgetArea);

  auto* gnssDock = dock("dock_gnss", tr("Positioning"), withPositioning(), Qt::RightDockWidgetArea);

  auto* boardDock = dock("dock_board", tr("Board"), withBoard(), Qt::BottomDockWidgetArea);
  auto* walkDock = dock("dock_walk", tr("Walk"), withWalk(), Qt::RightDockWidgetArea);
  auto* photosDock = dock("dock_photos", tr("Photos"), withPhotos(), Qt::RightDockWidgetArea);
  auto* evidenceDock = dock("dock_evidence", tr("Evidence"), withEvidence(), Qt::RightDockWidgetArea);

  tabifyDockWidget(tableDock, findingsDock);
  tabifyDockWidget(findingsDock, networkDock);
  tabifyDockWidget(networkDock, boardDock);
  tabifyDockWidget(formDock, historyDock);
  tabifyDockWidget(historyDock, entryDock);
  tabifyDockWidget(entryDock, valuesDock);
  tabifyDockWidget(valuesDock, gnssDock);
  tabifyDockWidget(gnssDock, walkDock);
  tabifyDockWidget(formDock, photosDock); // beside the record
  tabifyDockWidget(gnssDock, evidenceDock);
  for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) bar->setElideMode(Qt::ElideNone); // arrows lead to what has no room
  tableDock->raise();
  formDock->raise();
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea); // the form is long, the table is wide enough
  const int unit = fontMetrics().horizontalAdvance(u'0');
  resizeDocks({layersDock, formDock}, {unit * 32, unit * 48}, Qt::Horizontal);
  resizeDocks({tableDock}, {220}, Qt::Vertical);
  resizeDocks({layersDock, traceDock}, {360, 300}, Qt::Vertical);

  connect(canvas_, &MapCanvas::pointed, this, &MainWindow::showPointed);
  canvas_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(canvas_, &QWidget::customContextMenuRequested, this, &MainWindow::offerPlace);
  new ViewHistory(*canvas_); // the canvas's own
  auto* river = new RiverReadout(*session_, canvas_);
  connect(canvas_, &MapCanvas::pointed, river, &RiverReadout::ask);
  connect(river, &RiverReadout::said, statusBar()->findChild<QLabel*>(QStringLiteral("river")), &QLabel::setText);
  connect(canvas_, &MapCanvas::viewChanged, this, [this] {
    scale_->setText(QStringLiteral("1 : %L1").arg(std::round(canvas_->view().scaleDenominator()), 0, 'f', 0));
  });
}

void MainWindow::connectChecker() {
  connect(checker_.get(), &LiveChecker::failed, this, &MainWindow::report);
  connect(checker_.get(), &LiveChecker::checked, this, [this](const LiveChecker::Checked& checked) {
    found_ = checked;
    found_->findings.groups.clear(); // what changes until it is shown anew is not in them
    if (findings_ == nullptr) return;
    findings_->setFindings(checked.findings, checked.outfalls);
    say(tr("Checked %1 outfalls: %2 findings.").arg(checked.outfalls).arg(checked.findings.list->size()), false);
  });
  connect(checker_.get(), &LiveChecker::changed, this, [this](const FindingModel::Change& change) {
    if (findings_ != nullptr) findings_->change(change);
  });
  connect(checker_.get(), &LiveChecker::ignoredChanged, this, [this](const std::vector<store::IgnoredFinding>& ignored) {
    if (findings_ != nullptr) findings_->model().setIgnored(ignored);
  });
  connect(checker_.get(), &LiveChecker::outdated, this, [this] {
    if (findings_ != nullptr) findings_->setOutdated();
  });
}

void MainWindow::runCheck() {
  if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_findings"))) {
    dock->show();
    dock->raise();
  }
  checker_->start();
}

} // namespace suyuan::desktop
