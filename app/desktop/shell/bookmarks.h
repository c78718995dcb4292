// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <QMenu>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace suyuan::desktop {

/// A place to come back to, with a name. It outlives a change of the map's coordinate system.
struct Bookmark {
  QString name;
  Point lonLat;     ///< the middle, EPSG:4490
  double scale = 0; ///< 1 : this
  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

[[nodiscard]] std::string toJson(const std::vector<Bookmark>& bookmarks);
/// What is no bookmark is left out.
[[nodiscard]] std::vector<Bookmark> bookmarksFrom(std::string_view json);

/// The bookmarks of a survey as a menu: add one, go to one (the first nine by Ctrl and their number), remove one.
class BookmarkMenu : public QMenu {
  Q_OBJECT
public:
  explicit BookmarkMenu(QWidget* parent);

  void show(const std::vector<Bookmark>& bookmarks);

Q_SIGNALS:
  void asked(const Bookmark& bookmark);  ///< to be gone to
  void removed(const QString& name);

private:
  QMenu* remove_ = nullptr;
  QList<QAction*> places_;
};

} // namespace suyuan::desktop
