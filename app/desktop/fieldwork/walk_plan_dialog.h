// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/walk_plan.h"
#include "app/desktop/shell/survey_session.h"

#include <QDialog>

class QDoubleSpinBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableView;
class QTableWidget;
class QTabWidget;

namespace suyuan::desktop {

/// 排查计划: reaches are made of rivers, shared out among teams by length of bank, and each team's package is written. The balance is seen before
/// anything is given. Each step is one entry of the journal.
class WalkPlanDialog : public QDialog {
  Q_OBJECT
public:
  WalkPlanDialog(SurveySession& session, fieldwork::Actor actor, std::optional<Point> from, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy() && !writing_; }
  void showPage(int page); ///< 0 reaches, 1 teams, 2 package

private:
  [[nodiscard]] QWidget* reachPage();
  [[nodiscard]] QWidget* teamPage();
  [[nodiscard]] QWidget* packagePage();
  void read();
  void fill();
  void showBalance();
  void addTeam();
  void makeReaches();
  void shareOut();
  void pack();
  void enable();
  void say(const Error& error);
  void write(const QString& title, std::function<Result<QString>(store::SurveyFile&)> work);
  [[nodiscard]] bool isFree(); ///< says so when another is writing
  [[nodiscard]] std::vector<std::string> chosenTeams() const;

  SurveySession& session_;
  fieldwork::Actor actor_;
  std::optional<Point> from_;
  WalkPlan plan_;
  ReachTable* reaches_;
  QTabWidget* pages_;
  QDoubleSpinBox* length_;
  QListWidget *rivers_, *teams_;
  QTableView* reachView_;
  QTableWidget* balance_;
  QLineEdit *newTeam_, *folder_, *hub_;
  QComboBox* packed_;
  QLabel *unplaced_, *result_;
  QPushButton *make_, *share_, *pack_, *open_;
  QString written_;
  bool writing_ = false, reading_ = false;
  unsigned asked_ = 0;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
