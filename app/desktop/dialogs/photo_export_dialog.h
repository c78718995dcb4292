// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/photo.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

/// Copies of photos for others: with watermark (code, name, time, coordinates) and marks drawn in, on a worker. The originals are only read.
class PhotoExportDialog : public QDialog {
  Q_OBJECT
public:
  PhotoExportDialog(SurveySession& session, std::vector<Photo> photos, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !working_; }
  void run();

private:
  SurveySession& session_;
  std::vector<Photo> photos_;
  QLineEdit* folder_;
  QComboBox* edge_;
  QCheckBox *watermark_, *marks_;
  QLabel* result_;
  QPushButton* go_ = nullptr;
  bool working_ = false;
};

} // namespace suyuan::desktop
