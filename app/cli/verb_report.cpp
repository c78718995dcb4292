// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "core/survey/trace_survey.h"
#include "app/demo/tracing_map_of.h"

namespace suyuan::cli {

namespace {

int tracingMap(Session& session, const std::string& folder, const std::string& out, const std::string& outfall) {
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto record = survey::findRecord(survey->reader(), outfall);
  if (!record) return session.fail(record.error());
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto report = demo::writeTracingMapOf(survey->reader(), **book, *resources, record->fid, out, Session::stopToken());
  if (!report) return session.fail(report.error());
  session.answer({{"file", out}, {"scale", report->scaleDenominator}, {"pages", report->pages}}, out + "\n");
  return session.exitCode = Done;
}

} // namespace

void addReport(CLI::App& app, Session& session) {
  struct Options {
    std::string folder, out, kind = "tracing-map", outfall;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "report", "Make a report page");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("OUT", options->out, "PDF to write")->required();
  verb->add_option("--kind", options->kind, "tracing-map")->check(CLI::IsMember({"tracing-map"}));
  verb->add_option("--outfall", options->outfall, "CODE, FID or LAYER:FIELD=VALUE")->required();
  verb->callback([options, &session] { tracingMap(session, options->folder, options->out, options->outfall); });
}

} // namespace suyuan::cli
