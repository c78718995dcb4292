// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/model/outfall.h"
#include "core/survey/class_change.h"

#include <QDialog>

#include <array>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTextBrowser;

namespace suyuan::desktop {

/// Another class for one outfall: what of its code must change and what must not, what else follows, then classes, code
/// and name written as one undo step.
class ReclassifyDialog : public QDialog {
  Q_OBJECT
public:
  /// `to`: the class to begin with; the outfall's own when it is empty.
  ReclassifyDialog(SurveySession& session, const Outfall& outfall, const rules::OutfallClasses& to, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return asked_ == answered_; }

Q_SIGNALS:
  void carriedOut(const QString& sentence);

private:
  void chosen(std::size_t level);
  void offerWords();
  void useKey();
  void plan();
  void fill(survey::ClassChange change);
  void apply();
  void fail(const Error& error);

  SurveySession& session_;
  Outfall outfall_;
  Outfall wanted_; ///< only its class fields count
  std::array<QComboBox*, 3> classes_{};
  QTextBrowser* means_;
  QCheckBox *code_, *name_;
  QPushButton* apply_;
  std::optional<survey::ClassChange> change_;
  std::uint64_t asked_ = 0, answered_ = 0;
  bool filling_ = false;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
