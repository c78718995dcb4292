// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/pick_list.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace suyuan::desktop {

/// The entries of a long list that a text finds, as rows; what is drawn is read from the list itself. Detail under Qt::UserRole.
class PickModel : public QAbstractListModel {
public:
  using QAbstractListModel::QAbstractListModel;
  void setList(std::shared_ptr<const forms::PickList> list);
  void find(const QString& text);
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(found_.size()); }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] std::string nameAt(int row) const;
  [[nodiscard]] std::string keyAt(int row) const;
  [[nodiscard]] bool hasList() const { return list_ != nullptr; }

private:
  std::shared_ptr<const forms::PickList> list_;
  std::vector<std::uint32_t> found_;
};

} // namespace suyuan::desktop
