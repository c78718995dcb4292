// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/forms/pick_model.h"

#include "app/desktop/shell/look.h"

namespace suyuan::desktop {

void PickModel::setList(std::shared_ptr<const forms::PickList> list) {
  beginResetModel();
  list_ = std::move(list);
  found_.clear();
  endResetModel();
}

void PickModel::find(const QString& text) {
  beginResetModel();
  found_ = list_ ? list_->find(text.toStdString()) : std::vector<std::uint32_t>{};
  endResetModel();
}

QVariant PickModel::data(const QModelIndex& index, int role) const {
  if (!list_ || index.row() < 0 || index.row() >= rowCount()) return {};
  const std::size_t entry = found_[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole) return qs(list_->name(entry));
  if (role == Qt::UserRole) return qs(list_->detail(entry));
  if (role == Qt::AccessibleTextRole) return QString(qs(list_->name(entry)) + u' ' + qs(list_->detail(entry)));
  return {};
}

std::string PickModel::nameAt(int row) const { return row >= 0 && row < rowCount() ? std::string(list_->name(found_[static_cast<std::size_t>(row)])) : std::string(); }
std::string PickModel::keyAt(int row) const { return row >= 0 && row < rowCount() ? std::string(list_->key(found_[static_cast<std::size_t>(row)])) : std::string(); }

} // namespace suyuan::desktop
