// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;

namespace suyuan::desktop {

/// Asks for name, division and folder of a new survey, and makes it.
class NewSurveyDialog : public QDialog {
  Q_OBJECT
public:
  explicit NewSurveyDialog(QWidget* parent = nullptr);
  [[nodiscard]] QString folder() const; ///< of the survey made
  void accept() override;

private:
  QLineEdit *name_, *division_, *author_, *folder_;
  QLabel* fault_;
};

} // namespace suyuan::desktop
