// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "gis/media/exif_reading.h"

#include <QDialog>
#include <QTemporaryDir>

#include <memory>

class QCamera;
class QComboBox;
class QImageCapture;
class QLabel;
class QMediaCaptureSession;
class QPushButton;

namespace suyuan::desktop {

/// This computer's camera: what it sees, and a shot that is taken into the survey at once, with time and the receiver's place in its EXIF before it is
/// hashed, put to the record that is shown.
class CameraDialog : public QDialog {
  Q_OBJECT
public:
  [[nodiscard]] static bool hasCamera();

  /// `now` answers where the receiver is; without a place when there is none.
  CameraDialog(SurveySession& session, std::pair<Layer, Fid> shown, std::function<media::CaptureFacts()> now, QWidget* parent = nullptr);
  ~CameraDialog() override;

  /// Takes a picture's file as the camera gave it. Its own step, so that it works with whatever made the file.
  void keep(const QString& file);
  [[nodiscard]] bool isSettled() const { return !working_; }

private:
  void start();
  void shoot();

  SurveySession& session_;
  std::pair<Layer, Fid> shown_;
  std::function<media::CaptureFacts()> now_;
  QTemporaryDir shots_;
  std::unique_ptr<QCamera> camera_;
  std::unique_ptr<QImageCapture> capture_;
  std::unique_ptr<QMediaCaptureSession> line_;
  QComboBox *cameras_, *kind_;
  QLabel* said_;
  QPushButton* shoot_ = nullptr;
  int number_ = 0;
  bool working_ = false;
};

} // namespace suyuan::desktop
