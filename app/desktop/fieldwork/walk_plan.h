// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/assign.h"
#include "core/store/reader.h"

#include <QAbstractTableModel>
#include <QString>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace suyuan::desktop {

/// What the plan of a survey's walks rests on.
struct WalkPlan {
  struct River {
    std::string name;
    double metres = 0; ///< of its lines
    std::int64_t reaches = 0, candidates = 0;
    bool flowKnown = true;
  };
  std::vector<River> rivers; ///< by name; unnamed ones are not among them
  std::vector<SurveyReach> reaches; ///< without their lines
  std::map<std::int64_t, std::int64_t> waiting; ///< candidates to be given with a reach, by its fid
  std::int64_t unplaced = 0;                    ///< candidates of the first level at no reach
  std::vector<std::string> teams;               ///< known by name

  /// Error: the store's.
  [[nodiscard]] static Result<WalkPlan> read(store::Reader& reader);
};

/// How the bank is shared among teams now, and how it would be once what waits is shared out.
struct TeamBalance {
  std::string team;
  double hasM = 0, getsM = 0; ///< metres of bank
  std::int64_t hasReaches = 0, getsReaches = 0, getsCandidates = 0;
  [[nodiscard]] double totalM() const noexcept { return hasM + getsM; }
};
/// In the order of the teams; reaches that have passed quality control are done and do not count.
[[nodiscard]] std::vector<TeamBalance> balanceOf(const WalkPlan& plan, const std::vector<std::string>& teams);

/// The reaches as a table; the difficulty is changed in it.
class ReachTable : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { Name, River, Bank, Length, Difficulty, State, Team, Columns };
  using QAbstractTableModel::QAbstractTableModel;

  void setReaches(std::vector<SurveyReach> reaches);
  [[nodiscard]] const SurveyReach& reach(int row) const { return reaches_[static_cast<std::size_t>(row)]; }
  /// Records a reach's difficulty; false when it was refused.
  std::function<bool(Fid, const QString&)> setDifficulty;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(reaches_.size()); }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : Columns; }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
  std::vector<SurveyReach> reaches_;
};

} // namespace suyuan::desktop
