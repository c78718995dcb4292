// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/survey/code_plan.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableWidget;

namespace suyuan::desktop {

/// The old → new table of an entry that gave or changed codes, as the journal keeps it; to be saved for spreadsheets.
class CodeTableDialog : public QDialog {
  Q_OBJECT
public:
  CodeTableDialog(SurveySession& session, EntryId entry, QWidget* parent = nullptr);

  /// True for entries whose codes have such a table.
  [[nodiscard]] static bool hasTable(const store::JournalEntry& entry);
  /// Writes the table; any file name. Errors: FileUnwritable.
  [[nodiscard]] Result<> save(const QString& file) const;
  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

private:
  void fill();

  SurveySession& session_;
  QTableWidget* list_;
  QLabel* note_;
  QPushButton* save_;
  std::vector<survey::CodeChange> changes_;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
