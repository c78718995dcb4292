// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fieldwork/assign.h"

#include "core/model/geometry_functions.h"
#include "core/model/survey_team.h"
#include "core/store/capture.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace suyuan::fieldwork {

std::vector<std::size_t> shareOut(std::span<const SurveyReach> reaches, std::size_t teams) {
  std::vector<std::size_t> order(reaches.size()), share(reaches.size(), 0);
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::size_t i) {
    const SurveyReach& r = reaches[i];
    return std::tuple(r.divisionCode, r.riverName, r.riverName.empty() ? r.riverFid.value : 0, r.bank, r.fromM.value_or(0), r.fid.value);
  });
  double total = 0;
  for (const SurveyReach& reach : reaches) total += reach.lengthM.value_or(0);
  double done = 0;
  for (const std::size_t i : order) {
    // The team in whose share of the whole the reach's middle lies.
    const double length = reaches[i].lengthM.value_or(0), middle = done + length / 2;
    if (total > 0) share[i] = std::min(teams - 1, static_cast<std::size_t>(middle / total * static_cast<double>(teams)));
    done += length;
  }
  return share;
}

Result<std::vector<TeamLoad>> assignReaches(store::SurveyFile& survey, const rules::Fieldwork& work, std::span<const std::string> teams,
                                            const Actor& actor, const std::string& at) {
  const rules::SurveyMove* move = work.move(Layer::Reaches, "assign");
  const rules::SurveyMove* give = work.move(Layer::Candidates, "assign");
  if (!move || !give) return failure(ErrorCode::MoveUnknown, {}, {}, {"assign"});
  store::Reader& reader = survey.reader();
  auto all = reader.all<SurveyReach>();
  if (!all) return std::unexpected(std::move(all).error());
  std::vector<SurveyReach> reaches;
  for (SurveyReach& reach : *all)
    if (const ReachState state = stateOf(reach); state == ReachState::Unassigned || state == ReachState::Returned) reaches.push_back(std::move(reach));
  const MoveDetails first{.team = teams.empty() ? std::string() : teams.front()};
  for (const SurveyReach& reach : reaches) SUYUAN_TRY(mayMove(work, *move, reach, {}, actor, first));
  std::vector<TeamLoad> loads;
  for (const std::string& team : teams) loads.push_back({.team = team});
  if (reaches.empty()) return loads;
  const auto share = shareOut(reaches, teams.size());
  std::map<std::int64_t, std::size_t> teamOf;
  for (std::size_t i = 0; i < reaches.size(); ++i) {
    teamOf[reaches[i].fid.value] = share[i];
    loads[share[i]].bankM += reaches[i].lengthM.value_or(0);
    ++loads[share[i]].reaches;
  }
  auto candidates = reader.all<Candidate>();
  if (!candidates) return std::unexpected(std::move(candidates).error());
  auto known = reader.all<SurveyTeam>();
  if (!known) return std::unexpected(std::move(known).error());
  const std::string when = at.empty() ? store::utcNow() : at;
  auto entry = survey.edit("分派排查河段", [&](store::Edit& edit) -> Result<> {
    for (const std::string& team : teams)
      if (std::ranges::none_of(*known, [&](const SurveyTeam& t) { return t.name == team; })) {
        SurveyTeam added;
        added.name = team;
        if (auto fid = edit.insert(added); !fid) return std::unexpected(std::move(fid).error());
      }
    for (std::size_t i = 0; i < reaches.size(); ++i) {
      SurveyReach& reach = reaches[i];
      reach.team = teams[share[i]];
      reach.state = term(static_cast<ReachState>(move->to));
      reach.stateBy = actor.name;
      reach.stateAt = when;
      SUYUAN_TRY(edit.update(reach));
    }
    for (Candidate& candidate : *candidates) {
      const auto reach = teamOf.find(candidate.reachFid.value);
      if (reach == teamOf.end()) continue;
      const MoveDetails details{.team = teams[reach->second]};
      if (!mayMove(work, *give, candidate, actor, details)) continue; // confirmed, excluded or at the third level already
      candidate.team = details.team;
      candidate.surveyLevel = 2;
      candidate.status = term(SurveyStatus::Suspected);
      SUYUAN_TRY(edit.update(candidate));
      ++loads[reach->second].candidates;
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return loads;
}

Result<std::vector<WorkStop>> workList(store::Reader& reader, const std::string& team, const std::optional<Point>& from) {
  auto all = reader.all<Candidate>({.equals = {{"team", Value{team}}}});
  if (!all) return std::unexpected(std::move(all).error());
  std::vector<Candidate> waiting, unplaced;
  for (Candidate& candidate : *all) {
    if (stageOf(candidate) != CandidateStage::OnFoot) continue;
    (std::holds_alternative<Point>(candidate.geometry) ? waiting : unplaced).push_back(std::move(candidate));
  }
  const auto place = [](const Candidate& c) { return std::get<Point>(c.geometry); };
  std::vector<WorkStop> stops;
  std::optional<Point> here = from;
  while (!waiting.empty()) {
    const auto next = here ? std::ranges::min_element(waiting, {}, [&](const Candidate& c) { return distanceMetres(*here, place(c)); })
                           : std::ranges::max_element(waiting, {}, [&](const Candidate& c) { return place(c).y; });
    const Point there = place(*next);
    stops.push_back({std::move(*next), here ? distanceMetres(*here, there) : 0});
    waiting.erase(next);
    here = there;
  }
  for (Candidate& candidate : unplaced) stops.push_back({std::move(candidate), 0});
  return stops;
}

Result<std::vector<Duplicates>> findDuplicates(store::Reader& reader, double metres) {
  auto all = reader.all<Candidate>();
  if (!all) return std::unexpected(std::move(all).error());
  std::erase_if(*all, [](const Candidate& c) { return !std::holds_alternative<Point>(c.geometry) || stageOf(c) == CandidateStage::Excluded; });
  std::vector<Candidate>& list = *all;
  const auto place = [&](std::size_t i) -> const Point& { return std::get<Point>(list[i].geometry); };
  std::ranges::sort(list, {}, [](const Candidate& c) { return std::get<Point>(c.geometry).y; });
  std::vector<std::size_t> root(list.size());
  std::iota(root.begin(), root.end(), 0U);
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i] = root[root[i]];
    return i;
  };
  for (std::size_t i = 0; i < list.size(); ++i) {
    const double reach = metres / degreeLength(place(i).y).lat;
    for (std::size_t k = i + 1; k < list.size() && place(k).y <= place(i).y + reach * 1.001; ++k)
      if (distanceMetres(place(i), place(k)) < metres) root[find(k)] = find(i);
  }
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < list.size(); ++i) groups[find(i)].push_back(i);
  std::vector<Duplicates> found;
  for (const auto& [first, members] : groups) {
    if (members.size() < 2) continue;
    Duplicates group;
    for (const std::size_t a : members) {
      for (const std::size_t b : members) group.widestM = std::max(group.widestM, distanceMetres(place(a), place(b)));
      group.candidates.push_back(list[a]);
    }
    std::ranges::sort(group.candidates, {}, &Candidate::fid);
    found.push_back(std::move(group));
  }
  std::ranges::sort(found, {}, [](const Duplicates& d) { return d.candidates.front().fid; });
  return found;
}

} // namespace suyuan::fieldwork
