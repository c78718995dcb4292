// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/fieldwork/walk_plan.h"

#include "app/desktop/fieldwork/fieldwork_words.h"
#include "app/desktop/shell/look.h"
#include "core/model/geometry_functions.h"
#include "core/model/river.h"
#include "core/model/survey_team.h"

#include <algorithm>
#include <set>

namespace suyuan::desktop {

Result<WalkPlan> WalkPlan::read(store::Reader& reader) {
  WalkPlan plan;
  std::map<std::string, River> rivers;
  auto lines = reader.scan(Layer::Rivers, {}, [&](const Row& row) {
    const auto river = fromRow<suyuan::River>(row);
    if (river.name.empty()) return true;
    River& sum = rivers[river.name];
    sum.metres += lengthMetres(river.geometry);
    sum.flowKnown = sum.flowKnown && river.flowKnown.value_or(false);
    return true;
  });
  if (!lines) return std::unexpected(std::move(lines).error());
  std::set<std::string> teams;
  std::map<std::int64_t, std::string> riverOf;
  auto reaches = reader.scan(Layer::Reaches, {.geometry = false}, [&](const Row& row) {
    auto reach = fromRow<SurveyReach>(row);
    if (const auto river = rivers.find(reach.riverName); river != rivers.end()) ++river->second.reaches;
    if (!reach.team.empty()) teams.insert(reach.team);
    riverOf[reach.fid.value] = reach.riverName;
    plan.reaches.push_back(std::move(reach));
    return true;
  });
  if (!reaches) return std::unexpected(std::move(reaches).error());
  auto candidates = reader.scan(Layer::Candidates, {.geometry = false}, [&](const Row& row) {
    const auto candidate = fromRow<Candidate>(row);
    const CandidateStage stage = fieldwork::stageOf(candidate);
    if (stage != CandidateStage::Listed && stage != CandidateStage::OnFoot) return true;
    if (candidate.reachFid.isSet()) {
      ++plan.waiting[candidate.reachFid.value];
      if (const auto river = rivers.find(riverOf[candidate.reachFid.value]); river != rivers.end()) ++river->second.candidates;
    } else if (stage == CandidateStage::Listed) {
      ++plan.unplaced;
    }
    return true;
  });
  if (!candidates) return std::unexpected(std::move(candidates).error());
  auto known = reader.all<SurveyTeam>();
  if (!known) return std::unexpected(std::move(known).error());
  for (const SurveyTeam& team : *known) teams.insert(team.name);
  for (auto& [name, river] : rivers) {
    river.name = name;
    plan.rivers.push_back(std::move(river));
  }
  plan.teams.assign(teams.begin(), teams.end());
  return plan;
}

std::vector<TeamBalance> balanceOf(const WalkPlan& plan, const std::vector<std::string>& teams) {
  std::vector<TeamBalance> balance;
  for (const std::string& team : teams) balance.push_back({.team = team});
  std::vector<SurveyReach> waiting;
  for (const SurveyReach& reach : plan.reaches) {
    const ReachState state = fieldwork::stateOf(reach);
    if (state == ReachState::Unassigned || state == ReachState::Returned) {
      waiting.push_back(reach);
    } else if (state != ReachState::Passed) {
      if (const auto at = std::ranges::find(balance, reach.team, &TeamBalance::team); at != balance.end()) at->hasM += reach.lengthM.value_or(0), ++at->hasReaches;
    }
  }
  if (teams.empty()) return balance;
  const auto share = fieldwork::shareOut(waiting, teams.size());
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    TeamBalance& one = balance[share[i]];
    one.getsM += waiting[i].lengthM.value_or(0);
    ++one.getsReaches;
    if (const auto candidates = plan.waiting.find(waiting[i].fid.value); candidates != plan.waiting.end()) one.getsCandidates += candidates->second;
  }
  return balance;
}

void ReachTable::setReaches(std::vector<SurveyReach> reaches) {
  beginResetModel();
  reaches_ = std::move(reaches);
  endResetModel();
}

QVariant ReachTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const SurveyReach& one = reach(index.row());
  if (role == Qt::TextAlignmentRole && index.column() == Length) return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole) return {};
  switch (index.column()) {
  case Name: return qs(one.name);
  case River: return qs(one.riverName);
  case Bank: return qs(one.bank);
  case Length: return lengthWord(one.lengthM.value_or(0));
  case Difficulty: return qs(one.difficulty);
  case State: return wordOf(fieldwork::stateOf(one));
  case Team: return qs(one.team);
  default: return {};
  }
}

QVariant ReachTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) return {};
  switch (section) {
  case Name: return tr("Reach");
  case River: return tr("River");
  case Bank: return tr("Bank");
  case Length: return tr("Length");
  case Difficulty: return tr("Difficulty");
  case State: return tr("State");
  case Team: return tr("Team");
  default: return {};
  }
}

Qt::ItemFlags ReachTable::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (index.column() == Difficulty && setDifficulty) flags |= Qt::ItemIsEditable;
  return flags;
}

bool ReachTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.column() != Difficulty || !setDifficulty) return false;
  SurveyReach& one = reaches_[static_cast<std::size_t>(index.row())];
  if (qs(one.difficulty) == value.toString() || !setDifficulty(one.fid, value.toString())) return false;
  one.difficulty = value.toString().toStdString();
  Q_EMIT dataChanged(index, index);
  return true;
}

} // namespace suyuan::desktop
