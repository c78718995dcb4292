// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/duplicate_pairs.h"
#include "app/desktop/shell/survey_session.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace suyuan::desktop {

/// 合并重复点: pairs that may be one, the values of both side by side. For each field the value that stays is chosen; then they are merged,
/// or kept apart for good. A merge is one entry of the journal.
class DuplicatesDialog : public QDialog {
  Q_OBJECT
public:
  DuplicatesDialog(SurveySession& session, fieldwork::Actor actor, QWidget* parent = nullptr);

  /// From the keyboard or by a click on a cell: whose value a field has (0 the first's, 1 the second's). Row 0 is the record that stays.
  void choose(int row, int whose);
  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy() && !merging_; }

Q_SIGNALS:
  void shown(suyuan::Fid first, suyuan::Fid second); ///< to be seen on the map

private:
  void read();
  void showPair();
  void mark();
  void merge();
  void keepApart();
  [[nodiscard]] const DuplicatePair* pair() const;

  SurveySession& session_;
  fieldwork::Actor actor_;
  KeptApart apart_;
  std::vector<DuplicatePair> pairs_;
  std::vector<std::string> fields_; ///< of the rows, from the second on
  std::vector<int> whose_;          ///< a row's choice
  QListWidget* list_;
  QTableWidget* values_;
  QLabel* result_;
  QPushButton *merge_, *apart_button_;
  bool merging_ = false;
  unsigned asked_ = 0;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
