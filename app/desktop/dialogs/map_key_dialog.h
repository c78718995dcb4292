// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/tiles/tile_source.h"

#include <QDialog>

class QLineEdit;

namespace suyuan::desktop {

/// The key (密钥) of an online map: kept for this user of this computer, never in the survey.
class MapKeyDialog : public QDialog {
  Q_OBJECT
public:
  /// \pre the source has a key
  explicit MapKeyDialog(const tiles::TileSource& source, QWidget* parent = nullptr);

Q_SIGNALS:
  void keyChanged(); ///< entered or forgotten

private:
  void keep(const QString& key);
  std::string name_;
  QLineEdit* key_;
};

} // namespace suyuan::desktop
