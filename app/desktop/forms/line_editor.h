// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/question_editor.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

/// Text, numbers with their unit (the blank key or a touch switches it), dates and times (of this place).
class LineEditor : public QuestionEditor {
  Q_OBJECT
public:
  LineEditor(Entry& entry, const forms::Question& question);
  void refresh() override;
  void takeFocus() override;

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void switchUnit();
  QLineEdit* line_;
  QPushButton* unit_ = nullptr;
};

/// 位置: from the receiver, by a click on the map, or typed in any notation (degrees, DMS, Gauss-Krüger).
class PositionEditor : public QuestionEditor {
  Q_OBJECT
public:
  PositionEditor(Entry& entry, const forms::Question& question);
  void refresh() override;
  void takeFocus() override;

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void typed();
  QLineEdit* line_;
  QPushButton *receiver_, *map_;
  QLabel* state_;
};

} // namespace suyuan::desktop
