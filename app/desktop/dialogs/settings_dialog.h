// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace suyuan::desktop {

/// What is chosen once for all surveys: name, language, theme, who answers for addresses, size of the interface.
class SettingsDialog : public QDialog {
  Q_OBJECT
public:
  explicit SettingsDialog(const Preferences& now, QWidget* parent = nullptr);
  [[nodiscard]] Preferences chosen() const;

private:
  QLineEdit* author_;
  QComboBox *language_, *theme_, *provider_, *scale_, *power_;
  QCheckBox* network_;
};

} // namespace suyuan::desktop
