// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/fieldwork/quality.h"

#include <QDialog>

#include <map>

class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QVBoxLayout;

namespace suyuan::desktop {

/// 质量控制: reaches are drawn by a stated seed, walked again by others, and what that found is entered; the verdict is held against the rule
/// book's limits, whose source stands beside. A reach that fails goes back, in the same entry of the journal.
class QualityDialog : public QDialog {
  Q_OBJECT
public:
  QualityDialog(SurveySession& session, fieldwork::Actor actor, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy() && !writing_; }

Q_SIGNALS:
  void shown(suyuan::Fid reach); ///< to be seen on the map

private:
  struct Line {
    QualityCheck check;
    QString reach;
    std::int64_t recorded = 0; ///< the reach's confirmed candidates, as a proposal
  };
  [[nodiscard]] static Result<std::vector<Line>> readLines(store::Reader& reader);
  void buildForm(QVBoxLayout& column);
  void read();
  void fill();
  void choose();
  void enable();
  void judge();
  void draw();
  void closeOne();
  void write(const QString& title, std::function<Result<QString>(store::SurveyFile&)> work);
  [[nodiscard]] const Line* line() const;

  SurveySession& session_;
  fieldwork::Actor actor_;
  std::vector<Line> lines_;
  QSpinBox *seed_, *recorded_, *missed_, *wrong_;
  QLineEdit* note_;
  QTableWidget* table_;
  QLabel *verdict_, *limits_, *result_;
  QPushButton *draw_, *close_;
  QWidget* form_ = nullptr;
  bool writing_ = false;
  unsigned asked_ = 0;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
