// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demo_run.h"
#include "app/pages/tracing_map_of.h"
#include "app/text/note_text.h"
#include "core/survey/check_survey.h"
#include "gis/exchange/export_layers.h"
#include "gis/render/render_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>

namespace suyuan::demo {

namespace {

using Json = nlohmann::ordered_json;

Result<> writeJson(DemoRun& run, std::string_view name, const Json& document) {
  const auto path = run.report.out / name;
  std::ofstream file(path);
  file << document.dump(1) << '\n';
  file.close();
  if (!file) return failure(ErrorCode::FileUnwritable, {.file = path.string()});
  run.report.files.push_back(path);
  return {};
}

std::string_view severityKey(Severity severity) {
  return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "info";
}

Result<std::int64_t> exportAs(DemoRun& run, std::string_view name, std::string_view format,
                              std::string_view encoding = {}) {
  exchange::ExportRequest request;
  request.out = run.report.out / name;
  request.format = format;
  request.encoding = encoding;
  request.tables = run.resources / "exchange";
  request.say = [](const Note& note) { return text::noteText(note, text::Language::Chinese); };
  auto report = exchange::exportLayers(run.survey.reader(), request, {}, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  run.report.files.insert(run.report.files.end(), report->files.begin(), report->files.end());
  return report->written;
}

Result<std::int64_t> draw(DemoRun& run, std::string_view name, const Box& box) {
  render::RenderRequest request;
  request.input = run.report.survey;
  request.output = run.report.out / name;
  request.resources = run.resources;
  request.bbox = box;
  request.decorations = true;
  auto report = render::renderToFile(request, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  run.report.files.push_back(request.output);
  std::int64_t features = 0;
  for (const auto& [layer, count] : report->features) features += count;
  return features;
}

} // namespace

Result<std::int64_t> check(DemoRun& run) {
  auto report = survey::checkSurvey(run.survey.reader(), run.book, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  std::map<std::string, std::int64_t> byRule;
  Json findings = Json::array();
  for (const auto& finding : report->findings) {
    ++byRule[finding.rule];
    Json args = Json::object();
    for (const auto& [name, value] : finding.args) args[name] = value;
    findings.push_back({{"rule", finding.rule},
                        {"severity", severityKey(finding.severity)},
                        {"layer", layerName(finding.layer)},
                        {"fid", toText(finding.fid)},
                        {"field", finding.field},
                        {"args", std::move(args)},
                        {"message", run.book.message(finding, "zh")}});
  }
  run.report.findings.assign(byRule.begin(), byRule.end());
  std::ranges::stable_sort(run.report.findings, std::greater{}, [](const auto& rule) { return rule.second; });
  SUYUAN_TRY(writeJson(run, "check.json",
                       {{"checked", report->checked}, {"elapsed_ms", report->elapsedMs}, {"findings", findings}}));
  return static_cast<std::int64_t>(report->findings.size());
}

Result<std::int64_t> exportUtf8(DemoRun& run) { return exportAs(run, "outfalls_utf8.shp", "shapefile", "UTF-8"); }
Result<std::int64_t> exportGbk(DemoRun& run) { return exportAs(run, "outfalls_gbk.shp", "shapefile", "GBK"); }
Result<std::int64_t> exportXlsx(DemoRun& run) { return exportAs(run, "outfalls.xlsx", "xlsx"); }
Result<std::int64_t> exportGeojson(DemoRun& run) { return exportAs(run, "outfalls.geojson", "geojson"); }

Result<std::int64_t> drawMap(DemoRun& run) { return draw(run, "map.png", {124.6, 43.3, 126.6, 44.9}); }
Result<std::int64_t> drawSewerMap(DemoRun& run) { return draw(run, "map_sewers.png", {125.325, 43.876, 125.375, 43.899}); }

Result<std::int64_t> drawTracingMap(DemoRun& run) {
  auto outfall = outfallOf(run.survey.reader(), "SEWER-甲");
  if (!outfall) return std::unexpected(std::move(outfall).error());
  const auto path = run.report.out / "tracing_map.pdf";
  auto report = pages::writeTracingMapOf(run.survey.reader(), run.book, run.resources, *outfall, path, run.stop);
  if (!report) return std::unexpected(std::move(report).error());
  run.report.files.push_back(path);
  return report->pages;
}

Result<> writeSummary(DemoRun& run) {
  Json steps = Json::array(), findings = Json::object(), files = Json::array();
  for (const auto& step : run.report.steps)
    steps.push_back({{"step", step.key}, {"term", step.term}, {"count", step.count}, {"ms", step.ms}});
  for (const auto& [rule, count] : run.report.findings) findings[rule] = count;
  for (const auto& file : run.report.files) files.push_back(file.filename().string());
  return writeJson(run, "summary.json",
                   {{"outfalls", run.report.outfalls},
                    {"coded", run.report.coded},
                    {"traced", run.report.traced},
                    {"steps", steps},
                    {"findings", findings},
                    {"files", files},
                    {"total_ms", run.report.totalMs}});
}

} // namespace suyuan::demo
