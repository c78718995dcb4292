// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/models/photo_model.h"
#include "app/desktop/panels/photo_view.h"
#include "app/desktop/shell/survey_session.h"

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace suyuan::desktop {

/// 看大图: a photo at the screen's size, turned right, decoded on a worker; arrows and words are drawn beside the original, into its record.
/// Left and right go to the next, digits give kinds. A video or sound is opened by the system's program.
class PhotoDialog : public QDialog {
  Q_OBJECT
public:
  PhotoDialog(SurveySession& session, std::vector<PhotoItem> items, int row, QWidget* parent = nullptr);

  void go(int row);
  [[nodiscard]] int row() const { return row_; }
  [[nodiscard]] bool isSettled() const { return !reading_; }
  [[nodiscard]] const Photo& photo() const { return items_[static_cast<std::size_t>(row_)].record; }

protected:
  void keyPressEvent(QKeyEvent* event) override;

private:
  void buildTools(QHBoxLayout& row);
  void read();
  void showRecord(); ///< as it is recorded now
  void setMarks(std::vector<media::PhotoMark> marks);
  void giveKind(int key);

  SurveySession& session_;
  std::vector<PhotoItem> items_;
  std::vector<std::string> kinds_;
  int row_ = 0;
  bool reading_ = false;
  PhotoView* view_;
  QLabel *details_, *said_;
  QLineEdit* words_;
  QToolButton *arrow_ = nullptr, *text_ = nullptr, *takeBack_ = nullptr;
  QPushButton *play_ = nullptr, *previous_ = nullptr, *next_ = nullptr;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
