// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/sample_report.h"

#include <QAbstractTableModel>

#include <vector>

namespace suyuan::desktop {

/// Judged samples as a table.
class SampleModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { Outfall, SampledAt, Quality, Beyond, Weather, Flow, Columns };

  explicit SampleModel(const rules::Standard* quality, QObject* parent = nullptr) : QAbstractTableModel(parent), quality_(quality) {}

  void setSamples(std::vector<sampling::SampleJudgement> samples);
  void showOnlyNotable(bool on); ///< beyond a limit, or flow on a dry day
  [[nodiscard]] const sampling::SampleJudgement& at(int row) const { return samples_[shown_[static_cast<std::size_t>(row)]]; }
  [[nodiscard]] std::size_t all() const { return samples_.size(); }
  [[nodiscard]] std::size_t notable() const { return notable_; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(shown_.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  void choose();
  const rules::Standard* quality_;
  std::vector<sampling::SampleJudgement> samples_;
  std::vector<std::size_t> shown_;
  std::size_t notable_ = 0;
  bool onlyNotable_ = false;
};

} // namespace suyuan::desktop
