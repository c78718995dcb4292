// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/note_lines.h"
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "gis/exchange/export_layers.h"

#include <format>

namespace suyuan::cli {

namespace {

struct ExportOptions {
  std::string folder;
  std::vector<std::string> layers;
  exchange::ExportRequest request;
};

int exportLayers(Session& session, ExportOptions& options) {
  if (!options.layers.empty()) options.request.layers.clear();
  for (const std::string& name : options.layers) {
    const auto layer = layerNamed(name);
    if (!layer) return session.fail({ErrorCode::LayerUnknown, {}, {name}, {}});
    options.request.layers.push_back(*layer);
  }
  options.request.tables = text::exchangeTables();
  options.request.say = [language = session.language](const Note& note) { return text::noteText(note, language); };
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto report = exchange::exportLayers(survey->reader(), options.request,
                                       session.progress(session.words("导出", "Exporting")), Session::stopToken());
  if (!report) return session.fail(report.error());
  Json files = Json::array();
  std::string lines = std::format("{} {}\n", session.words("写出记录", "Records written"), report->written);
  for (const auto& file : report->files) {
    files.push_back(file.string());
    lines += "  " + file.string() + "\n";
  }
  lines += noteLines(report->notes, session.language);
  session.answer({{"written", report->written},
                  {"files", files},
                  {"warnings", warningsOf(report->notes, session.language)},
                  {"notes", notesOf(report->notes)},
                  {"seconds", report->seconds}},
                 lines);
  return session.exitCode = Done;
}

} // namespace

void addExport(CLI::App& app, Session& session) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* verb = addVerb(app, "export", "Write layers to a file");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option_function<std::string>("OUT", [options](const std::string& file) { options->request.out = file; },
                                         "File to write")->required();
  verb->add_option("--format", options->request.format, "shapefile, gpkg, geojson, kml, csv, xlsx or swmm (channels, wells and outfalls as one .inp)")
      ->required()
      ->check(CLI::IsMember({"shapefile", "gpkg", "geojson", "kml", "csv", "xlsx", "swmm"}));
  verb->add_option("--layers", options->layers, "Layers, outfalls when not given")->delimiter(',');
  verb->add_option("--encoding", options->request.encoding, "UTF-8 or GBK (shapefile, csv)")->check(CLI::IsMember({"UTF-8", "GBK"}));
  verb->add_option("--crs", options->request.crs, "CRS to write, such as EPSG:4551");
  verb->add_option("--where", options->request.where, "Only records that meet this SQL condition");
  verb->callback([options, &session] { exportLayers(session, *options); });
}

} // namespace suyuan::cli
