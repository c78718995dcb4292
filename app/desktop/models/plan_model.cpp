// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/plan_model.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace suyuan::desktop {

void PlanModel::setRows(std::vector<PlanRow> rows) {
  beginResetModel();
  rows_ = std::move(rows);
  chosen_.resize(rows_.size());
  tick(true);
  endResetModel();
  Q_EMIT tickedChanged();
}

void PlanModel::tick(bool on) {
  ticks_ = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) ticks_ += static_cast<std::size_t>(chosen_[i] = on && isPossible(i) ? 1 : 0);
}

void PlanModel::tickAll(bool on) {
  tick(on);
  if (!rows_.empty()) Q_EMIT dataChanged(index(0, Tick), index(static_cast<int>(rows_.size()) - 1, Tick), {Qt::CheckStateRole});
  Q_EMIT tickedChanged();
}

std::vector<std::size_t> PlanModel::ticked() const {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < chosen_.size(); ++i)
    if (chosen_[i]) numbers.push_back(i);
  return numbers;
}

int PlanModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(rows_.size()); }

int PlanModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant PlanModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto at = static_cast<std::size_t>(index.row());
  const PlanRow& row = rows_[at];
  if (index.column() == Tick) {
    if (role == Qt::CheckStateRole && isPossible(at)) return chosen_[at] ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole) return row.name;
    return {};
  }
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole) {
    switch (index.column()) {
    case Name: return row.name.isEmpty() ? tr("Unnamed outfall") : row.name;
    case Before: return row.before.isEmpty() ? QStringLiteral("—") : row.before;
    case After: return row.after.isEmpty() ? QStringLiteral("—") : row.after;
    case Why: return row.unverified ? tr("%1 (basis not verified)").arg(row.why) : row.why;
    default: return {};
    }
  }
  if (role == Qt::FontRole && index.column() == After) {
    QFont bold;
    bold.setBold(chosen_[at] != 0);
    return bold;
  }
  if (role == Qt::ForegroundRole && !isPossible(at)) return QGuiApplication::palette().color(QPalette::Disabled, QPalette::Text);
  return {};
}

bool PlanModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::CheckStateRole || index.column() != Tick) return false;
  const auto at = static_cast<std::size_t>(index.row());
  if (!isPossible(at)) return false;
  const char on = value.toInt() == Qt::Checked ? 1 : 0;
  if (chosen_[at] == on) return true;
  chosen_[at] = on;
  ticks_ = on ? ticks_ + 1 : ticks_ - 1;
  Q_EMIT dataChanged(index, this->index(index.row(), Columns - 1));
  Q_EMIT tickedChanged();
  return true;
}

Qt::ItemFlags PlanModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
  if (index.isValid() && index.column() == Tick && isPossible(static_cast<std::size_t>(index.row()))) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  switch (section) {
  case Name: return tr("Outfall");
  case Before: return tr("Now");
  case After: return tr("New");
  case Why: return tr("Why");
  default: return QString();
  }
}

} // namespace suyuan::desktop
