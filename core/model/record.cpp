// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/record.h"

#include "core/model/answer.h"
#include "core/model/candidate.h"
#include "core/model/channel.h"
#include "core/model/division.h"
#include "core/model/inspection.h"
#include "core/model/lake.h"
#include "core/model/outfall.h"
#include "core/model/photo.h"
#include "core/model/position_fix.h"
#include "core/model/quality_check.h"
#include "core/model/rain_day.h"
#include "core/model/river.h"
#include "core/model/sample.h"
#include "core/model/survey_reach.h"
#include "core/model/survey_team.h"
#include "core/model/trace_link.h"
#include "core/model/track.h"
#include "core/model/unit.h"
#include "core/model/visit.h"
#include "core/model/well.h"
#include "core/model/zone.h"

namespace suyuan {

namespace {

template <class Record>
LayerSchema schema() {
  LayerSchema s{Record::layer, Record::geometryKind, {}};
  const Record record;
  Record::fields(record, [&](const FieldDef& field, const auto&) { s.fields.push_back(field); });
  return s;
}

std::array<LayerSchema, allLayers.size()> schemas() {
  return {schema<Outfall>(), schema<Candidate>(), schema<River>(), schema<Lake>(),     schema<Channel>(),
          schema<Well>(),    schema<Unit>(),      schema<Zone>(),  schema<Track>(),    schema<Division>(),
          schema<Sample>(),  schema<Visit>(),     schema<Photo>(), schema<SurveyReach>(), schema<SurveyTeam>(),
          schema<QualityCheck>(), schema<Answer>(), schema<PositionFix>(), schema<Inspection>(), schema<RainDay>(),
          schema<TraceLink>()};
}

} // namespace

int LayerSchema::indexOf(std::string_view name) const noexcept {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == name) return static_cast<int>(i);
  return -1;
}

const LayerSchema& schemaOf(Layer layer) {
  static const auto all = schemas();
  return all[static_cast<std::size_t>(layer)];
}

} // namespace suyuan
