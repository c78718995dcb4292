// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/task_runner.h"
#include "gis/tiles/tile_source.h"

#include <QDialog>

#include <optional>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace suyuan::desktop {

/// An online map of one's own: the address of its tiles, or of a WMTS that is asked what it offers.
class OnlineMapDialog : public QDialog {
  Q_OBJECT
public:
  explicit OnlineMapDialog(QWidget* parent = nullptr);

  [[nodiscard]] bool isSettled() const { return !tasks_.isBusy(); }

Q_SIGNALS:
  void chosen(const suyuan::tiles::TileSource& source); ///< its key, if it has one, is kept already

private:
  void readAddress();
  void ask();
  void show(Result<std::vector<tiles::OwnSource>> offered);
  void refresh();
  void add();
  [[nodiscard]] std::optional<tiles::OwnSource> chosenSource() const;

  QFormLayout* form_;
  QLineEdit *address_, *title_, *credit_, *key_;
  QTreeWidget* offers_;
  QLabel* result_;
  QProgressBar* busy_;
  QPushButton *ask_, *add_;
  std::optional<tiles::OwnSource> own_;      ///< of an address of tiles
  std::vector<tiles::OwnSource> offered_;    ///< by the WMTS
  QString asked_;                            ///< the address that offered_ is of
  TaskRunner tasks_; // last: stops before the rest goes
};

} // namespace suyuan::desktop
