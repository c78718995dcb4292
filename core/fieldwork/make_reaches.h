// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/division.h"
#include "core/model/river.h"
#include "core/model/survey_reach.h"
#include "core/rules/survey_moves.h"
#include "core/store/survey_file.h"

#include <span>
#include <string>
#include <vector>

namespace suyuan::fieldwork {

/// What reaches are cut from and to.
struct ReachOptions {
  double lengthM = 2000;           ///< no reach is longer, metres; all of a stretch are about equally long
  std::vector<std::string> rivers; ///< only these, by name; empty: all
};

/// 河段划分: each river by bank and length (HJ 1232-2021, 第7章 works by bank). Lines of one name that follow one another end to
/// beginning are one stretch. A stretch is cut where it leaves a county for good, then into equal parts no longer than wanted;
/// a cut that has a confluence within a fifth of a part is moved to it where that makes no
/// part too long. Left and right bank get the same cuts, from source to
/// mouth by the lines' drawn direction. Rivers in the order of their names, unnamed ones by fid. Difficulty is that of the
/// candidates' density: the desk may set it anew.
[[nodiscard]] std::vector<SurveyReach> planReaches(std::span<const River> rivers, std::span<const Division> counties,
                                                   std::span<const Point> candidates, const rules::Fieldwork& work, const ReachOptions& options);

struct ReachesMade {
  std::int64_t reaches = 0;
  double bankM = 0;                        ///< of both banks
  std::int64_t candidatesPlaced = 0;       ///< that lie at a reach now
  std::vector<std::string> hadReaches;     ///< rivers passed over: they have reaches
  std::vector<std::string> flowUnknown;    ///< rivers whose left and right may be the other way round
};

/// Plans for the survey's rivers that have no reaches yet and writes them, with the candidates that lie at them, in one
/// journal entry. Errors: the store's.
[[nodiscard]] Result<ReachesMade> makeReaches(store::SurveyFile& survey, const rules::Fieldwork& work, const ReachOptions& options);

} // namespace suyuan::fieldwork
