// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/backdrops.h"
#include "app/desktop/shell/survey_session.h"
#include "gis/tiles/offline_area.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTimer;
class QTreeWidget;

namespace suyuan::desktop {

/// 离线底图: areas of online maps that were taken along for places without a network, and the taking of another one. A download
/// goes on when the dialog is closed.
class OfflineMapsDialog : public QDialog {
  Q_OBJECT
public:
  /// `shown`: what the map shows, EPSG:4490. `source`: the map to begin with; may be null.
  OfflineMapsDialog(SurveySession& session, Backdrops& backdrops, const Box& shown, const tiles::TileSource* source, QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const;

private:
  void buildList(QLayout& column);
  void buildForm(QLayout& column);
  void listAreas();
  void fillList();
  void listNames();
  void mapChanged();
  void planSoon();
  void plan();
  void take();
  void resume();
  void removeCurrent();
  void refresh();
  [[nodiscard]] const tiles::TileSource* source() const;
  [[nodiscard]] const tiles::KeptArea* current() const;
  [[nodiscard]] QString title() const;

  SurveySession& session_;
  Backdrops& backdrops_;
  Box shown_;
  std::vector<tiles::TileSource> maps_;
  std::vector<tiles::KeptArea> areas_;
  std::optional<Result<tiles::OfflinePlan>> plan_;
  std::uint64_t planned_ = 0; ///< the plan that is asked for
  QTreeWidget* list_;
  QComboBox *map_, *area_;
  QSpinBox *from_, *to_, *margin_;
  QLabel *size_, *note_, *state_;
  QCheckBox* permitted_;
  QProgressBar* progress_;
  QPushButton *resume_, *remove_, *stop_, *take_;
  QTimer* soon_;
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
