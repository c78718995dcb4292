// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/stats.h"

namespace suyuan::survey {

Result<Stats> stats(store::Reader& reader) {
  Stats out;
  for (const Layer layer : allLayers) {
    auto n = reader.count(layer);
    if (!n) return std::unexpected(std::move(n).error());
    out.byLayer.emplace_back(layerName(layer), *n);
  }
  struct Wanted {
    std::string_view field;
    Counts Stats::* counts;
  };
  for (const auto& [field, counts] :
       {Wanted{"class_1", &Stats::byClass}, Wanted{"survey_level", &Stats::byLevel}, Wanted{"status", &Stats::byStatus},
        Wanted{"division_code", &Stats::byDivision}, Wanted{"trace_status", &Stats::byTraceStatus},
        Wanted{"handle_stage", &Stats::byHandleStage}}) {
    auto found = reader.countBy(Layer::Outfalls, field);
    if (!found) return std::unexpected(std::move(found).error());
    out.*counts = std::move(*found);
  }
  store::Query coded;
  coded.where = "code_national IS NOT NULL";
  auto n = reader.count(Layer::Outfalls, coded);
  if (!n) return std::unexpected(std::move(n).error());
  out.coded = *n;
  return out;
}

} // namespace suyuan::survey
