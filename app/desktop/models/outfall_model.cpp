// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/outfall_model.h"

#include "app/desktop/shell/look.h"

#include <algorithm>

namespace suyuan::desktop {

OutfallModel::OutfallModel(SurveySession& session, QObject* parent) : QAbstractTableModel(parent), session_(session) {
  if (auto reader = session.workerReader()) reader_ = *reader;
  if (reader_) thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
  reload();
}

OutfallModel::~OutfallModel() {
  thread_.request_stop();
  if (reader_) reader_->interrupt();
}

void OutfallModel::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return !jobs_.empty(); })) return;
      job = std::move(jobs_.back()); // what is looked at now comes first
      jobs_.pop_back();
    }
    if (job.page < 0) {
      auto count = reader_->count(Layer::Outfalls, job.query);
      QMetaObject::invokeMethod(this, [this, token = job.token, n = count ? *count : 0] {
        if (token != token_) return;
        counting_ = false;
        const int rows = static_cast<int>(std::min<std::int64_t>(n, 100'000'000));
        if (rows > rows_) {
          beginInsertRows({}, rows_, rows - 1);
          rows_ = rows;
          endInsertRows();
        } else if (rows < rows_) {
          beginRemoveRows({}, rows, rows_ - 1);
          rows_ = rows;
          endRemoveRows();
        }
        if (rows_ > 0) Q_EMIT dataChanged(index(0, 0), index(rows_ - 1, columnCount() - 1));
        Q_EMIT loaded();
      }, Qt::QueuedConnection);
      continue;
    }
    std::vector<Row> rows;
    auto done = reader_->scan(Layer::Outfalls, job.query, [&](const Row& row) {
      rows.push_back(row);
      return !stop.stop_requested();
    });
    if (!done) rows.clear();
    QMetaObject::invokeMethod(this, [this, token = job.token, page = job.page, rows = std::move(rows)]() mutable {
      if (token != token_) return;
      if (pages_.size() > 50) { // ten thousand rows are enough to scroll about in
        pages_.clear();
        asked_.clear();
      }
      asked_.erase(page);
      const int count = static_cast<int>(rows.size());
      pages_[page] = std::move(rows);
      if (count > 0) Q_EMIT dataChanged(index(page * pageSize, 0), index(page * pageSize + count - 1, columnCount() - 1));
      Q_EMIT loaded();
    }, Qt::QueuedConnection);
  }
}

store::Query OutfallModel::query() const {
  store::Query query;
  query.where = only_;
  query.containsText = filter_.toStdString();
  query.orderBy = sort_.toStdString();
  query.descending = descending_;
  query.geometry = false;
  return query;
}

void OutfallModel::reload() {
  ++token_;
  pages_.clear();
  asked_.clear();
  count();
}

void OutfallModel::count() {
  if (!reader_) return;
  counting_ = true;
  const std::scoped_lock lock(mutex_);
  jobs_.clear();
  jobs_.push_back({token_, -1, query()});
  wake_.notify_one();
}

void OutfallModel::update(const std::vector<ChangedRecord>& records) {
  // Rows may leave a filter or move in a sorting; then only a new look is right.
  bool whole = isFiltered() || !sort_.isEmpty();
  for (const ChangedRecord& record : records) {
    if (record.layer != Layer::Outfalls || whole) continue;
    bool found = false;
    auto now = session_.reader().row(Layer::Outfalls, record.fid);
    for (auto& [page, rows] : pages_) {
      const auto at = std::ranges::find(rows, record.fid, &Row::fid);
      if (at == rows.end()) continue;
      found = true;
      if (!now || !*now) {
        whole = true;
        break;
      }
      *at = std::move(**now);
      const int row = page * pageSize + static_cast<int>(at - rows.begin());
      Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
      break;
    }
    whole = whole || (!found && record.placed);
  }
  if (whole) reload();
}

void OutfallModel::ask(int page) const {
  if (counting_ || !asked_.insert(page).second) return; // once counted, the view asks again
  store::Query wanted = query();
  wanted.limit = pageSize;
  wanted.offset = std::int64_t{page} * pageSize;
  const std::scoped_lock lock(mutex_);
  jobs_.push_back({token_, page, std::move(wanted)});
  wake_.notify_one();
}

const Row* OutfallModel::rowAt(int row) const {
  const auto page = pages_.find(row / pageSize);
  if (page == pages_.end()) {
    ask(row / pageSize);
    return nullptr;
  }
  const auto at = static_cast<std::size_t>(row % pageSize);
  return at < page->second.size() ? &page->second[at] : nullptr;
}

int OutfallModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : rows_; }

int OutfallModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(schemaOf(Layer::Outfalls).fields.size());
}

QVariant OutfallModel::data(const QModelIndex& index, int role) const {
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const Row* row = rowAt(index.row());
  if (row == nullptr) return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
  return qs(toText(row->values[static_cast<std::size_t>(index.column())]));
}

QVariant OutfallModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return section + 1;
  return labelOf(schemaOf(Layer::Outfalls).fields[static_cast<std::size_t>(section)]);
}

void OutfallModel::sort(int column, Qt::SortOrder order) {
  sort_ = column < 0 ? QString() : qs(schemaOf(Layer::Outfalls).fields[static_cast<std::size_t>(column)].name);
  descending_ = order == Qt::DescendingOrder;
  beginResetModel(); // row numbers mean other records now
  reload();
  endResetModel();
}

void OutfallModel::setFilter(const QString& text) {
  if (text == filter_) return;
  filter_ = text;
  beginResetModel();
  reload();
  endResetModel();
}

void OutfallModel::setOnly(const std::string& condition) {
  if (condition == only_) return;
  only_ = condition;
  beginResetModel();
  reload();
  endResetModel();
}

Fid OutfallModel::fidAt(int row) const {
  const Row* found = rowAt(row);
  return found != nullptr ? found->fid : Fid{};
}

} // namespace suyuan::desktop
