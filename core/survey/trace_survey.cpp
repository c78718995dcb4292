// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/trace_survey.h"

#include "core/model/channel.h"
#include "core/model/geometry_functions.h"
#include "core/model/outfall.h"
#include "core/model/river.h"
#include "core/model/unit.h"
#include "core/model/well.h"
#include "core/survey/channel_flow.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>

namespace suyuan::survey {

namespace {

constexpr std::array networkLayers{Layer::Outfalls, Layer::Wells, Layer::Units, Layer::Channels, Layer::Rivers};

std::unexpected<Error> noStart(std::string_view name) {
  return failure(ErrorCode::TraceStartMissing, {}, {}, {std::string(name)});
}

Result<std::optional<Fid>> firstWith(store::Reader& reader, Layer layer, std::string_view field, Value value) {
  store::Query query;
  query.equals = {{std::string(field), std::move(value)}};
  query.limit = 1;
  query.geometry = false;
  std::optional<Fid> found;
  auto done = reader.scan(layer, query, [&](const Row& row) {
    found = row.fid;
    return false;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return found;
}

/// Positions of a line geometry, part by part.
void addLines(const Geometry& geometry, std::deque<std::vector<Point>>& kept,
              std::vector<network::LineInput>& lines, const network::LineInput& like) {
  const auto add = [&](const LineString& line, int part) {
    kept.push_back(line.points);
    network::LineInput input = like;
    input.points = kept.back();
    input.part = part;
    lines.push_back(input);
  };
  if (const auto* line = std::get_if<LineString>(&geometry)) add(*line, 0);
  if (const auto* multi = std::get_if<MultiLineString>(&geometry))
    for (std::size_t i = 0; i < multi->parts.size(); ++i) add(multi->parts[i], static_cast<int>(i));
}

/// What is no channel but stands in one: pump, orifice, weir, outlet.
bool isStructureKind(std::string_view kind) { return kind == "泵" || kind == "孔口" || kind == "堰" || kind == "出水口"; }

/// A channel's input without its points.
network::LineInput channelInput(const Row& row) {
  const auto channel = fromRow<Channel>(row);
  network::LineInput input;
  input.fid = row.fid;
  input.layer = Layer::Channels;
  input.reversed = flowsAgainstDrawing(channel.flow);
  if (channel.invertUp) input.invertUp = *channel.invertUp;
  if (channel.invertDown) input.invertDown = *channel.invertDown;
  if (!isStructureKind(channel.kind)) input.size = sizeOf(channel).value_or(input.size); // an opening is smaller than its pipe on purpose
  input.speed = fullSpeed(channel, channel.length && *channel.length > 0 ? *channel.length : lengthMetres(row.geometry)).value_or(input.speed);
  return input;
}

} // namespace

Result<RecordName> findRecord(store::Reader& reader, std::string_view name) {
  const auto colon = name.find(':');
  const auto equals = name.find('=');
  if (colon != std::string_view::npos && equals != std::string_view::npos && colon < equals) {
    const auto layer = layerNamed(name.substr(0, colon));
    if (!layer) return failure(ErrorCode::LayerUnknown, {}, {}, {std::string(name.substr(0, colon))});
    const std::string_view field = name.substr(colon + 1, equals - colon - 1);
    const std::string_view text = name.substr(equals + 1);
    const LayerSchema& schema = schemaOf(*layer);
    const int index = schema.indexOf(field);
    if (index < 0 && field != "fid")
      return failure(ErrorCode::FieldUnknown, {.layer = std::string(layerName(*layer)), .field = std::string(field)});
    const FieldType type = field == "fid" ? FieldType::Fid : schema.fields[static_cast<std::size_t>(index)].type;
    auto value = parseValue(type, text);
    if (!value) return failure(ErrorCode::ValueInvalid, {.field = std::string(field)}, {}, {std::string(text)});
    auto fid = firstWith(reader, *layer, field, std::move(*value));
    if (!fid) return std::unexpected(std::move(fid).error());
    if (!*fid) return noStart(name);
    return RecordName{*layer, **fid};
  }
  for (const std::string_view field : {"code_national", "code_provincial", "code_local"}) {
    auto fid = firstWith(reader, Layer::Outfalls, field, Value{std::string(name)});
    if (!fid) return std::unexpected(std::move(fid).error());
    if (*fid) return RecordName{Layer::Outfalls, **fid};
  }
  if (const auto fid = parseFid(name))
    for (const Layer layer : networkLayers) {
      auto row = reader.row(layer, *fid);
      if (!row) return std::unexpected(std::move(row).error());
      if (*row) return RecordName{layer, *fid};
    }
  return noStart(name);
}

Result<network::DrainageGraph> buildNetwork(store::Reader& reader, double toleranceMetres, std::stop_token stop) {
  std::deque<std::vector<Point>> kept; // a deque, so that the spans stay true while it grows
  std::vector<network::LineInput> lines;
  std::vector<network::PointInput> points;
  auto done = reader.scan(Layer::Channels, {}, [&](const Row& row) {
    addLines(row.geometry, kept, lines, channelInput(row));
    return !stop.stop_requested();
  });
  if (!done) return std::unexpected(std::move(done).error());
  store::Query shapes;
  shapes.fields = {"name"};
  done = reader.scan(Layer::Rivers, shapes, [&](const Row& row) {
    network::LineInput like;
    like.fid = row.fid;
    like.layer = Layer::Rivers;
    addLines(row.geometry, kept, lines, like);
    return !stop.stop_requested();
  });
  if (!done) return std::unexpected(std::move(done).error());
  for (const Layer layer : {Layer::Outfalls, Layer::Units, Layer::Wells}) {
    done = reader.scan(layer, shapes, [&](const Row& row) {
      if (const auto* at = std::get_if<Point>(&row.geometry)) points.push_back({row.fid, layer, *at});
      return !stop.stop_requested();
    });
    if (!done) return std::unexpected(std::move(done).error());
  }
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  network::BuildOptions options;
  options.toleranceMetres = toleranceMetres;
  return network::DrainageGraph::build(lines, points, options, stop);
}

Result<network::DrainageGraph> followNetwork(const network::DrainageGraph& graph, store::Reader& reader, std::span<const RecordName> changed) {
  std::deque<std::vector<Point>> kept;
  std::vector<network::RecordChange> changes;
  for (const RecordName& name : changed) {
    if (std::ranges::find(networkLayers, name.layer) == networkLayers.end()) continue;
    auto row = reader.row(name.layer, name.fid);
    if (!row) return std::unexpected(std::move(row).error());
    network::RecordChange change{name.layer, name.fid, {}, {}};
    if (*row && name.layer == Layer::Channels) {
      addLines((*row)->geometry, kept, change.lines, channelInput(**row));
    } else if (*row && name.layer == Layer::Rivers) {
      network::LineInput like;
      like.fid = name.fid;
      like.layer = Layer::Rivers;
      addLines((*row)->geometry, kept, change.lines, like);
    } else if (*row) {
      if (const auto* at = std::get_if<Point>(&(*row)->geometry)) change.at = *at;
    }
    changes.push_back(std::move(change));
  }
  return graph.edited(changes);
}

Result<std::vector<RecordName>> closedGates(store::Reader& reader) {
  std::vector<RecordName> gates;
  store::Query query;
  query.fields = {"kind"};
  query.geometry = false;
  auto done = reader.scan(Layer::Wells, query, [&](const Row& row) {
    const std::string kind = toText(row.values.front());
    const bool gate = kind.find("闸") != std::string::npos || kind.find("阀") != std::string::npos;
    if ((gate && kind.find("关") != std::string::npos) || kind.find("封堵") != std::string::npos) gates.push_back({Layer::Wells, row.fid});
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return gates;
}

Result<SurveyTrace> traceSurvey(const network::DrainageGraph& graph, const TraceRequest& request,
                                std::stop_token stop) {
  auto start = network::startAt(graph, request.from.layer, request.from.fid);
  if (!start) return std::unexpected(std::move(start).error());
  network::TraceBarriers barriers;
  for (const RecordName& barrier : request.barriers) {
    auto at = network::startAt(graph, barrier.layer, barrier.fid);
    if (!at) {
      if (barrier.layer == Layer::Wells) continue; // a gate that stands nowhere shuts nothing
      return std::unexpected(std::move(at).error());
    }
    barriers.nodes.insert(barriers.nodes.end(), at->nodes.begin(), at->nodes.end());
    barriers.edges.insert(barriers.edges.end(), at->edges.begin(), at->edges.end());
  }
  const auto started = std::chrono::steady_clock::now();
  Result<network::TraceResult> result;
  switch (request.direction) {
  case TraceDirection::Up: result = network::traceUp(graph, *start, barriers, stop); break;
  case TraceDirection::Down: result = network::traceDown(graph, *start, barriers, stop); break;
  case TraceDirection::Between: {
    auto end = network::startAt(graph, request.to.layer, request.to.fid);
    if (!end) return std::unexpected(std::move(end).error());
    result = network::pathBetween(graph, *start, *end, barriers, stop);
    break;
  }
  }
  if (!result) return std::unexpected(std::move(result).error());
  SurveyTrace trace;
  trace.elapsedMs = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  trace.lines = network::pathLines(graph, *result);
  trace.result = std::move(*result);
  if (request.direction == TraceDirection::Between) return trace;
  auto travels = network::travelFrom(graph, *start, request.direction == TraceDirection::Up, barriers, std::move(stop));
  if (!travels) return std::unexpected(std::move(travels).error());
  for (const network::Travel& travel : *travels)
    for (const network::NodeRecord& record : graph.recordsAt(travel.node)) trace.reached.push_back({{record.layer, record.fid}, travel});
  return trace;
}

Result<std::vector<Fid>> traceOutfallsToUnits(store::SurveyFile& survey, const network::DrainageGraph& graph,
                                              std::span<const Fid> outfalls, std::stop_token stop) {
  std::vector<Fid> changed;
  std::vector<std::pair<Outfall, Unit>> traced;
  for (const Fid fid : outfalls) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const auto start = network::startAt(graph, Layer::Outfalls, fid);
    if (!start) continue; // not on the network: nothing to trace
    auto result = network::traceUp(graph, *start, {}, stop);
    if (!result) return std::unexpected(std::move(result).error());
    if (result->units.size() != 1) continue;
    auto outfall = survey.reader().get<Outfall>(fid);
    if (!outfall) return std::unexpected(std::move(outfall).error());
    auto unit = survey.reader().get<Unit>(result->units.front());
    if (!unit) return std::unexpected(std::move(unit).error());
    if (*outfall && *unit) traced.emplace_back(std::move(**outfall), std::move(**unit));
  }
  auto entry = survey.edit("溯源", [&](store::Edit& edit) -> Result<> {
    for (auto& [outfall, unit] : traced) {
      outfall.unitFid = unit.fid;
      outfall.unitName = unit.name;
      outfall.traceStatus = "已溯源";
      if (outfall.traceMethod.empty()) outfall.traceMethod = "资料溯源";
      if (outfall.responsibleBody.empty()) {
        outfall.responsibleBody = unit.name;
        outfall.responsibleCode = unit.uscc;
      }
      SUYUAN_TRY(edit.update(outfall));
      changed.push_back(outfall.fid);
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return changed;
}

} // namespace suyuan::survey
