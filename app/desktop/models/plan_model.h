// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"

#include <QAbstractTableModel>

#include <vector>

namespace suyuan::desktop {

/// A line of a plan: what an outfall has now and what it would get, or why it gets nothing.
struct PlanRow {
  Fid fid;
  QString name;          ///< of the outfall, for display
  QString before, after; ///< `after` empty: nothing can be given
  QString why;           ///< one sentence or a few words
  bool unverified = false; ///< rests on an entry whose source is not verified
};

/// A plan as a table, each line that can be carried out with a box to tick.
class PlanModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { Tick, Name, Before, After, Why, Columns };

  using QAbstractTableModel::QAbstractTableModel;

  void setRows(std::vector<PlanRow> rows); ///< all that can be is ticked
  void tickAll(bool on);
  [[nodiscard]] const std::vector<PlanRow>& rows() const { return rows_; }
  [[nodiscard]] std::vector<std::size_t> ticked() const; ///< numbers of rows, ascending
  [[nodiscard]] std::size_t tickedCount() const { return ticks_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
  void tickedChanged();

private:
  [[nodiscard]] bool isPossible(std::size_t row) const { return !rows_[row].after.isEmpty(); }
  void tick(bool on); ///< all that can be, without telling
  std::vector<PlanRow> rows_;
  std::vector<char> chosen_;
  std::size_t ticks_ = 0;
};

} // namespace suyuan::desktop
