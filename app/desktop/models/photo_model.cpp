// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/photo_model.h"

#include "app/desktop/shell/look.h"
#include "core/media/photo_facts.h"
#include "core/model/utc_time.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::desktop {

namespace {

constexpr int rowsAhead = 24; ///< thumbnails made before they are scrolled to

bool hasPicture(const PhotoItem& item) { return !item.file.empty() && item.record.mediaKind.empty(); }

} // namespace

QString beijingTime(const std::string& iso) {
  const auto at = parseUtc(iso);
  return at ? qs(std::format("{:%F %T}", std::chrono::floor<std::chrono::seconds>(*at + std::chrono::hours{8}))) : QString();
}

QString durationText(double seconds) {
  const auto whole = static_cast<long long>(std::llround(seconds));
  return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QString captionOf(const Photo& photo) {
  const QString time = beijingTime(photo.takenAt);
  QString words = qs(photo.kind);
  if (!time.isEmpty()) words += (words.isEmpty() ? QString() : QStringLiteral(" ")) + (words.isEmpty() ? time.mid(5) : time.mid(11));
  return words.isEmpty() ? qs(photo.fileName) : words;
}

PhotoModel::PhotoModel(PhotoThumbnails& thumbnails, QObject* parent) : QAbstractListModel(parent), thumbnails_(thumbnails) {
  connect(&thumbnails_, &PhotoThumbnails::ready, this, [this](const std::string& key) {
    const auto [first, last] = rows_.equal_range(key);
    for (auto it = first; it != last; ++it) Q_EMIT dataChanged(index(it->second), index(it->second), {Qt::DecorationRole});
  });
}

int PhotoModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(items_.size()); }

QVariant PhotoModel::data(const QModelIndex& index, int role) const {
  const PhotoItem* item = at(index.row());
  if (item == nullptr) return {};
  if (role == Qt::DisplayRole) return captionOf(item->record);
  if (role == Qt::ToolTipRole) return qs(item->record.fileName);
  if (role == Qt::AccessibleTextRole) return QStringList{qs(item->record.fileName), qs(item->record.mediaKind), qs(item->record.kind), beijingTime(item->record.takenAt), qs(item->record.placing)}.join(u' ').simplified();
  return {};
}

void PhotoModel::setItems(std::vector<PhotoItem> items) {
  beginResetModel();
  items_ = std::move(items);
  number();
  endResetModel();
}

void PhotoModel::number() {
  rows_.clear();
  rows_.reserve(items_.size());
  for (std::size_t i = 0; i < items_.size(); ++i) rows_.emplace(items_[i].key, static_cast<int>(i));
}

void PhotoModel::replace(int row, const Photo& record) {
  if (at(row) == nullptr || at(row)->record == record) return;
  items_[static_cast<std::size_t>(row)].record = record;
  Q_EMIT dataChanged(index(row), index(row));
}

void PhotoModel::remove(int row) {
  if (at(row) == nullptr) return;
  beginRemoveRows({}, row, row);
  items_.erase(items_.begin() + row);
  number();
  endRemoveRows();
}

const PhotoItem* PhotoModel::at(int row) const { return row >= 0 && row < rowCount() ? &items_[static_cast<std::size_t>(row)] : nullptr; }

int PhotoModel::rowOf(Fid fid) const {
  const auto found = std::ranges::find(items_, fid, [](const PhotoItem& item) { return item.record.fid; });
  return found == items_.end() ? -1 : static_cast<int>(found - items_.begin());
}

void PhotoModel::want(int first, int last) {
  std::vector<PhotoThumbnails::Wanted> wanted;
  for (int row = std::max(first, 0); row <= last + rowsAhead && row < rowCount(); ++row)
    if (const PhotoItem& item = items_[static_cast<std::size_t>(row)]; hasPicture(item)) wanted.push_back({item.key, item.file});
  thumbnails_.want(wanted);
}

std::optional<QImage> PhotoModel::picture(int row) const {
  const PhotoItem* item = at(row);
  return item != nullptr && hasPicture(*item) ? thumbnails_.picture(item->key) : std::nullopt;
}

PhotoThumbnails::State PhotoModel::state(int row) const {
  const PhotoItem* item = at(row);
  return item != nullptr && hasPicture(*item) ? thumbnails_.state(item->key) : PhotoThumbnails::State::Broken;
}

} // namespace suyuan::desktop
