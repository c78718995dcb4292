// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/dialogs/rain_dialog.h"

#include "app/desktop/shell/look.h"
#include "app/text/error_text.h"
#include "core/sampling/rain.h"
#include "gis/exchange/text_table.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace suyuan::desktop {

namespace {

constexpr int mostDays = 400; // listed; the newest

} // namespace

RainDialog::RainDialog(SurveySession& session, QWidget* parent)
    : QDialog(parent), session_(session), day_(new QDateEdit(QDate::currentDate())), mm_(new QDoubleSpinBox), division_(new QLineEdit), station_(new QLineEdit), days_(new QTableWidget(0, 4)),
      result_(new QLabel) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Rain"));
  resize(640, 480);
  auto* column = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  day_->setObjectName(QStringLiteral("rain_day"));
  day_->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  day_->setCalendarPopup(true);
  day_->setAccessibleName(tr("Day"));
  mm_->setObjectName(QStringLiteral("rain_mm"));
  mm_->setRange(0, 2000);
  mm_->setDecimals(1);
  mm_->setSuffix(QStringLiteral(" mm"));
  mm_->setAccessibleName(tr("Rain of the day"));
  division_->setObjectName(QStringLiteral("rain_division"));
  division_->setPlaceholderText(tr("County (six digits), or everywhere"));
  division_->setMaxLength(6);
  station_->setObjectName(QStringLiteral("rain_station"));
  station_->setPlaceholderText(tr("Station"));
  auto* add = new QPushButton(tr("&Add"));
  add->setObjectName(QStringLiteral("rain_add"));
  add->setEnabled(!session_.isReadOnly());
  row->addWidget(day_);
  row->addWidget(mm_);
  row->addWidget(division_, 1);
  row->addWidget(station_, 1);
  row->addWidget(add);
  column->addLayout(row);
  days_->setObjectName(QStringLiteral("rain_days"));
  days_->setAccessibleName(tr("Days"));
  days_->setHorizontalHeaderLabels({tr("Day"), tr("Rain (mm)"), tr("County"), tr("Station")});
  days_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  days_->setSelectionBehavior(QAbstractItemView::SelectRows);
  days_->verticalHeader()->hide();
  days_->horizontalHeader()->setStretchLastSection(true);
  column->addWidget(days_, 1);
  result_->setObjectName(QStringLiteral("rain_result"));
  result_->setWordWrap(true);
  column->addWidget(result_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* table = addButton(*buttons, tr("&Table…"), "rain_import");
  table->setEnabled(!session_.isReadOnly());
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(add, &QPushButton::clicked, this, &RainDialog::addTyped);
  connect(table, &QPushButton::clicked, this, [this] {
    const QString chosen = QFileDialog::getOpenFileName(this, tr("Table of rain"), {}, tr("Tables (*.xlsx *.csv *.txt *.tsv)"));
    if (!chosen.isEmpty()) takeFile(chosen);
  });
  list();
}

void RainDialog::takeFile(const QString& path) {
  take([file = path.toStdString()]() -> Result<std::vector<RainDay>> {
    auto table = exchange::readTextTable(file);
    if (!table) return std::unexpected(std::move(table).error());
    return sampling::readRainDays(table->rows, file);
  });
}

void RainDialog::addTyped() {
  if (!division_->text().isEmpty() && !DivisionCode::parse(division_->text().toStdString())) {
    result_->setText(tr("“%1” is no county's code: six digits, or nothing for everywhere.").arg(division_->text()));
    division_->setFocus();
    return;
  }
  RainDay day;
  day.source = "手工录入";
  day.day = day_->date().toString(Qt::ISODate).toStdString();
  day.rain = mm_->value();
  day.divisionCode = division_->text().toStdString();
  day.station = station_->text().trimmed().toStdString();
  take([day]() -> Result<std::vector<RainDay>> { return std::vector{day}; });
}

void RainDialog::take(std::function<Result<std::vector<RainDay>>()> read) {
  if (working_) return;
  working_ = true;
  session_.write(
      tr("Rain"),
      [read = std::move(read)](store::SurveyFile& survey, std::stop_token, const TaskRunner::Progress&) -> Result<sampling::RainIntake> {
        auto days = read();
        if (!days) return std::unexpected(std::move(days).error());
        return sampling::takeRain(survey, *days);
      },
      [self = QPointer(this)](Result<sampling::RainIntake> intake) {
        if (!self) return;
        self->working_ = false;
        self->result_->setText(intake ? tr("%1 days added, %2 changed, %3 as they were.").arg(intake->added).arg(intake->changed).arg(intake->same)
                                      : qs(text::sentence(intake.error(), currentLanguage())));
        self->list();
      });
}

void RainDialog::list() {
  const auto days = session_.reader().all<RainDay>({.orderBy = "day", .descending = true, .limit = mostDays});
  days_->setRowCount(0);
  if (!days) return;
  for (const RainDay& day : *days) {
    const int row = days_->rowCount();
    days_->insertRow(row);
    const QStringList texts{qs(day.day), day.rain ? QString::number(*day.rain) : QString(), qs(day.divisionCode), qs(day.station)};
    for (int c = 0; c < texts.size(); ++c) days_->setItem(row, c, new QTableWidgetItem(texts[c]));
  }
}

} // namespace suyuan::desktop
