// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/task_runner.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace suyuan::desktop {

/// A copy of one's own of a survey that lies in a hub: hub folder, new folder, name. Runs on a worker with progress;
/// cancelled or failed it leaves nothing behind.
class JoinDialog : public QDialog {
  Q_OBJECT
public:
  explicit JoinDialog(QWidget* parent = nullptr);
  [[nodiscard]] QString folder() const; ///< of the copy, once accepted

  void accept() override; ///< begins; the dialog closes when the copy is there
  void reject() override; ///< stops what runs first

private:
  void refresh();
  QLineEdit *hub_, *folder_, *author_;
  QLabel* fault_;
  QProgressBar* progress_;
  QPushButton* go_;
  TaskRunner runner_;
};

} // namespace suyuan::desktop
