// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/sample_model.h"
#include "app/desktop/shell/survey_session.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QLabel;
class QTableView;

namespace suyuan::desktop {

/// 水样: the survey's samples or one outfall's, with class, what is beyond its limit and flow on dry days. Read on a worker, and again when samples or rain change.
class SamplesDialog : public QDialog {
  Q_OBJECT
public:
  SamplesDialog(SurveySession& session, std::optional<Fid> outfall, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !reading_; }

Q_SIGNALS:
  void chosen(suyuan::Fid outfall);
  void readingWanted();
  void rainWanted();
  void failed(const suyuan::Error& error);

private:
  void read();

  SurveySession& session_;
  std::optional<Fid> outfall_;
  SampleModel* model_;
  QTableView* view_;
  QCheckBox* only_;
  QLabel* count_;
  bool reading_ = false, again_ = false;
};

} // namespace suyuan::desktop
