// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fieldwork/moves.h"

#include <span>
#include <string>
#include <vector>

namespace suyuan::fieldwork {

struct TeamLoad {
  std::string team;
  std::int64_t reaches = 0;
  std::int64_t candidates = 0;
  double bankM = 0;
};

/// Parts reaches among teams: in walking order (county, river, bank, from the source down) each team gets one run of it, so
/// that its reaches lie together, and no team's bank is longer than the even share by more than one reach. Returns each
/// reach's team by index; the same reaches and teams give the same answer. \pre a team or more
[[nodiscard]] std::vector<std::size_t> shareOut(std::span<const SurveyReach> reaches, std::size_t teams);

/// Gives every reach that waits for a team (待分配, 已退回) to one of the teams, and with a reach its candidates of the first and
/// second level. One journal entry. A team that the survey does not know is added to its list. Errors: MoveNeeds without a
/// team, MoveNotByRole for another than the office; the store's.
[[nodiscard]] Result<std::vector<TeamLoad>> assignReaches(store::SurveyFile& survey, const rules::Fieldwork& work, std::span<const std::string> teams,
                                                          const Actor& actor, const std::string& at = {});

/// A stop of a day's work.
struct WorkStop {
  Candidate candidate;
  double fromLastM = 0; ///< metres from the stop before, as the crow flies
};

/// 今日工作: what waits for the team at the second level, from where it stands always to the nearest next; without a place from
/// the northernmost. Candidates without a position come last, by fid. Error: the store's.
[[nodiscard]] Result<std::vector<WorkStop>> workList(store::Reader& reader, const std::string& team, const std::optional<Point>& from);

/// Candidates that may be one: not excluded, nearer to each other than `metres`, from different sources or not.
struct Duplicates {
  std::vector<Candidate> candidates; ///< two or more; each is near to another of the group; oldest record first
  double widestM = 0;                ///< between the two of it that lie farthest apart
};
[[nodiscard]] Result<std::vector<Duplicates>> findDuplicates(store::Reader& reader, double metres);

} // namespace suyuan::fieldwork
