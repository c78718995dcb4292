// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"
#include "core/model/geometry.h"
#include "gis/composition/compose.h"

#include <QString>

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace suyuan::reports {

/// What a team takes along on paper, as plain data: its reaches, and its candidates in the order of the walk.
struct TeamList {
  struct Reach {
    QString name, bank, difficulty, state;
    double lengthM = 0;
    std::vector<Point> line; ///< lon/lat
    bool left = false;
  };
  struct Stop {
    QString name, source, kind, reach, note;
    std::optional<Point> at; ///< lon/lat
    double fromLastM = 0;
  };
  QString team, leader, phone;
  QString survey, author, date;
  std::vector<Reach> reaches;
  std::vector<Stop> stops;
  std::vector<QString> difficulties; ///< words for what is passed on to the third level
  bool english = false;
};

/// 排查工作单: a map with the team's banks and numbered candidates where `layout` and `map` are given, then the lists with boxes to
/// tick. A4 pages. Returns their number. Errors: ReportFailed, FileUnwritable, Cancelled, those of paintPage; no half file is left.
[[nodiscard]] Result<int> writeTeamListPdf(const TeamList& list, const render::StyleSheet& style, const composition::Layout* layout,
                                           const composition::PageContent* map, const std::filesystem::path& out, std::stop_token stop = {});

} // namespace suyuan::reports
