// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/sync/sync.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace suyuan::desktop {

/// Exchanges entries with a hub folder and lists what clashed, with base, mine and theirs to choose from.
class SyncDialog : public QDialog {
  Q_OBJECT
public:
  SyncDialog(SurveySession& session, QWidget* parent = nullptr);

private:
  void run();
  void fill();
  void settle(sync::Resolution resolution);

  SurveySession& session_;
  QLineEdit* hub_;
  QLabel* result_;
  QTableWidget* list_;
  QPushButton* go_;
  std::vector<sync::Conflict> conflicts_;
};

} // namespace suyuan::desktop
