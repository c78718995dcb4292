// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/drainage_graph.h"
#include "core/network/trace.h"
#include "core/network/travel.h"
#include "core/store/survey_file.h"

#include <span>
#include <stop_token>
#include <vector>

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

/// The network after an edit of the survey, in the time that the edited records take: what buildNetwork would give. Records
/// of other layers are passed over. Read after the edit.
[[nodiscard]] Result<network::DrainageGraph> followNetwork(const network::DrainageGraph& graph, store::Reader& reader, std::span<const RecordName> changed);

enum class TraceDirection : std::uint8_t { Up, Down, Between };

struct TraceRequest {
  RecordName from;
  TraceDirection direction = TraceDirection::Up;
  RecordName to; ///< for Between
  std::vector<RecordName> barriers;
};

/// Wells whose kind says that nothing passes: 闸门(关), 闸门（关）, 关闭的闸门, 封堵. A trace ends at them unless it is asked what
/// would be if they were open.
[[nodiscard]] Result<std::vector<RecordName>> closedGates(store::Reader& reader);

/// A record that a trace reached, with the way to it.
struct ReachedRecord {
  RecordName record;
  network::Travel travel;
};

struct SurveyTrace {
  network::TraceResult result;
  std::vector<std::vector<Point>> lines; ///< the path as drawn, lon/lat
  double elapsedMs = 0;                  ///< the trace alone, without building the network
  std::vector<ReachedRecord> reached;    ///< up or down: units, outfalls and wells reached, nearest first
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
