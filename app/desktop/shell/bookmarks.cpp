// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/bookmarks.h"

#include <QAction>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace suyuan::desktop {

namespace {

constexpr qsizetype withKeys = 9; ///< so many can be reached by Ctrl and a number

/// As a menu shows it: an ampersand is one, not a mnemonic.
QString shown(QString name) { return name.replace(u'&', QStringLiteral("&&")); }

} // namespace

std::string toJson(const std::vector<Bookmark>& bookmarks) {
  QJsonArray list;
  for (const Bookmark& one : bookmarks)
    list.append(QJsonObject{{QStringLiteral("name"), one.name}, {QStringLiteral("lon"), one.lonLat.x}, {QStringLiteral("lat"), one.lonLat.y}, {QStringLiteral("scale"), one.scale}});
  return QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<Bookmark> bookmarksFrom(std::string_view json) {
  std::vector<Bookmark> bookmarks;
  for (const QJsonValue& value : QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array()) {
    const QJsonObject object = value.toObject();
    const Bookmark one{object[QStringLiteral("name")].toString(), {object[QStringLiteral("lon")].toDouble(1e9), object[QStringLiteral("lat")].toDouble(1e9)}, object[QStringLiteral("scale")].toDouble()};
    if (!one.name.isEmpty() && std::abs(one.lonLat.x) <= 180 && std::abs(one.lonLat.y) <= 90 && one.scale > 0) bookmarks.push_back(one);
  }
  return bookmarks;
}

BookmarkMenu::BookmarkMenu(QWidget* parent) : QMenu(tr("Boo&kmarks"), parent) {
  setObjectName(QStringLiteral("menu_bookmarks"));
  remove_ = new QMenu(tr("&Remove"), this);
  remove_->setObjectName(QStringLiteral("menu_remove_bookmark"));
}

void BookmarkMenu::show(const std::vector<Bookmark>& bookmarks) {
  // The action that brought us here may be among them.
  for (QAction* action : places_ + remove_->actions()) {
    removeAction(action);
    remove_->removeAction(action);
    action->deleteLater();
  }
  removeAction(remove_->menuAction());
  places_.clear();
  if (bookmarks.empty()) return;
  places_.append(addSeparator());
  for (const Bookmark& one : bookmarks) {
    QAction* action = addAction(shown(one.name), this, [this, one] { Q_EMIT asked(one); });
    action->setStatusTip(one.name);
    if (const qsizetype number = places_.size(); number <= withKeys) action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
    places_.append(action);
    remove_->addAction(shown(one.name), this, [this, name = one.name] { Q_EMIT removed(name); });
  }
  places_.append(addSeparator());
  addMenu(remove_);
}

} // namespace suyuan::desktop
