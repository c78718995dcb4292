// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace suyuan::desktop {

/// A county's quality bill (质量检查单) as PDF or workbook: the county is checked on a worker and the file written there.
class CountyBillDialog : public QDialog {
  Q_OBJECT
public:
  CountyBillDialog(SurveySession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

private:
  struct Written {
    bool clean = false;
    std::int64_t outfalls = 0, errors = 0, warnings = 0;
    std::size_t ignored = 0;
    QString file;
  };
  static Result<Written> write(const store::SurveyFile& survey, const rules::RuleBook& book, DivisionCode county, const std::string& file,
                               const std::string& today, std::stop_token stop, const TaskRunner::Progress& progress);
  void proposeFile();
  void run();
  void refresh();

  SurveySession& session_;
  QComboBox *county_, *format_;
  QLineEdit* file_;
  QLabel* result_;
  QProgressBar* progress_;
  QPushButton *go_, *stop_, *open_;
  QString proposed_, written_;
  bool making_ = false;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
