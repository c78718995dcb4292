// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/map_styles.h"

#include "app/text/resource_paths.h"
#include "gis/render/style_changes.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QSet>

#include <algorithm>
#include <utility>

namespace suyuan::desktop {

namespace {

std::string textOf(const QJsonObject& changes) {
  return changes.isEmpty() ? std::string() : QJsonDocument(changes).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

MapStyles::MapStyles(SurveySession& session, QObject* parent) : QObject(parent), session_(session) {
  if (const auto kept = session.file().setting(render::styleChangesSetting); kept && *kept)
    kept_ = QJsonDocument::fromJson(QByteArray::fromStdString(**kept)).object();
  shown_ = kept_;
  readLater_.setSingleShot(true);
  readLater_.setInterval(150);
  connect(&readLater_, &QTimer::timeout, this, &MapStyles::read);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, &readLater_, qOverload<>(&QTimer::start));
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, &readLater_, qOverload<>(&QTimer::start));
}

void MapStyles::use(std::string theme, text::Language language) {
  theme_ = std::move(theme);
  language_ = language;
  read();
}

void MapStyles::watch() {
  const auto resources = text::resourcesFolder();
  if (!resources) return;
  QSet<QString> paths{QString::fromStdString((*resources / "styles" / (theme_ + ".json")).string())};
  if (sheet_)
    for (const std::filesystem::path& file : sheet_->files) paths.insert(QString::fromStdString(file.string()));
  // The folders too: many programs write a new file and put it in the old one's place, which ends the watch of the file.
  for (const QString& file : QStringList(paths.values())) paths.insert(QFileInfo(file).path());
  // Anew each time: a file put in the old one's place has the same name, and the watch is still of the one that is gone.
  if (const QStringList old = watcher_.files() + watcher_.directories(); !old.isEmpty()) watcher_.removePaths(old);
  for (const QString& path : std::as_const(paths))
    if (QFileInfo::exists(path)) watcher_.addPath(path);
}

void MapStyles::read() {
  const QDateTime before = QDateTime::currentDateTime();
  const auto followed = qScopeGuard([&] {
    watch(); // what the new sheet is made of; the former one's when it is wrong
    // Written while it was read and not yet watched: once more.
    if (std::ranges::any_of(watcher_.files(), [&](const QString& file) { return QFileInfo(file).lastModified() >= before; })) readLater_.start();
  });
  if (auto taken = take(shown_); !taken) {
    // The survey's changes may be of another time; the map is never refused for them.
    if (const auto resources = text::resourcesFolder(); resources && !shown_.isEmpty())
      if (auto plain = render::loadStyle(*resources, theme_, text::code(language_))) {
        sheet_ = std::move(*plain);
        Q_EMIT changed();
        return;
      }
    Q_EMIT failed(taken.error());
  }
}

Result<> MapStyles::take(const QJsonObject& changes) {
  const auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(resources.error());
  auto sheet = render::loadStyle(*resources, theme_, text::code(language_), textOf(changes));
  if (!sheet) return std::unexpected(std::move(sheet).error());
  shown_ = changes;
  sheet_ = std::move(*sheet);
  Q_EMIT changed();
  return {};
}

QJsonObject MapStyles::changesOf(const std::string& layer) const { return shown_[QString::fromStdString(layer)].toObject(); }

Result<> MapStyles::show(const std::string& layer, const QJsonObject& changes) {
  QJsonObject all = shown_;
  const QString name = QString::fromStdString(layer);
  if (changes.isEmpty()) all.remove(name);
  else all[name] = changes;
  return all == shown_ ? Result<>{} : take(all);
}

Result<> MapStyles::write() { return session_.setSetting(render::styleChangesSetting, textOf(kept_)); }

Result<> MapStyles::keep() {
  if (shown_ == kept_) return {};
  former_.push_back(std::exchange(kept_, shown_));
  return write();
}

void MapStyles::discard() {
  if (shown_ != kept_) (void)take(kept_); // it was good when it was kept, or the plain style is shown
}

Result<> MapStyles::undo() {
  if (former_.empty()) return {};
  kept_ = std::move(former_.back());
  former_.pop_back();
  SUYUAN_TRY(take(kept_));
  return write();
}

} // namespace suyuan::desktop
