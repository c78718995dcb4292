// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/shell/backdrops.h"

#include "app/desktop/shell/look.h"
#include "app/text/resource_paths.h"
#include "gis/backdrop/raster_backdrop.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace suyuan::desktop {

std::string toJson(const std::vector<BackdropView>& views) {
  QJsonArray list;
  for (const BackdropView& view : views) {
    QJsonObject one{{QStringLiteral("visible"), view.visible}, {QStringLiteral("opacity"), view.opacity}};
    one[view.file.empty() ? QStringLiteral("source") : QStringLiteral("file")] = qs(view.file.empty() ? view.source : view.file);
    list.append(one);
  }
  return QJsonDocument(list).toJson(QJsonDocument::Compact).toStdString();
}

std::vector<BackdropView> backdropViewsFrom(std::string_view json) {
  std::vector<BackdropView> views;
  for (const QJsonValue& value : QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).array()) {
    const QJsonObject one = value.toObject();
    BackdropView view;
    view.file = one[QStringLiteral("file")].toString().toStdString();
    view.source = one[QStringLiteral("source")].toString().toStdString();
    view.visible = one[QStringLiteral("visible")].toBool(true);
    view.opacity = std::clamp(one[QStringLiteral("opacity")].toDouble(1), 0.0, 1.0);
    if (view.file.empty() != view.source.empty()) views.push_back(std::move(view));
  }
  return views;
}

Backdrops::Backdrops(std::filesystem::path survey, QObject* parent)
    : QObject(parent), survey_(std::move(survey)), blocks_(std::make_shared<backdrop::BlockCache>()) {
  if (const auto resources = text::resourcesFolder())
    if (auto sources = tiles::readTileSources(*resources / "backdrops/sources.json", text::code(currentLanguage()))) listed_ = std::move(*sources);
  service_.fetcher().setListener([this] { QMetaObject::invokeMethod(this, &Backdrops::arrived, Qt::QueuedConnection); });
}

// The map's pictures may hold the fetcher for longer.
Backdrops::~Backdrops() { service_.fetcher().setListener({}); }

std::vector<BackdropView> Backdrops::views() const {
  std::vector<BackdropView> views;
  for (const Entry& entry : entries_) views.push_back(entry.view);
  return views;
}

std::shared_ptr<const backdrop::BackdropStack> Backdrops::stack() const {
  std::vector<backdrop::ShownBackdrop> shown;
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
    if (entry->backdrop && entry->view.visible) shown.push_back({entry->backdrop, entry->view.opacity});
  return std::make_shared<const backdrop::BackdropStack>(std::move(shown), blocks_);
}

QString Backdrops::sign() const {
  for (const Entry& entry : entries_) {
    if (!entry.feed || !entry.view.visible) continue;
    switch (entry.feed->state()) {
    case tiles::FeedState::Fine: break;
    case tiles::FeedState::Unreachable: return tr("%1 cannot be reached: what is stored is shown").arg(titleOf(entry));
    case tiles::FeedState::Busy: return tr("%1 asks for a pause: what is stored is shown").arg(titleOf(entry));
    case tiles::FeedState::Refused: return tr("%1 refuses the key").arg(titleOf(entry));
    case tiles::FeedState::KeyMissing: return tr("%1 needs a key").arg(titleOf(entry));
    }
  }
  return {};
}

QString Backdrops::titleOf(const Entry& entry) const {
  if (entry.feed) return qs(entry.feed->source().title);
  if (entry.view.file.empty()) return qs(entry.view.source).left(40);
  return qs(std::filesystem::path(entry.view.file).filename().string());
}

std::filesystem::path Backdrops::pathOf(const BackdropView& view) const {
  const std::filesystem::path path(view.file);
  return path.is_absolute() ? path : (survey_ / path).lexically_normal();
}

/// A raster in the survey's folder or beside it moves with it to another machine.
BackdropView Backdrops::viewOf(const std::filesystem::path& file) const {
  const auto near = file.lexically_normal().lexically_relative(survey_.lexically_normal());
  const bool beside = !near.empty() && std::ranges::count(near, std::filesystem::path("..")) <= 1;
  BackdropView view;
  view.file = beside ? near.generic_string() : file.string();
  return view;
}

void Backdrops::show(std::vector<BackdropView> views) {
  tasks_.cancelAll();
  entries_.clear();
  for (BackdropView& view : views) entries_.push_back({.view = std::move(view)});
  Q_EMIT changed();
  Q_EMIT restacked();
  for (std::size_t i = 0; i < entries_.size(); ++i) open(i);
}

void Backdrops::addOnTop(BackdropView view) {
  const auto same = [&](const Entry& entry) { return entry.view.file == view.file && entry.view.source == view.source; };
  if (const auto there = std::ranges::find_if(entries_, same); there != entries_.end()) entries_.erase(there); // it comes to the top, read anew
  entries_.insert(entries_.begin(), Entry{.view = std::move(view)});
  Q_EMIT changed();
  Q_EMIT restacked();
  open(0);
}

void Backdrops::addFile(const std::filesystem::path& file) { addOnTop(viewOf(file)); }

void Backdrops::addOnline(const tiles::TileSource& source) {
  const bool isListed = std::ranges::find(listed_, source.id, &tiles::TileSource::id) != listed_.end();
  BackdropView view;
  view.source = isListed ? source.id : tiles::toJson(source);
  addOnTop(std::move(view));
}

void Backdrops::reopenOnline() {
  for (Entry& entry : entries_)
    if (entry.view.file.empty()) openOnline(entry);
}

void Backdrops::openOnline(Entry& entry) {
  const auto known = std::ranges::find(listed_, entry.view.source, &tiles::TileSource::id);
  const auto source = known != listed_.end() ? Result<tiles::TileSource>(*known) : tiles::tileSourceFrom(entry.view.source);
  if (source) {
    const auto online = service_.backdropOf(*source);
    entry.feed = online->feed();
    entry.backdrop = online;
    entry.fault.reset();
  } else {
    entry.fault = source.error();
  }
  Q_EMIT changed();
  Q_EMIT restacked();
  if (!source) Q_EMIT failed(source.error());
  Q_EMIT arrived();
}

void Backdrops::open(std::size_t at) {
  const BackdropView view = entries_[at].view;
  if (view.file.empty()) return openOnline(entries_[at]);
  tasks_.start(
      QString(), [path = pathOf(view)](std::stop_token, const TaskRunner::Progress&) { return backdrop::RasterFile::open(path); },
      [this, view](Result<std::shared_ptr<const backdrop::RasterFile>> file) {
        const auto entry = std::ranges::find_if(entries_, [&](const Entry& one) { return one.view.file == view.file && !one.backdrop; });
        if (entry == entries_.end()) return; // it was removed meanwhile
        if (!file) {
          entry->fault = file.error();
          Q_EMIT changed();
          Q_EMIT failed(file.error());
          return;
        }
        entry->backdrop = std::make_shared<const backdrop::RasterBackdrop>(std::move(*file));
        entry->fault.reset();
        Q_EMIT changed();
        Q_EMIT restacked();
      });
}

void Backdrops::remove(std::size_t at) {
  if (at >= entries_.size()) return;
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(at));
  Q_EMIT changed();
  Q_EMIT restacked();
}

void Backdrops::move(std::size_t from, std::size_t to) {
  if (from >= entries_.size() || to >= entries_.size() || from == to) return;
  Entry moved = std::move(entries_[from]);
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(from));
  entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
  Q_EMIT changed();
  Q_EMIT restacked();
}

void Backdrops::setVisible(std::size_t at, bool visible) {
  if (at >= entries_.size() || entries_[at].view.visible == visible) return;
  entries_[at].view.visible = visible;
  Q_EMIT changed();
  Q_EMIT restacked();
}

void Backdrops::setOpacity(std::size_t at, double opacity) {
  if (at >= entries_.size() || std::abs(entries_[at].view.opacity - opacity) < 1e-6) return;
  entries_[at].view.opacity = std::clamp(opacity, 0.0, 1.0);
  Q_EMIT changed();
  Q_EMIT restacked();
}

void Backdrops::setFault(std::uint64_t number, const Error& error) {
  for (Entry& entry : entries_) {
    if (!entry.backdrop || entry.backdrop->number() != number || entry.fault) continue;
    entry.fault = error;
    Q_EMIT changed();
    Q_EMIT failed(error);
  }
}

} // namespace suyuan::desktop
