// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/finding_text.h"
#include "core/survey/check_survey.h"

#include <format>
#include <unordered_map>

namespace suyuan::cli {

namespace {

/// National codes by fid, for the answer.
Result<std::unordered_map<Fid, std::string>> codes(store::Reader& reader) {
  std::unordered_map<Fid, std::string> byFid;
  store::Query query;
  query.fields = {"code_national"};
  query.geometry = false;
  query.where = "code_national IS NOT NULL";
  auto done = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    byFid.emplace(row.fid, toText(row.values.front()));
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return byFid;
}

int check(Session& session, const std::string& folder, bool fix) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = fix ? session.openForWriting(folder) : session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  std::int64_t fixed = 0;
  const auto run = [&] {
    return survey::checkSurvey(survey->reader(), **book, Session::stopToken(), session.progress(session.words("检查", "Checking")));
  };
  auto report = run();
  if (report && fix) {
    auto changed = survey::applyFixes(*survey, report->findings);
    if (!changed) return session.fail(changed.error());
    fixed = *changed;
    report = run();
  }
  if (!report) return session.fail(report.error());
  auto byFid = codes(survey->reader());
  if (!byFid) return session.fail(byFid.error());
  Json findings = Json::array();
  std::string lines;
  for (const Finding& finding : report->findings) {
    const auto code = finding.layer == Layer::Outfalls ? byFid->find(finding.fid) : byFid->end();
    const std::string shown = code == byFid->end() ? std::string() : code->second;
    if (session.json) {
      Json one = jsonOf(finding);
      one["code"] = shown;
      findings.push_back(std::move(one));
    } else {
      lines += std::format("{} {} {} {}: {}\n", text::severityText(finding.severity, session.language), finding.rule,
                           layerName(finding.layer), shown.empty() ? toText(finding.fid) : shown,
                           text::findingText(finding, **book, session.language));
    }
  }
  lines += std::format("{} {}, {} {}, {:.0f} ms\n", session.words("检查排污口", "Outfalls checked"), report->checked,
                       session.words("发现", "findings"), report->findings.size(), report->elapsedMs);
  Json answer{{"checked", report->checked}, {"elapsed_ms", report->elapsedMs}, {"findings", findings}};
  if (fix) answer["fixed"] = fixed;
  session.answer(answer, lines);
  return session.exitCode = report->findings.empty() ? Done : LookAt;
}

} // namespace

void addCheck(CLI::App& app, Session& session) {
  struct Options {
    std::string folder;
    bool fix = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "check", "Check every record by the rule book");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_flag("--fix", options->fix, "Apply the safe fixes, as one entry that can be undone");
  verb->callback([options, &session] { check(session, options->folder, options->fix); });
}

} // namespace suyuan::cli
