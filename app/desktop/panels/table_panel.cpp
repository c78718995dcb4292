// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/table_panel.h"

#include "app/desktop/shell/look.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr std::array<std::string_view, 11> standardColumns{"code_national", "code_local", "name",         "class_1",   "status",      "division_code",
                                                           "river_name",    "bank",       "trace_status", "unit_name", "handle_stage"};

} // namespace

TablePanel::TablePanel(SurveySession& session, const Selection& selection, QWidget* parent)
    : QWidget(parent), selection_(selection), model_(new OutfallModel(session, this)), view_(new QTableView), filter_(new QLineEdit), only_(new QCheckBox(tr("Only the se&lected"))), count_(new QLabel), columns_(new QToolButton) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 4, 4, 4);
  auto* top = new QHBoxLayout;
  filter_->setObjectName(QStringLiteral("table_filter"));
  filter_->setPlaceholderText(tr("Filter: any text"));
  filter_->setClearButtonEnabled(true);
  columns_->setText(tr("&Columns"));
  columns_->setObjectName(QStringLiteral("table_columns"));
  columns_->setToolTip(tr("Choose the columns"));
  columns_->setPopupMode(QToolButton::InstantPopup);
  columns_->setMenu(new QMenu(columns_));
  columns_->setFocusPolicy(Qt::StrongFocus);
  connect(columns_->menu(), &QMenu::aboutToShow, this, &TablePanel::fillColumnMenu);
  top->addWidget(filter_, 1);
  only_->setObjectName(QStringLiteral("table_only"));
  top->addWidget(only_);
  top->addWidget(count_);
  top->addWidget(columns_);
  view_->setObjectName(QStringLiteral("table"));
  view_->setModel(model_);
  view_->setSelectionBehavior(QAbstractItemView::SelectRows);
  view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view_->setSortingEnabled(true);
  view_->setAlternatingRowColors(true);
  view_->setWordWrap(false);
  view_->setTabKeyNavigation(false); // Tab leaves the table
  view_->setAccessibleName(tr("Outfalls"));
  view_->verticalHeader()->setDefaultSectionSize(view_->fontMetrics().height() + 8);
  view_->horizontalHeader()->setSectionsMovable(true);
  view_->horizontalHeader()->setHighlightSections(false);
  view_->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(view_->horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
    fillColumnMenu();
    columns_->menu()->popup(view_->horizontalHeader()->mapToGlobal(at));
  });
  chooseStandardColumns();
  const QSettings kept;
  if (kept.value(QStringLiteral("table/fields")).toInt() == model_->columnCount()) view_->horizontalHeader()->restoreState(kept.value(QStringLiteral("table/header")).toByteArray());
  view_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // a million rows are shown at once as they lie
  auto* later = new QTimer(this);
  later->setSingleShot(true);
  later->setInterval(200);
  connect(filter_, &QLineEdit::textChanged, later, qOverload<>(&QTimer::start));
  connect(later, &QTimer::timeout, this, [this] { model_->setFilter(filter_->text().trimmed()); });
  connect(model_, &OutfallModel::loaded, this, [this] { count_->setText(tr("%1 rows").arg(QLocale().toString(static_cast<qlonglong>(model_->total())))); });
  connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (!now.isValid()) return;
    if (const Fid fid = model_->fidAt(now.row()); fid.isSet()) Q_EMIT chosen(fid);
  });
  connect(only_, &QCheckBox::toggled, this, &TablePanel::followSelection);
  connect(&selection_, &Selection::changed, this, &TablePanel::followSelection);
  followSelection();
  column->addLayout(top);
  column->addWidget(view_, 1);
}

void TablePanel::followSelection() {
  const std::size_t size = selection_.layer() == Layer::Outfalls ? selection_.fids()->size() : 0;
  const bool can = size > 0 && size <= static_cast<std::size_t>(OutfallChoice::mostOnMap);
  const QLocale locale;
  only_->setEnabled(can || only_->isChecked());
  only_->setToolTip(size > static_cast<std::size_t>(OutfallChoice::mostOnMap)
                        ? tr("More than %1 outfalls are selected; filter them by a text instead.").arg(locale.toString(static_cast<qlonglong>(OutfallChoice::mostOnMap)))
                        : tr("Shows the outfalls that are selected on the map"));
  if (!can && only_->isChecked()) {
    const QSignalBlocker quiet(only_);
    only_->setChecked(false);
    only_->setEnabled(false);
  }
  model_->setOnly(only_->isChecked() ? conditionOf(*selection_.fids()) : std::string());
}

TableChoice TablePanel::choice() const {
  TableChoice choice;
  choice.query = model_->query();
  for (const QItemSelectionRange& range : view_->selectionModel()->selection()) {
    const std::pair<std::int64_t, std::int64_t> run{range.top(), range.height()};
    if (std::ranges::contains(choice.rows, run)) continue; // a range for each run of shown columns
    choice.rows.push_back(run);
    choice.selected += run.second;
  }
  if (selection_.layer() == Layer::Outfalls) choice.onMap = selection_.fids();
  if (model_->isFiltered()) choice.filtered = model_->total();
  return choice;
}

void TablePanel::chooseStandardColumns() {
  const LayerSchema& schema = schemaOf(Layer::Outfalls);
  const int unit = view_->fontMetrics().horizontalAdvance(u'0');
  for (int c = 0; c < model_->columnCount(); ++c) {
    const auto name = schema.fields[static_cast<std::size_t>(c)].name;
    view_->setColumnHidden(c, std::ranges::find(standardColumns, name) == standardColumns.end());
    view_->setColumnWidth(c, unit * (name == "name" ? 34 : name == "code_national" ? 23 : 15));
  }
}

void TablePanel::fillColumnMenu() {
  QMenu* menu = columns_->menu();
  menu->clear();
  connect(menu->addAction(tr("Standard columns")), &QAction::triggered, this, [this] { chooseStandardColumns(); saveColumns(); });
  menu->addSeparator();
  for (int c = 0; c < model_->columnCount(); ++c) {
    auto* action = menu->addAction(model_->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
    action->setCheckable(true);
    action->setChecked(!view_->isColumnHidden(c));
    action->setData(c);
    connect(action, &QAction::toggled, this, [this, c](bool on) {
      view_->setColumnHidden(c, !on);
      if (on && view_->columnWidth(c) < 20) view_->setColumnWidth(c, 120);
      saveColumns();
    });
  }
}

void TablePanel::saveColumns() const {
  QSettings kept;
  kept.setValue(QStringLiteral("table/fields"), model_->columnCount());
  kept.setValue(QStringLiteral("table/header"), view_->horizontalHeader()->saveState());
}

} // namespace suyuan::desktop
