// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/question_editor.h"

class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

class FlowLayout;

/// Words as big buttons: a digit or letter chooses (and goes on, where only one may be chosen), arrows move, a finger touches. Where other words may be
/// written, a line stands below.
class ChoiceEditor : public QuestionEditor {
  Q_OBJECT
public:
  ChoiceEditor(Entry& entry, const forms::Question& question);
  void refresh() override;

protected:
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

private:
  void choose(std::size_t index, bool goOn);
  void build(const std::vector<forms::Choice>& choices);
  void mark();

  bool several_;
  std::vector<forms::Choice> choices_;
  std::vector<QPushButton*> buttons_;
  std::size_t current_ = 0;
  FlowLayout* flow_;
  QLineEdit* other_ = nullptr;
};

} // namespace suyuan::desktop
