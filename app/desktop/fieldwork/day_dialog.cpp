// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/day_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "app/text/resource_paths.h"
#include "core/store/capture.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

QTableWidget* dayTable(const char* name, const QString& accessible) {
  auto* table = new QTableWidget;
  table->setObjectName(QLatin1String(name));
  table->setAccessibleName(accessible);
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionBehavior(QAbstractItemView::SelectRows);
  table->setAlternatingRowColors(true);
  table->verticalHeader()->hide();
  return table;
}

void fillDayTable(QTableWidget& table, const reports::TableReport::Table& from) {
  table.clear();
  table.setColumnCount(static_cast<int>(from.columns.size()));
  table.setRowCount(static_cast<int>(from.rows.size()));
  table.setHorizontalHeaderLabels(QStringList(from.columns.begin(), from.columns.end()));
  for (int row = 0; row < table.rowCount(); ++row)
    for (int column = 0; column < table.columnCount(); ++column) {
      auto* item = new QTableWidgetItem(reports::cellText(from.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]));
      if (column > 0) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
      table.setItem(row, column, item);
    }
  table.resizeColumnsToContents();
}

} // namespace

DayDialog::DayDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), day_(new QDateEdit), by_(new QComboBox), teams_(dayTable("day_teams", tr("What the teams did"))),
      banks_(dayTable("day_banks", tr("How the banks stand"))), result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("The day"));
  resize(900, 560);
  auto* column = new QVBoxLayout(this);
  auto* top = new QHBoxLayout;
  day_->setObjectName(QStringLiteral("day_date"));
  day_->setCalendarPopup(true);
  day_->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  day_->setDate(QDate::fromString(qs(fieldwork::chinaDay(store::utcNow())), Qt::ISODate));
  auto* label = new QLabel(tr("&Day (Beijing time)"));
  label->setBuddy(day_);
  top->addWidget(label);
  top->addWidget(day_);
  top->addStretch(1);
  column->addLayout(top);
  result_->setObjectName(QStringLiteral("day_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  column->addWidget(teams_, 1);
  auto* row = new QHBoxLayout;
  auto* byLabel = new QLabel(tr("&Banks by"));
  byLabel->setBuddy(by_);
  by_->setObjectName(QStringLiteral("day_by"));
  by_->addItems({tr("team"), tr("river"), tr("county"), tr("level")});
  row->addWidget(byLabel);
  row->addWidget(by_);
  row->addStretch(1);
  column->addLayout(row);
  column->addWidget(banks_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  write_ = addButton(*buttons, tr("&Write as PDF, workbook or CSV…"), "day_write");
  write_->setEnabled(false);
  column->addWidget(buttons);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false); // Enter in a field is not for it
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(day_, &QDateEdit::dateChanged, this, &DayDialog::compute);
  connect(by_, &QComboBox::currentIndexChanged, this, &DayDialog::showTables);
  connect(write_, &QPushButton::clicked, this, [this] {
    const QString proposed = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) + QStringLiteral("/%1-%2.pdf").arg(qs(session_.file().info().name), day_->date().toString(Qt::ISODate));
    const QString file = QFileDialog::getSaveFileName(this, tr("File to write"), proposed, tr("PDF (*.pdf);;Workbook (*.xlsx);;CSV (*.csv)"));
    if (!file.isEmpty()) writeTo(file);
  });
  compute();
}

void DayDialog::setDay(const QDate& day) { day_->setDate(day); }

void DayDialog::compute() {
  auto reader = session_.workerReader();
  if (!reader) return result_->setText(qs(text::sentence(reader.error(), currentLanguage())));
  write_->setEnabled(false);
  result_->setText(tr("Computing…"));
  tasks_.start(
      QString(),
      [reader = *reader, book = session_.sharedBook(), day = day_->date().toString(Qt::ISODate).toStdString()](const std::stop_token&, const TaskRunner::Progress&) {
        return pages::dayReportOf(*reader, *book, day);
      },
      [self = QPointer(this), asked = ++asked_](Result<pages::DayReport> report) {
        if (!self || asked != self->asked_) return;
        if (!report) return self->result_->setText(qs(text::sentence(report.error(), currentLanguage())));
        self->report_ = std::move(*report);
        self->write_->setEnabled(true);
        self->showTables();
      });
}

void DayDialog::showTables() {
  if (!report_) return;
  const reports::TableReport tables = pages::tablesOf(*report_, session_.file().info(), currentLanguage());
  result_->setText(tables.lines.back());
  fillDayTable(*teams_, tables.tables.front());
  fillDayTable(*banks_, tables.tables[static_cast<std::size_t>(by_->currentIndex()) + 1]);
}

void DayDialog::writeTo(const QString& file) {
  if (!report_) return;
  auto resources = text::resourcesFolder();
  if (!resources) return result_->setText(qs(text::sentence(resources.error(), currentLanguage())));
  tasks_.start(
      QString(),
      [report = *report_, info = session_.file().info(), resources = *resources, file = file.toStdString(), language = currentLanguage()](const std::stop_token&, const TaskRunner::Progress&) {
        return pages::writeDayReport(report, info, resources, file, language);
      },
      [self = QPointer(this), file](const Result<>& written) {
        if (!self) return;
        self->result_->setText(written ? tr("Written: %1").arg(QDir::toNativeSeparators(file)) : qs(text::sentence(written.error(), currentLanguage())));
      });
}

} // namespace suyuan::desktop
