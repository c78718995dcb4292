// SPDX-License-Identifier: GPL-3.0-or-later
// The window's docks: layers, outfall table, record form, findings, trace, history.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/forms/record_form.h"
#include "app/desktop/models/outfall_model.h"
#include "app/desktop/shell/main_window.h"
#include "app/text/finding_text.h"
#include "core/survey/check_survey.h"
#include "gis/projection/gauss_kruger.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>

namespace suyuan::desktop {

namespace {

QTreeWidget* makeTree(const QStringList& columns, const char* name) {
  auto* tree = new QTreeWidget;
  tree->setObjectName(QLatin1String(name));
  tree->setColumnCount(static_cast<int>(columns.size()));
  tree->setHeaderLabels(columns);
  tree->setUniformRowHeights(true);
  tree->setRootIsDecorated(false);
  return tree;
}

QString dms(double degrees, const char* positive, const char* negative) {
  const double a = std::abs(degrees);
  const int d = static_cast<int>(a), m = static_cast<int>((a - d) * 60);
  return QStringLiteral("%1°%2′%3″%4").arg(d).arg(m, 2, 10, QLatin1Char('0')).arg((a - d - m / 60.0) * 3600, 0, 'f', 1).arg(QLatin1String(degrees < 0 ? negative : positive));
}

} // namespace

void MainWindow::buildDocks() {
  auto* view = menuBar()->findChild<QMenu*>(QStringLiteral("menu_view"));
  const auto dock = [&](const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
    auto* made = new QDockWidget(title, this);
    made->setObjectName(QLatin1String(name));
    made->setWidget(content);
    addDockWidget(area, made);
    if (view != nullptr) view->addAction(made->toggleViewAction());
    return made;
  };
  layers_ = makeTree({tr("Layer"), tr("Records")}, "layers");
  layers_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  layers_->header()->setStretchLastSection(false);
  layers_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  auto* layersDock = dock("dock_layers", tr("Layers"), layers_, Qt::LeftDockWidgetArea);
  connect(layers_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) {
    const std::string id = item->data(0, Qt::UserRole).toString().toStdString();
    const bool on = item->checkState(0) == Qt::Checked;
    canvas_->changeScene([&](render::MapScene& scene) {
      if (auto* layer = scene.find(id)) layer->visible = on;
    });
  });

  auto* tracePanel = new QWidget;
  auto* traceColumn = new QVBoxLayout(tracePanel);
  auto* traceButtons = new QHBoxLayout;
  for (const bool up : {true, false}) {
    auto* button = new QPushButton(up ? tr("Trace u&p") : tr("Trace do&wn"));
    connect(button, &QPushButton::clicked, this, [this, up] {
      if (form_->fid().isSet()) traceFrom(Layer::Outfalls, form_->fid(), up ? survey::TraceDirection::Up : survey::TraceDirection::Down);
    });
    traceButtons->addWidget(button);
  }
  traceNote_ = new QLabel(tr("Choose an outfall, then trace up to its sources or down the river."));
  traceNote_->setWordWrap(true);
  trace_ = makeTree({tr("Reached"), tr("Name")}, "trace");
  trace_->setRootIsDecorated(true);
  traceColumn->addLayout(traceButtons);
  traceColumn->addWidget(traceNote_);
  traceColumn->addWidget(trace_);
  auto* traceDock = dock("dock_trace", tr("Trace"), tracePanel, Qt::LeftDockWidgetArea);

  form_ = new RecordForm(*session_);
  auto* formDock = dock("dock_form", tr("Record"), form_, Qt::RightDockWidgetArea);
  connect(form_, &RecordForm::failed, this, &MainWindow::report);

  history_ = makeTree({tr("When"), tr("Who"), tr("What")}, "history");
  auto* historyPanel = new QWidget;
  auto* historyColumn = new QVBoxLayout(historyPanel);
  auto* takeBack = new QPushButton(tr("Take this &entry back"));
  historyColumn->addWidget(history_);
  historyColumn->addWidget(takeBack);
  auto* historyDock = dock("dock_history", tr("History"), historyPanel, Qt::RightDockWidgetArea);
  connect(takeBack, &QPushButton::clicked, this, [this] {
    if (auto* item = history_->currentItem())
      if (auto done = session_->undoEntry(EntryId{item->data(0, Qt::UserRole).toLongLong()}); !done) report(done.error());
  });

  auto* tablePanel = new QWidget;
  auto* tableColumn = new QVBoxLayout(tablePanel);
  tableColumn->setContentsMargins(4, 4, 4, 4);
  auto* filter = new QLineEdit;
  filter->setObjectName(QStringLiteral("table_filter"));
  filter->setPlaceholderText(tr("Filter: any text"));
  filter->setClearButtonEnabled(true);
  model_ = new OutfallModel(*session_, tablePanel);
  tableView_ = new QTableView;
  tableView_->setObjectName(QStringLiteral("table"));
  tableView_->setModel(model_);
  tableView_->setSelectionBehavior(QAbstractItemView::SelectRows);
  tableView_->setSortingEnabled(true);
  tableView_->setAlternatingRowColors(true);
  tableView_->verticalHeader()->setDefaultSectionSize(26);
  tableView_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  for (int c = 0; c < model_->columnCount(); ++c) {
    const auto name = schema.fields[static_cast<std::size_t>(c)].name;
    bool shown = false;
    for (const std::string_view wanted : {"code_national", "code_local", "name", "class_1", "status", "division_code", "river_name", "bank", "trace_status", "unit_name", "handle_stage"}) shown = shown || wanted == name;
    tableView_->setColumnHidden(c, !shown);
    tableView_->setColumnWidth(c, name == "name" ? 240 : name == "code_national" ? 190 : 120);
  }
  tableView_->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(tableView_->horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    QMenu menu;
    for (int c = 0; c < model_->columnCount(); ++c) {
      auto* action = menu.addAction(model_->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
      action->setCheckable(true);
      action->setChecked(!tableView_->isColumnHidden(c));
      connect(action, &QAction::toggled, tableView_, [this, c](bool on) { tableView_->setColumnHidden(c, !on); });
    }
    menu.exec(tableView_->horizontalHeader()->mapToGlobal(at));
  });
  auto* later = new QTimer(tablePanel);
  later->setSingleShot(true);
  later->setInterval(200);
  connect(filter, &QLineEdit::textChanged, later, qOverload<>(&QTimer::start));
  connect(later, &QTimer::timeout, model_, [this, filter] { model_->setFilter(filter->text().trimmed()); });
  connect(tableView_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (now.isValid())
      if (const Fid fid = model_->fidAt(now.row()); fid.isSet() && fid != form_->fid()) selectOutfall(fid, true);
  });
  tableColumn->addWidget(filter);
  tableColumn->addWidget(tableView_);
  auto* tableDock = dock("dock_table", tr("Outfalls"), tablePanel, Qt::BottomDockWidgetArea);

  findings_ = makeTree({tr("Severity"), tr("Rule"), tr("Finding")}, "findings");
  auto* findingsPanel = new QWidget;
  auto* findingsColumn = new QVBoxLayout(findingsPanel);
  findingsColumn->setContentsMargins(4, 4, 4, 4);
  auto* findingButtons = new QHBoxLayout;
  auto* again = new QPushButton(tr("Check &again"));
  auto* fixAll = new QPushButton(tr("Fix what is &safe"));
  findingButtons->addWidget(again);
  findingButtons->addWidget(fixAll);
  findingButtons->addStretch();
  findingsColumn->addLayout(findingButtons);
  findingsColumn->addWidget(findings_);
  auto* findingsDock = dock("dock_findings", tr("Findings"), findingsPanel, Qt::BottomDockWidgetArea);
  connect(again, &QPushButton::clicked, this, &MainWindow::runCheck);
  connect(fixAll, &QPushButton::clicked, this, [this] {
    if (session_->isReadOnly() || session_->isWriting()) return;
    session_->write(
        tr("Fixing"),
        [found = found_](store::SurveyFile& file, std::stop_token, const TaskRunner::Progress&) { return survey::applyFixes(file, found); },
        [this](Result<std::int64_t> done) {
          if (!done) return report(done.error());
          say(tr("Records changed: %1. Ctrl+Z takes it back.").arg(*done), false);
          runCheck();
        });
  });
  connect(findings_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item == nullptr) return;
    const auto at = static_cast<std::size_t>(item->data(0, Qt::UserRole).toInt());
    if (at < found_.size() && found_[at].layer == Layer::Outfalls && found_[at].fid.isSet()) selectOutfall(found_[at].fid, true);
  });

  tabifyDockWidget(tableDock, findingsDock);
  tabifyDockWidget(formDock, historyDock);
  tableDock->raise();
  formDock->raise();
  const double unit = fontMetrics().averageCharWidth();
  resizeDocks({layersDock, formDock}, {static_cast<int>(unit * 34), static_cast<int>(unit * 52)}, Qt::Horizontal);
  resizeDocks({tableDock}, {220}, Qt::Vertical);
  resizeDocks({layersDock, traceDock}, {300, 240}, Qt::Vertical);

  connect(canvas_, &MapCanvas::pointed, this, [this](const Point& p) {
    QString text = QStringLiteral("%1, %2   %3 %4").arg(p.x, 0, 'f', 6).arg(p.y, 0, 'f', 6).arg(dms(p.y, "N", "S"), dms(p.x, "E", "W"));
    if (const auto* bridge = canvas_->bridge(); bridge != nullptr && !bridge->isGeographic())
      if (const auto q = bridge->toMap(p)) text += QStringLiteral("   X %1  Y %2 (%3)").arg(q->y, 0, 'f', 1).arg(q->x, 0, 'f', 1).arg(qs(crs_));
    coordinates_->setText(text);
  });
  connect(canvas_, &MapCanvas::viewChanged, this, [this] {
    scale_->setText(QStringLiteral("1 : %L1").arg(std::round(canvas_->view().scaleDenominator()), 0, 'f', 0));
  });
  fillLayers();
  fillHistory();
  fillFindings();
}

void MainWindow::fillLayers() {
  const QSignalBlocker quiet(layers_);
  layers_->clear();
  const auto& list = canvas_->scene().layers;
  for (auto layer = list.rbegin(); layer != list.rend(); ++layer) {
    if (layer->table->size() == 0) continue;
    auto* item = new QTreeWidgetItem(layers_, {layer->title, QLocale().toString(static_cast<qlonglong>(layer->table->size()))});
    item->setData(0, Qt::UserRole, qs(layer->id));
    item->setCheckState(0, layer->visible ? Qt::Checked : Qt::Unchecked);
    QPixmap swatch(14, 14);
    const auto& symbol = layer->style->base;
    swatch.fill(symbol.fill.isValid() && symbol.fill.alpha() > 0 ? symbol.fill : symbol.color);
    item->setIcon(0, swatch);
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  }
}

void MainWindow::fillHistory() {
  history_->clear();
  auto list = store::entries(session_->reader(), 200);
  if (!list) return;
  for (const auto& entry : *list) {
    auto* item = new QTreeWidgetItem(history_, {qs(entry.at).left(19).replace(u'T', u' '), qs(entry.author), qs(entry.label)});
    item->setData(0, Qt::UserRole, QVariant::fromValue<qlonglong>(entry.id.value));
    item->setDisabled(entry.undone);
    item->setToolTip(2, tr("%n row(s) changed", nullptr, static_cast<int>(entry.changes)));
  }
  history_->resizeColumnToContents(0);
}

void MainWindow::fillTrace(const survey::SurveyTrace& trace) {
  trace_->clear();
  const auto& r = trace.result;
  for (const auto& [layer, fids] : {std::pair{Layer::Units, &r.units}, std::pair{Layer::Outfalls, &r.outfalls}, std::pair{Layer::Wells, &r.wells},
                                    std::pair{Layer::Channels, &r.channels}, std::pair{Layer::Rivers, &r.rivers}}) {
    if (fids->empty()) continue;
    auto* parent = new QTreeWidgetItem(trace_, {labelOf(layer), QLocale().toString(static_cast<qlonglong>(fids->size()))});
    const int name = schemaOf(layer).indexOf("name");
    int shown = 0;
    for (const Fid fid : *fids) {
      if (++shown > 200) break;
      QString title;
      if (auto row = session_->reader().row(layer, fid); row && *row && name >= 0) title = qs(toText((*row)->values[static_cast<std::size_t>(name)]));
      new QTreeWidgetItem(parent, {qs(toText(fid)), title});
    }
    parent->setExpanded(layer == Layer::Units || layer == Layer::Outfalls);
  }
  trace_->resizeColumnToContents(0);
  const std::map<std::string, QString, std::less<>> reasons{
      {"no-channel-within-tolerance", tr("no channel near the start")}, {"start-isolated", tr("the record touches no channel")},
      {"nothing-upstream", tr("nothing lies upstream")}, {"nothing-downstream", tr("nothing lies downstream")},
      {"barrier", tr("a barrier stops it")}, {"no-path", tr("there is no path")}};
  QString text = tr("Length %1 m, %2 unit(s) reached.").arg(r.lengthMetres, 0, 'f', 0).arg(r.units.size());
  if (!r.emptyReason.empty()) {
    const auto found = reasons.find(r.emptyReason);
    text = tr("Nothing reached: %1.").arg(found != reasons.end() ? found->second : qs(r.emptyReason));
    if (!std::isnan(r.nearestGapMetres)) text += u' ' + tr("The nearest line is %1 m away.").arg(r.nearestGapMetres, 0, 'f', 1);
  }
  traceNote_->setText(text);
}

void MainWindow::runCheck() {
  auto reader = session_->workerReader();
  if (!reader) return report(reader.error());
  if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dock_findings"))) dock->raise();
  session_->tasks().start(
      tr("Checking"),
      [reader = *reader, book = session_->sharedBook()](std::stop_token stop, const TaskRunner::Progress& progress) {
        return survey::checkSurvey(*reader, *book, stop, progress);
      },
      [self = QPointer(this)](Result<survey::CheckReport> checked) {
        if (!self || self->findings_ == nullptr) return;
        if (!checked) return self->report(checked.error());
        self->found_ = std::move(checked->findings);
        self->fillFindings();
        self->say(tr("Checked %1 outfalls: %2 findings.").arg(checked->checked).arg(self->found_.size()), false);
      });
}

void MainWindow::fillFindings() {
  findings_->clear();
  QList<QTreeWidgetItem*> items;
  for (std::size_t i = 0; i < found_.size() && i < 5000; ++i) {
    const Finding& f = found_[i];
    auto* item = new QTreeWidgetItem({qs(text::severityText(f.severity, currentLanguage())), qs(session_->book().title(f.rule, text::code(currentLanguage()))),
                                      qs(text::findingText(f, session_->book(), currentLanguage()))});
    item->setData(0, Qt::UserRole, static_cast<int>(i));
    items << item;
  }
  findings_->addTopLevelItems(items);
  findings_->resizeColumnToContents(0);
  findings_->resizeColumnToContents(1);
}

} // namespace suyuan::desktop
