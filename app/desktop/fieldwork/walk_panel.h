// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/fieldwork/fieldwork_desk.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;

namespace suyuan::desktop {

/// The team's walk: recording it, how much of the banks is walked, and the way to the nearest gap.
class WalkPanel : public QWidget {
  Q_OBJECT
public:
  explicit WalkPanel(FieldworkDesk& desk, QWidget* parent = nullptr);

  void record(bool on); ///< says why when it cannot
  void setBanksShown(bool shown);

Q_SIGNALS:
  void gapWanted();
  void dayWanted();
  void banksWanted(bool shown);

private:
  void refresh();
  [[nodiscard]] QString recordingText() const;

  FieldworkDesk& desk_;
  QPushButton *record_, *gap_, *day_, *left_;
  QLabel *state_, *shares_, *way_, *why_;
  QCheckBox* banks_;
  bool refused_ = false;
};

} // namespace suyuan::desktop
