// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/fieldwork/moves.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

/// Asks for what a move of some cards needs, and for which move where several lead to the same state. The rule's clause and how sure it
/// is stand below. What is refused stays open with the reason; the survey is not touched here.
class MoveDialog : public QDialog {
  Q_OBJECT
public:
  struct Offer {
    std::vector<const rules::SurveyMove*> moves; ///< of the session's book; not empty
    std::vector<Fid> records;
    QString first; ///< what the first record is called
    std::vector<QString> teams;
    std::vector<std::pair<Fid, QString>> stays; ///< candidates near by that duplicates may be merged into
  };
  MoveDialog(const SurveySession& session, Offer offer, QWidget* parent = nullptr);

  [[nodiscard]] const rules::SurveyMove& move() const;
  [[nodiscard]] fieldwork::MoveDetails details() const;
  void refuse(const QString& sentence);
  /// Whether a move asks for nothing that a person types.
  [[nodiscard]] static bool asksNothing(const rules::SurveyMove& move);

Q_SIGNALS:
  void wanted(); ///< move() with details()

private:
  void showNeeds();

  const rules::Fieldwork& work_;
  Offer offer_;
  QComboBox *which_, *team_, *difficulty_, *method_, *into_;
  QLineEdit *reason_, *result_;
  QFormLayout* form_;
  QLabel *clause_, *refused_;
  QPushButton* go_;
};

} // namespace suyuan::desktop
