// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/forms/level_values.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTreeWidget;

namespace suyuan::desktop {

/// 各级填报值: what the three levels answered for the outfall that is shown, side by side, with who and when; what differs is marked. Read on a
/// worker, and only while it can be seen.
class ValuesPanel : public QWidget {
  Q_OBJECT
public:
  ValuesPanel(SurveySession& session, std::shared_ptr<const forms::FormSet> forms, QWidget* parent = nullptr);

  void show(Fid outfall); ///< not set: nothing
  [[nodiscard]] QTreeWidget* list() { return list_; }
  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

Q_SIGNALS:
  void failed(const suyuan::Error& error);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void read();
  void fill();

  SurveySession& session_;
  std::shared_ptr<const forms::FormSet> forms_;
  Fid outfall_;
  bool stale_ = true;
  int asked_ = 0;
  std::vector<forms::ComparedAnswer> rows_;
  QLabel* note_;
  QCheckBox* onlyDiffering_;
  QTreeWidget* list_;
  TaskRunner tasks_; // last
};

} // namespace suyuan::desktop
