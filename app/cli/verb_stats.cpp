// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/survey/stats.h"

#include <format>

namespace suyuan::cli {

namespace {

Json jsonOfCounts(const survey::Counts& counts) {
  Json json = Json::object();
  for (const auto& [value, count] : counts) json[value] = count;
  return json;
}

int stats(Session& session, const std::string& folder) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto counted = survey::stats(survey->reader());
  if (!counted) return session.fail(counted.error());
  auto hash = survey->reader().contentHash();
  if (!hash) return session.fail(hash.error());
  std::string lines;
  for (const auto& [layer, count] : counted->byLayer)
    lines += std::format("{}\t{}\n", session.words(std::string(layerTerm(*layerNamed(layer))), layer), count);
  session.answer({{"layers", jsonOfCounts(counted->byLayer)},
                  {"class", jsonOfCounts(counted->byClass)},
                  {"level", jsonOfCounts(counted->byLevel)},
                  {"status", jsonOfCounts(counted->byStatus)},
                  {"division", jsonOfCounts(counted->byDivision)},
                  {"trace_status", jsonOfCounts(counted->byTraceStatus)},
                  {"handle_stage", jsonOfCounts(counted->byHandleStage)},
                  {"coded", counted->coded},
                  {"content_hash", *hash}},
                 lines);
  return session.exitCode = Done;
}

} // namespace

void addStats(CLI::App& app, Session& session) {
  auto folder = std::make_shared<std::string>();
  CLI::App* verb = addVerb(app, "stats", "Counts by layer, class, level and status");
  verb->add_option("DIR", *folder, "Folder of the survey")->required();
  verb->callback([folder, &session] { stats(session, *folder); });
}

} // namespace suyuan::cli
