// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/selection.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace suyuan::desktop {

/// Asks for a condition over the fields of a layer, in the rules' own form, and how it joins what is selected. What is wrong with it
/// stands below while it is typed.
class SelectDialog : public QDialog {
  Q_OBJECT
public:
  SelectDialog(Layer layer, const QString& condition, QWidget* parent = nullptr);

  [[nodiscard]] Layer layer() const { return layer_; }
  [[nodiscard]] QString condition() const;
  [[nodiscard]] SelectHow how() const;

private:
  void judge();

  Layer layer_;
  QPlainTextEdit* text_;
  QComboBox* how_;
  QLabel* fault_;
  QPushButton* go_;
};

} // namespace suyuan::desktop
