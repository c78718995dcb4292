// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/text/language.h"
#include "core/fieldwork/coverage.h"
#include "core/rules/rule_book.h"
#include "core/store/survey_file.h"
#include "gis/reports/table_report.h"

#include <filesystem>
#include <map>
#include <string>

namespace suyuan::pages {

/// What a team did on a day, what waits for it, and its photos of the day.
struct TeamDay {
  fieldwork::DayOfTeam did;
  std::int64_t waiting = 0, difficult = 0; ///< candidates at the second and third level, now
  std::int64_t photos = 0, photosUnplaced = 0; ///< taken that day; without an outfall or candidate
};

/// 当日小结, Beijing time: the teams' day, and how the banks stand by team, river, county and level.
struct DayReport {
  std::string day; ///< YYYY-MM-DD
  std::map<std::string, TeamDay> teams;
  std::map<fieldwork::SumBy, std::map<std::string, fieldwork::Coverage::Share>> banks; ///< keys as a person reads them
  fieldwork::Coverage::Share all;
  double wanted = 0; ///< the rule book's share of cover
};

/// Error: the store's.
[[nodiscard]] Result<DayReport> dayReportOf(store::Reader& reader, const rules::RuleBook& book, const std::string& day);

[[nodiscard]] reports::TableReport tablesOf(const DayReport& report, const store::SurveyInfo& survey, text::Language language);

/// As CSV, XLSX or PDF, by the ending. Errors: writeTableReport's, the style's.
[[nodiscard]] Result<> writeDayReport(const DayReport& report, const store::SurveyInfo& survey, const std::filesystem::path& resources,
                                      const std::filesystem::path& out, text::Language language);

} // namespace suyuan::pages
