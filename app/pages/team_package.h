// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "gis/reports/team_list.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace suyuan::pages {

/// What a team is to do, for paper: its reaches that are not passed yet, its candidates at the second level nearest next. Errors: ValueInvalid
/// for a team that the survey does not know; the store's.
[[nodiscard]] Result<reports::TeamList> teamListOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::string& team,
                                                   const std::optional<Point>& from, const std::string& today, text::Language language);

/// The list as PDF, with a map when the team has a place. Returns the number of pages. Errors: those of the map page and the list.
[[nodiscard]] Result<int> writeTeamListOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::filesystem::path& resources,
                                          const reports::TeamList& list, const std::filesystem::path& out, text::Language language, std::stop_token stop = {});

struct TeamPackage {
  std::filesystem::path survey, list, hub;
  std::int64_t reaches = 0, candidates = 0;
  int pages = 0;
};

/// A folder that a team takes along: `survey`, a copy of its own (device, author and team set) that is synced back through the hub, and
/// `worklist.pdf`. The hub is the one that this copy synced with last, else a folder beside the survey. What the office has is sent there first.
/// Errors: ValueInvalid for the team, FileUnwritable when `out` holds something, those of sync and the list; nothing is left at `out`.
[[nodiscard]] Result<TeamPackage> packTeam(store::SurveyFile& survey, const rules::RuleBook& book, const std::filesystem::path& resources, const std::string& team,
                                           const std::filesystem::path& out, const std::filesystem::path& hub, const std::optional<Point>& from,
                                           const std::string& today, text::Language language, std::stop_token stop = {});

/// The settings of a copy that say as what and for whom it works.
inline constexpr const char* fieldworkRoleSetting = "fieldwork.role"; ///< a word of SurveyRole
inline constexpr const char* fieldworkNameSetting = "fieldwork.name"; ///< the team, or the person

} // namespace suyuan::pages
