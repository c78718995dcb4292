// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/rain_day.h"

#include <QDialog>

class QDateEdit;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QTableWidget;

namespace suyuan::desktop {

/// 降雨量: rain of each day, typed or from a table; by it flow on dry days is known. The newest days are listed.
class RainDialog : public QDialog {
  Q_OBJECT
public:
  explicit RainDialog(SurveySession& session, QWidget* parent = nullptr);

  void takeFile(const QString& path);
  [[nodiscard]] bool isSettled() const { return !working_; }

private:
  void addTyped();
  void take(std::function<Result<std::vector<RainDay>>()> read);
  void list();

  SurveySession& session_;
  QDateEdit* day_;
  QDoubleSpinBox* mm_;
  QLineEdit *division_, *station_;
  QTableWidget* days_;
  QLabel* result_;
  bool working_ = false;
};

} // namespace suyuan::desktop
