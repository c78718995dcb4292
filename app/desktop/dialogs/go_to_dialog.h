// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "gis/projection/crs.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace suyuan::desktop {

/// Takes a coordinate (degrees; degrees, minutes, seconds; Gauss–Krüger) and shows what it was read as while it is typed.
class GoToDialog : public QDialog {
  Q_OBJECT
public:
  explicit GoToDialog(std::optional<projection::Crs> map, QWidget* parent = nullptr);
  void accept() override;

Q_SIGNALS:
  void chosen(const suyuan::Point& lonLat);

private:
  void read();

  std::optional<projection::Crs> map_;
  std::optional<Point> found_;
  QLineEdit* text_;
  QLabel* meaning_;
  QPushButton* go_ = nullptr;
};

} // namespace suyuan::desktop
