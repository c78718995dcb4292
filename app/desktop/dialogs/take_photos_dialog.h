// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/panels/photo_grid.h"
#include "app/desktop/shell/survey_session.h"
#include "core/media/take_photos.h"

#include <QDialog>

#include <filesystem>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace suyuan::desktop {

/// gis/media's reading of photos with the rule book's words and limits.
[[nodiscard]] media::Inspect inspectWith(const rules::PhotoRules& rules);

/// 收入照片: from a camera's folder, or what was dropped on the window. The files are shown at once, and only read; they are taken on a worker, a
/// few hundred an entry, so that what is done stays when it is stopped or the power goes. Then it says what became of them.
class TakePhotosDialog : public QDialog {
  Q_OBJECT
public:
  TakePhotosDialog(SurveySession& session, QWidget* parent = nullptr);

  void setSources(const std::vector<std::filesystem::path>& sources); ///< folders and files; looks for what is in them
  [[nodiscard]] bool isSettled() const { return !working_; }
  void take();

Q_SIGNALS:
  void reviewWanted();
  void taken(); ///< something is in the survey that was not

private:
  void list(std::vector<std::filesystem::path> files);
  void showReport(const Result<media::TakeReport>& report, std::size_t asked);

  SurveySession& session_;
  PhotoThumbnails thumbnails_; ///< of the camera's files; nothing is kept on the disk
  PhotoModel model_;
  PhotoGrid* grid_;
  QLineEdit* from_;
  QComboBox *team_, *kind_;
  QLabel* result_;
  QProgressBar* progress_;
  QPushButton *take_ = nullptr, *review_ = nullptr, *stop_ = nullptr;
  bool working_ = false;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
