// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/network_text.h"
#include "core/model/geometry_functions.h"
#include "core/survey/mend_network.h"
#include "core/survey/trace_evidence.h"
#include "core/survey/trace_survey.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct TraceOptions {
  std::string folder, from, to;
  std::vector<std::string> barriers, fields;
  bool up = false, down = false, gatesOpen = false;
  double tolerance = 1.0;
};

/// Fids as text; with --fields each as an object with the attributes asked for.
Result<Json> listed(store::Reader& reader, Layer layer, const std::vector<Fid>& fids,
                    const std::vector<std::string>& fields) {
  Json list = Json::array();
  const LayerSchema& schema = schemaOf(layer);
  for (const Fid fid : fids) {
    if (fields.empty()) {
      list.push_back(toText(fid));
      continue;
    }
    auto row = reader.row(layer, fid);
    if (!row) return std::unexpected(std::move(row).error());
    Json one{{"fid", toText(fid)}};
    for (const std::string& field : fields)
      if (const int index = schema.indexOf(field); index >= 0 && *row)
        one[field] = jsonOf((*row)->values[static_cast<std::size_t>(index)],
                            schema.fields[static_cast<std::size_t>(index)].type);
    list.push_back(std::move(one));
  }
  return list;
}

/// Where the trace ended though something lies near, or why it is empty: with what is wrong there and what would mend it.
/// False after session.fail.
bool explainEnds(Session& session, const network::DrainageGraph& graph, const network::TraceResult& result, const survey::TraceRequest& request, Json& answer, std::string& lines) {
  if (result.emptyReason.empty() && result.gaps.empty()) return true;
  auto findings = survey::checkNetwork(graph, {}, Session::stopToken());
  if (!findings) return session.fail(findings.error()), false;
  Json list = Json::array();
  for (const survey::NetworkFinding& finding : *findings) {
    const network::NetworkIssue& issue = finding.issue;
    const bool start = issue.layer == request.from.layer && issue.fid == request.from.fid;
    const bool gap = std::ranges::any_of(result.gaps, [&](const network::TraceGap& g) {
      return issue.gapMetres >= 0 && (distanceMetres(issue.at, g.from) < 1.0 || distanceMetres(issue.at, g.to) < 1.0);
    });
    if (!start && !gap) continue;
    Json one{{"kind", std::string(network::issueKey(issue.kind))}, {"layer", std::string(layerName(issue.layer))}, {"fid", toText(issue.fid)}, {"lon", issue.at.x}, {"lat", issue.at.y}, {"text", text::issueText(issue, session.language)}};
    lines += text::issueText(issue, session.language);
    if (finding.fix) {
      one["fix"] = text::fixText(*finding.fix, session.language);
      lines += std::format(" [{}: suyuan network fix --kind {} --fid {}]", text::fixText(*finding.fix, session.language), network::issueKey(issue.kind), toText(issue.fid));
    }
    lines += '\n';
    list.push_back(std::move(one));
  }
  answer["because"] = std::move(list);
  return true;
}

int trace(Session& session, const TraceOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  store::Reader& reader = survey->reader();
  survey::TraceRequest request;
  auto from = survey::findRecord(reader, options.from);
  if (!from) return session.fail(from.error());
  request.from = *from;
  request.direction = options.down ? survey::TraceDirection::Down : survey::TraceDirection::Up;
  if (!options.to.empty()) {
    auto to = survey::findRecord(reader, options.to);
    if (!to) return session.fail(to.error());
    request.to = *to;
    request.direction = survey::TraceDirection::Between;
  }
  for (const std::string& name : options.barriers) {
    auto barrier = survey::findRecord(reader, name);
    if (!barrier) return session.fail(barrier.error());
    request.barriers.push_back(*barrier);
  }
  if (!options.gatesOpen) {
    auto gates = survey::closedGates(reader);
    if (!gates) return session.fail(gates.error());
    request.barriers.insert(request.barriers.end(), gates->begin(), gates->end());
  }
  auto graph = survey::buildNetwork(reader, options.tolerance, Session::stopToken());
  if (!graph) return session.fail(graph.error());
  auto traced = survey::traceSurvey(*graph, request, Session::stopToken());
  if (!traced) return session.fail(traced.error());

  const network::TraceResult& result = traced->result;
  Json reached = Json::object();
  std::string lines;
  for (const auto& [layer, fids] :
       {std::pair{Layer::Channels, &result.channels}, std::pair{Layer::Wells, &result.wells},
        std::pair{Layer::Units, &result.units}, std::pair{Layer::Outfalls, &result.outfalls},
        std::pair{Layer::Rivers, &result.rivers}}) {
    auto list = listed(reader, layer, *fids, options.fields);
    if (!list) return session.fail(list.error());
    lines += std::format("{}: {}\n", session.words(std::string(layerTerm(layer)), std::string(layerName(layer))), fids->size());
    reached[std::string(layerName(layer))] = std::move(*list);
  }
  constexpr std::string_view directions[]{"up", "down", "between"};
  Json answer{{"from", {{"layer", std::string(layerName(request.from.layer))}, {"fid", toText(request.from.fid)}}},
              {"direction", std::string(directions[static_cast<std::size_t>(request.direction)])},
              {"reached", reached},
              {"length_m", result.lengthMetres},
              {"elapsed_ms", traced->elapsedMs},
              {"note", result.emptyReason}};
  if (result.cyclic) answer["cyclic"] = true;
  if (result.againstFlow) answer["against_flow"] = true;
  if (!std::isnan(result.nearestGapMetres)) answer["gap_m"] = result.nearestGapMetres;
  lines += std::format("{} {:.1f} m, {:.2f} ms {}\n", session.words("长度", "Length"), result.lengthMetres,
                       traced->elapsedMs, result.emptyReason);
  Json ways = Json::array();
  for (const survey::ReachedRecord& each : traced->reached) {
    if (each.record.layer == Layer::Wells) continue;
    Json way{{"layer", std::string(layerName(each.record.layer))}, {"fid", toText(each.record.fid)}, {"length_m", each.travel.metres}};
    way["travel_s"] = each.travel.unknownMetres > 0 ? Json(nullptr) : Json(each.travel.seconds);
    if (each.travel.unknownMetres > 0) way["travel_known_s"] = each.travel.seconds, way["unknown_m"] = each.travel.unknownMetres;
    lines += std::format("  {} {}: {:.1f} m", session.words(std::string(layerTerm(each.record.layer)), std::string(layerName(each.record.layer))), toText(each.record.fid), each.travel.metres);
    if (each.travel.unknownMetres == 0 && each.travel.metres > 0) lines += std::format(", {:.1f} min", each.travel.seconds / 60);
    lines += '\n';
    ways.push_back(std::move(way));
  }
  answer["ways"] = std::move(ways);
  auto evidence = survey::evidenceOf(reader, result);
  if (!evidence) return session.fail(evidence.error());
  Json weak = Json::array();
  for (const survey::WeakLink& link : evidence->weak)
    weak.push_back({{"layer", std::string(layerName(link.layer))}, {"fid", toText(link.fid)}, {"name", link.name}, {"method", link.method}, {"certainty", survey::certaintyKey(link.certainty)}});
  answer["evidence"] = {{"weakest", survey::certaintyKey(evidence->weakest)}, {"weak", std::move(weak)}};
  if (result.emptyReason.empty()) lines += session.words("最弱环节：", "Weakest link: ") + text::certaintyText(evidence->weakest, session.language) + "\n";
  if (!explainEnds(session, *graph, result, request, answer, lines)) return session.exitCode;
  session.answer(answer, lines);
  return session.exitCode = Done;
}

} // namespace

void addTrace(CLI::App& app, Session& session) {
  auto options = std::make_shared<TraceOptions>();
  CLI::App* verb = addVerb(app, "trace", "Trace up to the sources, down to the river, or between two records");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--from", options->from, "CODE, FID or LAYER:FIELD=VALUE")->required();
  auto* up = verb->add_flag("--up", options->up, "Against the flow (default)");
  auto* down = verb->add_flag("--down", options->down, "With the flow");
  auto* to = verb->add_option("--to", options->to, "The path to this record");
  up->excludes(down)->excludes(to);
  down->excludes(to);
  verb->add_option("--barrier", options->barriers, "Do not pass this record");
  verb->add_flag("--gates-open", options->gatesOpen, "As if closed gates and plugs (kinds of wells such as 闸门(关), 封堵) were open");
  verb->add_option("--fields", options->fields, "Attributes to print of each record reached")->delimiter(',');
  verb->add_option("--tolerance", options->tolerance, "Metres within which ends meet")->check(CLI::Range(0.0, 1000.0));
  verb->callback([options, &session] { trace(session, *options); });
}

} // namespace suyuan::cli
