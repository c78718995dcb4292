// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/positioning.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

class SkyPlot;

/// 卫星定位: which receiver, how it does, how accurate it is, its satellites; a mean that is made; and the point that a new record
/// gets, here or across the water.
class GnssPanel : public QWidget {
  Q_OBJECT
public:
  /// `written`: a position as the window writes positions.
  GnssPanel(Positioning& positioning, bool canWrite, std::function<QString(const Point&)> written, QWidget* parent = nullptr);

Q_SIGNALS:
  void pointTaken(const suyuan::fieldwork::GnssPoint& point, bool asCandidate);
  void followWanted(bool follows);
  void failed(const suyuan::Error& error);

private:
  [[nodiscard]] QWidget* meanRow();
  [[nodiscard]] QWidget* acrossRow();
  void fillSources();
  void connectOrStop(bool on);
  void refresh();
  void refreshMean();
  [[nodiscard]] QString stateText() const;
  [[nodiscard]] QString figures() const;
  void take(bool asCandidate);

  Positioning& positioning_;
  bool canWrite_;
  QString fault_; ///< of the address that was tried last
  std::function<QString(const Point&)> written_;
  QComboBox* source_;
  QPushButton *connect_, *mean_ = nullptr, *outfall_, *candidate_;
  QLabel *state_, *accuracy_, *figures_, *meanState_ = nullptr, *why_;
  SkyPlot* sky_;
  QDoubleSpinBox *antenna_ = nullptr, *bearing_ = nullptr, *metres_ = nullptr;
  QCheckBox *across_ = nullptr, *follow_;
  QLineEdit* reason_;
};

} // namespace suyuan::desktop
