// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/pages/county_bill_of.h"
#include "app/pages/tracing_map_of.h"
#include "app/text/resource_paths.h"
#include "core/survey/trace_survey.h"

#include <chrono>
#include <format>

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
  auto report = pages::writeTracingMapOf(survey->reader(), **book, *resources, record->fid, out, Session::stopToken());
  if (!report) return session.fail(report.error());
  session.answer({{"file", out}, {"scale", report->scaleDenominator}, {"pages", report->pages}}, out + "\n");
  return session.exitCode = Done;
}

int countyBill(Session& session, const std::string& folder, const std::string& out, const std::string& county) {
  const auto code = DivisionCode::parse(county);
  if (!code) return session.fail({ErrorCode::ValueInvalid, {.field = "--county"}, {}, {county}});
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  auto bill = pages::countyBillOf(*survey, **book, *code, std::format("{:%F}", day), session.language, Session::stopToken(),
                                  session.progress(session.words("检查", "Checking")));
  if (!bill) return session.fail(bill.error());
  auto sheets = pages::writeCountyBill(*bill, out);
  if (!sheets) return session.fail(sheets.error());
  session.answer({{"file", out}, {"pages", *sheets}, {"outfalls", bill->outfalls}, {"clean", bill->clean()},
                  {"errors", bill->openOf(Severity::Error)}, {"warnings", bill->openOf(Severity::Warning)}, {"ignored", bill->ignored.size()}},
                 out + "\n");
  return session.exitCode = bill->clean() ? Done : LookAt;
}

} // namespace

void addReport(CLI::App& app, Session& session) {
  struct Options {
    std::string folder, out, kind = "tracing-map", outfall, county;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "report", "Make a report: the tracing map of an outfall, the quality bill of a county");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("OUT", options->out, "File to write: .pdf; a map also .png or .svg, the bill also .xlsx")->required();
  verb->add_option("--kind", options->kind, "tracing-map or county-bill")->check(CLI::IsMember({"tracing-map", "county-bill"}));
  verb->add_option("--outfall", options->outfall, "CODE, FID or LAYER:FIELD=VALUE, for a tracing map");
  verb->add_option("--county", options->county, "Six digits, for a bill");
  verb->callback([options, &session] {
    const bool bill = options->kind == "county-bill";
    if ((bill ? options->county : options->outfall).empty()) throw CLI::RequiredError(bill ? "--county" : "--outfall");
    if (bill) countyBill(session, options->folder, options->out, options->county);
    else tracingMap(session, options->folder, options->out, options->outfall);
  });
}

} // namespace suyuan::cli
