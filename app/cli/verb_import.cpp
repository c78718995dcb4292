// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/note_lines.h"
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "gis/exchange/column_names.h"
#include "gis/exchange/import_file.h"

#include <format>

namespace suyuan::cli {

namespace {

struct ImportOptions {
  std::string folder, as;
  std::vector<std::string> mapping;
  exchange::ImportRequest request;
};

int importFile(Session& session, ImportOptions& options) {
  const auto layer = layerNamed(options.as);
  if (!layer) return session.fail({ErrorCode::LayerUnknown, {}, {options.as}, {}});
  options.request.as = *layer;
  for (const std::string& pair : options.mapping) {
    const auto equals = pair.find('=');
    const std::string field = pair.substr(0, equals);
    if (equals == std::string::npos || (schemaOf(*layer).indexOf(field) < 0 && !exchange::isPositionField(field)))
      return session.fail({ErrorCode::FieldUnknown, {.layer = options.as, .field = field}, {}, {}});
    options.request.mapping[field] = pair.substr(equals + 1);
  }
  options.request.tables = text::exchangeTables();
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto report = exchange::importFile(*survey, options.request, session.progress(session.words("导入", "Importing")),
                                     Session::stopToken());
  if (!report) return session.fail(report.error());
  Json refused = Json::array();
  std::string lines = std::format("{} {}, {} {}, {} {}\n", session.words("读取", "Read"), report->read,
                                  session.words("接收", "taken"), report->taken, session.words("拒收", "refused"),
                                  report->refusedCount);
  for (const exchange::RefusedRow& row : report->refused) {
    refused.push_back({{"row", row.row}, {"why", row.why}, {"detail", row.detail}});
    lines += std::format("  {} {}: {}\n", session.words("第", "row"), row.row, text::refusalText(row.why, row.detail, session.language));
  }
  lines += noteLines(report->notes, session.language);
  session.answer({{"read", report->read},
                  {"taken", report->taken},
                  {"refused_count", report->refusedCount},
                  {"refused", refused},
                  {"encoding", report->encoding},
                  {"crs", report->crs},
                  {"warnings", warningsOf(report->notes, session.language)},
                  {"notes", notesOf(report->notes)},
                  {"dry_run", options.request.dryRun},
                  {"seconds", report->seconds}},
                 lines);
  return session.exitCode = report->refusedCount == 0 ? Done : LookAt;
}

} // namespace

void addImport(CLI::App& app, Session& session) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* verb = addVerb(app, "import", "Bring a file's records into a layer");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option_function<std::string>("FILE", [options](const std::string& file) { options->request.path = file; },
                                         "Shapefile, GeoPackage, GeoJSON, KML/KMZ, GPX, CSV, XLSX or SWMM .inp")->required();
  verb->add_option("--as", options->as, "Layer: outfalls, candidates, rivers, lakes, channels, wells, units, zones, tracks, divisions")
      ->required();
  verb->add_option("--layer", options->request.sourceLayer, "Layer of the file, when it has several");
  verb->add_option("--map", options->mapping, "field=column, as often as needed");
  verb->add_option("--encoding", options->request.encoding, "Encoding of the file's text; detected when not given");
  verb->add_option("--crs", options->request.crs, "CRS of the file, such as EPSG:4551; its own or detected when not given");
  verb->add_flag("--dry-run", options->request.dryRun, "Read and check everything, write nothing");
  verb->add_flag("--strict", options->request.strict, "Refuse the whole file when one row cannot be taken");
  verb->callback([options, &session] { importFile(session, *options); });
}

} // namespace suyuan::cli
