// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"
#include "core/network/trace.h"
#include "core/store/survey_file.h"

#include <stop_token>

namespace suyuan::survey {

/// A record named on the command line or picked in the window.
struct RecordName {
  Layer layer = Layer::Outfalls;
  Fid fid;
};

/// CODE (national, provincial or provisional), FID, or LAYER:FIELD=VALUE. A bare fid is looked for among outfalls,
/// wells, units, channels and rivers. Error TraceStartMissing.
[[nodiscard]] Result<RecordName> findRecord(store::Reader& reader, std::string_view name);

/// The survey's drainage network: channels, wells, outfalls, units, and the rivers below.
[[nodiscard]] Result<network::DrainageGraph> buildNetwork(store::Reader& reader, double toleranceMetres = 1.0,
                                                          std::stop_token stop = {});

enum class TraceDirection : std::uint8_t { Up, Down, Between };

struct TraceRequest {
  RecordName from;
  TraceDirection direction = TraceDirection::Up;
  RecordName to; ///< for Between
  std::vector<RecordName> barriers;
};

struct SurveyTrace {
  network::TraceResult result;
  std::vector<std::vector<Point>> lines; ///< the path as drawn, lon/lat
  double elapsedMs = 0;                  ///< the trace alone, without building the network
};

[[nodiscard]] Result<SurveyTrace> traceSurvey(const network::DrainageGraph& graph, const TraceRequest& request,
                                              std::stop_token stop = {});

/// Traces each outfall up its channels and, where exactly one unit is reached, records it as the outfall's unit
/// (unit_fid, unit_name, trace_status 已溯源; responsible body from the unit where none is set). One journal entry.
/// Returns the outfalls changed.
[[nodiscard]] Result<std::vector<Fid>> traceOutfallsToUnits(store::SurveyFile& survey,
                                                            const network::DrainageGraph& graph,
                                                            std::span<const Fid> outfalls, std::stop_token stop = {});

} // namespace suyuan::survey
