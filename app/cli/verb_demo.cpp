// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/demo/run_demo.h"

#include <format>

namespace suyuan::cli {

namespace {

int demo(Session& session, const std::string& folder, const demo::DemoOptions& options) {
  demo::DemoProgress progress;
  if (!session.json)
    progress = [&session, last = std::string()](std::string_view term, double) mutable {
      if (term == last) return;
      last = term;
      session.say("  " + last);
    };
  auto report = demo::runDemo(folder, options, progress, Session::stopToken());
  if (!report) return session.fail(report.error());
  Json steps = Json::array(), findings = Json::object(), files = Json::array();
  std::string lines;
  for (const demo::DemoStep& step : report->steps) {
    steps.push_back({{"step", step.key}, {"term", step.term}, {"count", step.count}, {"ms", step.ms}});
    lines += std::format("{:>8.0f} ms  {:>6}  {}\n", step.ms, step.count, session.words(step.term, step.key));
  }
  for (const auto& [rule, count] : report->findings) findings[rule] = count;
  for (const auto& file : report->files) {
    files.push_back(file.string());
    lines += "  " + file.string() + "\n";
  }
  lines += std::format("{} {}, {} {}, {} {}; {:.1f} s\n{}: {}\n", session.words("排污口", "Outfalls"), report->outfalls,
                       session.words("已编码", "coded"), report->coded, session.words("已溯源", "traced"), report->traced,
                       report->totalMs / 1000, session.words("项目", "Survey"), report->survey.string());
  session.answer({{"survey", report->survey.string()},
                  {"out", report->out.string()},
                  {"outfalls", report->outfalls},
                  {"coded", report->coded},
                  {"traced", report->traced},
                  {"steps", steps},
                  {"findings", findings},
                  {"files", files},
                  {"total_ms", report->totalMs}},
                 lines);
  return session.exitCode = Done;
}

} // namespace

void addDemo(CLI::App& app, Session& session) {
  struct Options {
    std::string folder;
    demo::DemoOptions demo;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "demo", "Make the demo survey and run the whole chain over it");
  verb->add_option("DIR", options->folder, "New folder; the survey comes into DIR/survey, exports into DIR/out")->required();
  verb->add_flag("--replace", options->demo.replace, "Replace a demo that is there");
  verb->callback([options, &session] { demo(session, options->folder, options->demo); });
}

} // namespace suyuan::cli
