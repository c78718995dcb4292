// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"
#include "core/media/inspections.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace suyuan::desktop {

/// 专项检查: a run of sonar, drone or pipe camera is taken into the survey with its file, its track and what it went past. What would be linked is listed
/// with boxes to tick before anything is written.
class InspectionDialog : public QDialog {
  Q_OBJECT
public:
  explicit InspectionDialog(SurveySession& session, QWidget* parent = nullptr);

  void setFile(const QString& path);
  [[nodiscard]] bool isSettled() const { return !working_; }

Q_SIGNALS:
  void rasterTaken(const QString& file); ///< a picture that knows its place: it can lie under the map

private:
  struct Look {
    Geometry track;
    bool raster = false;
    std::vector<media::NearRecord> near;
    std::vector<std::string> names; ///< of each
  };
  void fillTracks();
  void look();
  void showLook(Look look);
  void take();

  SurveySession& session_;
  QLineEdit *file_, *name_, *team_, *found_;
  QComboBox *kind_, *track_;
  QSpinBox* metres_;
  QCheckBox* outside_;
  QTreeWidget* links_;
  QLabel* result_;
  QPushButton* take_ = nullptr;
  Look look_;
  bool working_ = false, again_ = false;
};

} // namespace suyuan::desktop
