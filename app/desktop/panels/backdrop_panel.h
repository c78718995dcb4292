// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/backdrops.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;
class QTreeWidget;

namespace suyuan::desktop {

/// 底图: the pictures below all layers, topmost first. They are added, removed, moved, switched and made pale here.
class BackdropPanel : public QWidget {
  Q_OBJECT
public:
  explicit BackdropPanel(Backdrops& backdrops, QWidget* parent = nullptr);

Q_SIGNALS:
  void rearranged(); ///< by the user: the backdrops' views are new
  void offlineAsked(const suyuan::tiles::TileSource* source); ///< areas to take along; null for no map in particular

private:
  void fill();
  void refresh();
  [[nodiscard]] int current() const; ///< -1 for none
  void addFiles();
  void addOnline(const tiles::TileSource& source);
  void addByAddress();
  void askForKey(const tiles::TileSource& source);
  [[nodiscard]] const tiles::TileSource* currentSource() const; ///< of an online map; null for none
  void moveCurrent(int by);
  [[nodiscard]] QString stateOf(const Backdrops::Entry& entry) const;

  Backdrops& backdrops_;
  QTreeWidget* list_;
  QMenu *addMenu_, *moreMenu_;
  QAction *keyAction_, *termsAction_;
  QToolButton *add_, *up_, *down_, *remove_, *more_;
  QSlider* opacity_;
  QLabel* percent_;
};

} // namespace suyuan::desktop
