// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/candidate.h"
#include "core/model/channel.h"
#include "core/model/division.h"
#include "core/model/lake.h"
#include "core/model/outfall.h"
#include "core/model/photo.h"
#include "core/model/river.h"
#include "core/model/sample.h"
#include "core/model/unit.h"
#include "core/model/visit.h"
#include "core/model/well.h"
#include "core/model/zone.h"
#include "core/rules/survey_check.h"
#include "core/store/reader.h"

#include <vector>

namespace suyuan::survey {

/// All records that the rules look at, read once from a survey.
struct SurveyRecords {
  std::vector<Outfall> outfalls;
  std::vector<Candidate> candidates;
  std::vector<Unit> units;
  std::vector<River> rivers;
  std::vector<Lake> lakes;
  std::vector<Zone> zones;
  std::vector<Division> divisions;
  std::vector<Channel> channels;
  std::vector<Well> wells;
  std::vector<Sample> samples;
  std::vector<Visit> visits;
  std::vector<Photo> photos;

  /// Spans over the vectors; valid as long as this object lives and is not changed.
  [[nodiscard]] rules::SurveyView view() const;
};

[[nodiscard]] Result<SurveyRecords> readRecords(store::Reader& reader);

} // namespace suyuan::survey
