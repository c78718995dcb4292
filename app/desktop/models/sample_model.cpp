// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/models/sample_model.h"

#include "app/desktop/dialogs/sample_words.h"
#include "app/desktop/shell/look.h"
#include "core/model/utc_time.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include <algorithm>

namespace suyuan::desktop {

namespace {

QString sampledWord(const std::string& utc) {
  const auto time = parseUtc(utc);
  return time ? QDateTime::fromMSecsSinceEpoch(time->time_since_epoch().count()).toString(QStringLiteral("yyyy-MM-dd hh:mm")) : qs(utc);
}

} // namespace

void SampleModel::setSamples(std::vector<sampling::SampleJudgement> samples) {
  beginResetModel();
  samples_ = std::move(samples);
  notable_ = static_cast<std::size_t>(std::ranges::count_if(samples_, &sampling::SampleJudgement::needsALook));
  choose();
  endResetModel();
}

void SampleModel::showOnlyNotable(bool on) {
  beginResetModel();
  onlyNotable_ = on;
  choose();
  endResetModel();
}

void SampleModel::choose() {
  shown_.clear();
  for (std::size_t i = 0; i < samples_.size(); ++i)
    if (!onlyNotable_ || samples_[i].needsALook()) shown_.push_back(i);
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto& one = at(index.row());
  if (role == Qt::FontRole && one.needsALook()) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  switch (index.column()) {
  case Outfall: return qs(one.outfallName.empty() ? one.outfallCode : one.outfallName);
  case SampledAt: return sampledWord(one.sample.sampledAt);
  case Quality: return qualityWords(one, quality_);
  case Beyond: return beyondWords(one);
  case Weather: return weatherWords(one);
  case Flow: return one.sample.flow ? QStringLiteral("%1 m³/d").arg(QLocale::c().toString(*one.sample.flow * 86'400, 'g', 4)) : QString();
  default: return {};
  }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
  case Outfall: return tr("Outfall");
  case SampledAt: return tr("Sampled at");
  case Quality: return tr("Class (GB 3838)");
  case Beyond: return tr("Beyond its limit");
  case Weather: return tr("Weather");
  case Flow: return tr("Flow");
  default: return {};
  }
}

} // namespace suyuan::desktop
