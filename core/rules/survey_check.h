// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/candidate.h"
#include "core/model/channel.h"
#include "core/model/division.h"
#include "core/model/lake.h"
#include "core/model/river.h"
#include "core/model/visit.h"
#include "core/model/well.h"
#include "core/rules/record_check.h"

#include <functional>
#include <stop_token>

namespace suyuan::rules {

/// The records of a survey, not owned. Layers that are not read may be left empty: rules that need them stay silent.
struct SurveyView {
  std::span<const Outfall> outfalls;
  std::span<const Candidate> candidates;
  std::span<const Unit> units;
  std::span<const River> rivers;
  std::span<const Lake> lakes;
  std::span<const Zone> zones;
  std::span<const Division> divisions;
  std::span<const Channel> channels;
  std::span<const Well> wells;
  std::span<const Sample> samples;
  std::span<const Visit> visits;
  std::span<const Photo> photos;
  bool photosRead = true; ///< false: photos were not read, none is not "missing"
};

/// How a survey is checked.
struct CheckOptions {
  std::string today;    ///< YYYY-MM-DD; empty takes the clock's (UTC)
  unsigned threads = 0; ///< 0: as the machine has, four at most
};

/// Every rule over every record: outfalls by fid, each followed by its samples, photos and visits; then units, candidates,
/// channels, wells, waters, zones. Spatial rules use indexes; nothing is quadratic. `progress` is called on this thread
/// with 0 … 1. Errors: Cancelled.
[[nodiscard]] Result<std::vector<Finding>> checkSurvey(const SurveyView& view, const RuleBook& book,
                                                       std::stop_token stop = {},
                                                       const std::function<void(double)>& progress = {},
                                                       const CheckOptions& options = {});

} // namespace suyuan::rules
