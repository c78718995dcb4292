// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/forms/pick_model.h"
#include "app/desktop/forms/question_editor.h"

class QLabel;
class QLineEdit;
class QListView;

namespace suyuan::desktop {

/// A name out of a long list (units, rivers, places): what is typed finds by any part and by pinyin's first letters, arrows move, Enter or a touch takes. A
/// name that is in no list is kept as it is typed.
class PickEditor : public QuestionEditor {
  Q_OBJECT
public:
  PickEditor(Entry& entry, const forms::Question& question);
  void refresh() override;
  void takeFocus() override;

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void openList();
  void take(int row);
  void showList(bool on);

  QLineEdit* line_;
  QListView* view_;
  QLabel* note_;
  PickModel model_;
};

} // namespace suyuan::desktop
