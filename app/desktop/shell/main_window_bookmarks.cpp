// SPDX-License-Identifier: GPL-3.0-or-later
// The window's bookmarks: named views of the map, kept in this copy of the survey.
#include "app/desktop/canvas/map_canvas.h"
#include "app/desktop/shell/main_window.h"

#include <QInputDialog>

#include <algorithm>

namespace suyuan::desktop {

namespace {

constexpr auto bookmarksKey = "window.bookmarks";

} // namespace

void MainWindow::buildBookmarks(QMenu* map) {
  auto* menu = new BookmarkMenu(map); // gone with it when the frame is built anew
  map->addMenu(menu);
  menu->addAction(act("", tr("&Bookmark this view…"), QKeySequence(QStringLiteral("Ctrl+Alt+B")), "act_bookmark", [this] { bookmarkView(); }));
  menu->show(bookmarks_);
  connect(menu, &BookmarkMenu::asked, this, [this](const Bookmark& to) {
    if (canvas_ == nullptr) return;
    if (!canvas_->screenOf(to.lonLat)) return say(tr("The place lies outside the area of the map's coordinate system."), false);
    canvas_->setView(canvas_->view().withScale(to.scale));
    canvas_->showLonLat(to.lonLat);
  });
  connect(menu, &BookmarkMenu::removed, this, [this](const QString& name) {
    std::erase_if(bookmarks_, [&](const Bookmark& one) { return one.name == name; });
    keepBookmarks();
  });
}

void MainWindow::openBookmarks() {
  bookmarks_.clear();
  if (auto kept = session_->file().setting(bookmarksKey); kept && *kept) bookmarks_ = bookmarksFrom(**kept);
}

void MainWindow::bookmarkView() {
  const auto middle = canvas_ != nullptr ? canvas_->lonLatAt(QRectF(canvas_->rect()).center()) : std::nullopt;
  if (!middle) return;
  const double scale = canvas_->view().scaleDenominator();
  QInputDialog dialog(this);
  dialog.setWindowTitle(tr("Bookmark this view"));
  dialog.setLabelText(tr("Name of the bookmark; a name that is there already is given to this view."));
  dialog.setTextValue(tr("View %1").arg(bookmarks_.size() + 1));
  if (dialog.exec() != QDialog::Accepted) return;
  const QString name = dialog.textValue().simplified();
  if (name.isEmpty()) return;
  const Bookmark made{name, *middle, scale};
  if (const auto same = std::ranges::find(bookmarks_, name, &Bookmark::name); same != bookmarks_.end()) *same = made;
  else bookmarks_.push_back(made);
  keepBookmarks();
}

void MainWindow::keepBookmarks() {
  if (auto kept = session_->setSetting(bookmarksKey, toJson(bookmarks_)); !kept) report(kept.error());
  findChild<BookmarkMenu*>()->show(bookmarks_);
}

} // namespace suyuan::desktop
