// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/panels/table_panel.h"

#include "app/desktop/shell/look.h"

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

TablePanel::TablePanel(SurveySession& session, QWidget* parent)
    : QWidget(parent), model_(new OutfallModel(session, this)), view_(new QTableView), filter_(new QLineEdit), count_(new QLabel), columns_(new QToolButton) {
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
  column->addLayout(top);
  column->addWidget(view_, 1);
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
