// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/sampling/take_lab_sheet.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace suyuan::desktop {

/// 导入检测结果: a laboratory's sheet, looked at first, then taken as one undo step. What is not taken is listed by row.
class LabDialog : public QDialog {
  Q_OBJECT
public:
  explicit LabDialog(SurveySession& session, QWidget* parent = nullptr);

  void setFile(const QString& path); ///< and looks at it
  [[nodiscard]] bool isSettled() const { return !working_; }

private:
  void run(bool dryRun);
  void showIntake(const sampling::LabIntake& intake, bool dryRun);

  SurveySession& session_;
  QLineEdit* file_;
  QTreeWidget* remarks_;
  QLabel* result_;
  QPushButton* take_ = nullptr;
  bool working_ = false;
};

} // namespace suyuan::desktop
