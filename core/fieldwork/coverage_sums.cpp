// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/coverage.h"
#include "core/fieldwork/moves.h"
#include "core/model/geometry_functions.h"

#include <algorithm>
#include <chrono>
#include <format>

namespace suyuan::fieldwork {

Result<SurveyCoverage> coverageOf(store::Reader& reader, const rules::FieldworkLimits& limits, std::string_view before) {
  auto reaches = reader.all<SurveyReach>();
  if (!reaches) return std::unexpected(std::move(reaches).error());
  Coverage coverage(*reaches, limits);
  if (reaches->empty()) return SurveyCoverage{{}, std::move(coverage)}; // the tracks need not be read
  auto scanned = reader.scan(Layer::Tracks, {}, [&](const Row& row) {
    const Track track = fromRow<Track>(row);
    const std::string& at = track.endedAt.empty() ? track.startedAt : track.endedAt;
    if (before.empty() || at < before) coverage.addTrack(track);
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return SurveyCoverage{std::move(*reaches), std::move(coverage)};
}

std::map<std::string, Coverage::Share> sumBy(const SurveyCoverage& all, SumBy by) {
  std::map<std::string, Coverage::Share> sums;
  for (std::size_t i = 0; i < all.reaches.size(); ++i) {
    const SurveyReach& reach = all.reaches[i];
    std::string key;
    switch (by) {
    case SumBy::River: key = reach.riverName; break;
    case SumBy::County: key = reach.divisionCode; break;
    case SumBy::Team: key = reach.team; break;
    case SumBy::Level: key = std::to_string(reach.surveyLevel.value_or(2)); break;
    case SumBy::State: key = term(stateOf(reach)); break;
    }
    sums[key] += all.coverage.share(i);
  }
  return sums;
}

std::string chinaDay(std::string_view utc) {
  using namespace std::chrono;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
      if (i >= utc.size() || utc[i] < '0' || utc[i] > '9') return -1;
      value = value * 10 + (utc[i] - '0');
    }
    return value;
  };
  const int y = number(0, 4), m = number(5, 2), d = number(8, 2), h = utc.size() >= 13 ? number(11, 2) : 0;
  const year_month_day date{year{y}, month{static_cast<unsigned>(std::max(m, 0))}, day{static_cast<unsigned>(std::max(d, 0))}};
  if (y < 0 || h < 0 || !date.ok()) return {};
  return std::format("{:%F}", year_month_day(floor<days>(sys_days{date} + hours{h + 8})));
}

Result<std::map<std::string, DayOfTeam>> daySummary(store::Reader& reader, const rules::FieldworkLimits& limits, const std::string& day) {
  std::map<std::string, DayOfTeam> teams;
  auto reaches = reader.all<SurveyReach>();
  if (!reaches) return std::unexpected(std::move(reaches).error());
  auto tracks = reader.all<Track>();
  if (!tracks) return std::unexpected(std::move(tracks).error());
  SurveyCoverage all{std::move(*reaches), Coverage({}, limits)};
  all.coverage = Coverage(all.reaches, limits);
  const auto dayOf = [](const Track& t) { return chinaDay(t.endedAt.empty() ? t.startedAt : t.endedAt); };
  for (const Track& track : *tracks)
    if (dayOf(track) < day) all.coverage.addTrack(track);
  const auto before = sumBy(all, SumBy::Team);
  for (const Track& track : *tracks)
    if (dayOf(track) == day) {
      all.coverage.addTrack(track);
      teams[track.team].walkedM += lengthMetres(track.geometry);
    }
  for (const auto& [team, share] : sumBy(all, SumBy::Team)) {
    const auto& was = before.at(team);
    const double fresh = share.covered + share.seen - was.covered - was.seen;
    if (fresh > 0.01) teams[team].newBankM += fresh;
  }
  auto scanned = reader.scan(Layer::Candidates, {}, [&](const Row& row) {
    const Candidate c = fromRow<Candidate>(row);
    if (c.source == "现场发现" && chinaDay(c.seenAt) == day) ++teams[c.team].added;
    if (chinaDay(c.checkedAt) != day) return true;
    switch (stageOf(c)) {
    case CandidateStage::Confirmed: ++teams[c.team].confirmed; break;
    case CandidateStage::Excluded: ++teams[c.team].excluded; break;
    case CandidateStage::Difficult: ++teams[c.team].passedOn; break;
    default: break;
    }
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  return teams;
}

} // namespace suyuan::fieldwork
