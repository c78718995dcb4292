// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/shell/survey_session.h"

#include <QAbstractTableModel>

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace suyuan::desktop {

/// The outfalls as a table. Rows come by pages from a thread with a reader of its own: what is looked at is asked for,
/// what is no longer wanted (sorted or filtered anew) carries an older token and is dropped. Never all rows at once.
class OutfallModel : public QAbstractTableModel {
  Q_OBJECT
public:
  static constexpr int pageSize = 200;

  explicit OutfallModel(SurveySession& session, QObject* parent = nullptr);
  ~OutfallModel() override;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;
  void setFilter(const QString& text);
  void setOnly(const std::string& condition); ///< rows that meet it; empty for all
  void reload(); ///< counts again, forgets the pages
  /// These outfalls changed: rows at hand are read again in their place; the count follows when some came or went.
  void update(const std::vector<ChangedRecord>& records);
  [[nodiscard]] bool isBusy() const { return counting_ || !asked_.empty(); }
  [[nodiscard]] Fid fidAt(int row) const;  ///< not set while the row is on its way
  [[nodiscard]] std::int64_t total() const { return rows_; }
  [[nodiscard]] store::Query query() const; ///< that the rows come from, in their order
  [[nodiscard]] bool isFiltered() const { return !filter_.isEmpty() || !only_.empty(); }

Q_SIGNALS:
  void loaded();

private:
  struct Job {
    int token = 0, page = -1; ///< page -1: count
    store::Query query;
  };
  void work(const std::stop_token& stop);
  void ask(int page) const;
  [[nodiscard]] const Row* rowAt(int row) const;
  void count();

  std::shared_ptr<store::Reader> reader_; ///< the thread's own
  QString filter_, sort_;
  std::string only_;
  bool descending_ = false;
  SurveySession& session_;
  bool counting_ = false;
  int rows_ = 0, token_ = 0;
  std::map<int, std::vector<Row>> pages_;
  mutable std::set<int> asked_;
  mutable std::mutex mutex_;
  mutable std::condition_variable_any wake_;
  mutable std::vector<Job> jobs_;
  std::jthread thread_;
};

} // namespace suyuan::desktop
