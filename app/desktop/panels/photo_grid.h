// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/photo_model.h"

#include <QListView>
#include <QTimer>

namespace suyuan::desktop {

/// Thumbnails side by side, as many as there are; only what is seen is asked for, and is drawn as it comes. Enter or a double click opens, digits
/// give kinds, Space confirms, M moves.
class PhotoGrid : public QListView {
  Q_OBJECT
public:
  explicit PhotoGrid(PhotoModel& model, QWidget* parent = nullptr);

  [[nodiscard]] PhotoModel& photos() const { return photos_; }
  [[nodiscard]] std::vector<int> chosenRows() const; ///< selected ones, else the current one; ascending
  void keyboardSearch(const QString&) override {}    ///< letters are keys here

Q_SIGNALS:
  void opened(int row);
  void digit(int number); ///< 1 … 10, of which 0 is the tenth
  void confirmed();
  void moveWanted();

protected:
  void keyPressEvent(QKeyEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

private:
  void wantSeen();
  PhotoModel& photos_;
  QTimer soon_;
};

} // namespace suyuan::desktop
