// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/panels/photo_grid.h"
#include "app/desktop/shell/survey_session.h"
#include "core/media/place_photo.h"

#include <QDialog>

#include <memory>

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace suyuan::desktop {

/// 照片核对: what was put where and why, those that wait for a look first. Enter confirms where the photo is or puts it to the place that is chosen,
/// M to the record that the map shows; each is one step that is taken back. Stands beside the map, which can be used meanwhile.
class PhotoReviewDialog : public QDialog {
  Q_OBJECT
public:
  /// `shown` answers which outfall or candidate the map shows.
  PhotoReviewDialog(SurveySession& session, PhotoThumbnails& thumbnails, std::function<std::pair<Layer, Fid>()> shown, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return working_ == 0; }

Q_SIGNALS:
  void showOnMap(suyuan::Layer layer, suyuan::Fid fid);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override; ///< keys of the lists

private:
  class Placer;
  void reload();
  void look();                      ///< where the current photo may belong
  void showTargets(const media::Placing& placing, const Photo& photo);
  void put(Layer layer, Fid fid);
  void putChosen();
  void putToShown();
  void undo();

  SurveySession& session_;
  std::function<std::pair<Layer, Fid>()> shown_;
  PhotoModel model_;
  PhotoGrid* grid_;
  QLabel *title_, *large_, *details_, *said_;
  QListWidget* targets_;
  QCheckBox* sureToo_;
  QPushButton* confirm_ = nullptr;
  std::shared_ptr<Placer> placer_; ///< made by the first look; anew when the survey changed otherwise
  int working_ = 0;
  int row_ = 0; ///< that comes next after one was put
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
