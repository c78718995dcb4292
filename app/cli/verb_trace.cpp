// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/survey/trace_survey.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct TraceOptions {
  std::string folder, from, to;
  std::vector<std::string> barriers, fields;
  bool up = false, down = false;
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
  verb->add_option("--fields", options->fields, "Attributes to print of each record reached")->delimiter(',');
  verb->add_option("--tolerance", options->tolerance, "Metres within which ends meet")->check(CLI::Range(0.0, 1000.0));
  verb->callback([options, &session] { trace(session, *options); });
}

} // namespace suyuan::cli
