// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "app/pages/day_report.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;
class QTableWidget;

namespace suyuan::desktop {

/// 当日小结: what the teams did on a day and how the banks stand, computed on a worker; written as PDF, workbook or CSV.
class DayDialog : public QDialog {
  Q_OBJECT
public:
  explicit DayDialog(SurveySession& session, QWidget* parent = nullptr);

  void setDay(const QDate& day);
  void writeTo(const QString& file); ///< .pdf, .xlsx or .csv
  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

private:
  void compute();
  void showTables();

  SurveySession& session_;
  QDateEdit* day_;
  QComboBox* by_;
  QTableWidget *teams_, *banks_;
  QLabel* result_;
  QPushButton* write_;
  std::optional<pages::DayReport> report_;
  unsigned asked_ = 0;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
