// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backdrop_options.h"
#include "app/cli/box_text.h"
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "gis/render/render_file.h"

#include <algorithm>
#include <format>
#include <utility>

namespace suyuan::cli {

namespace {

struct RenderOptions {
  std::string input, output, bbox, size = "1600x1000", crs, theme = "day";
  int repeat = 1;
  bool decorations = false, withoutLabels = false, clusters = false, measure = false;
  BackdropOptions backdrop;
};

constexpr int mostPixels = 20'000; ///< on a side, as the painter has it

Json spread(const render::Spread& of) { return {{"p50", of.p50}, {"p95", of.p95}, {"p99", of.p99}, {"max", of.max}}; }

Json figuresOf(const render::RenderReport& report) {
  return {{"index_ms", report.indexMs}, {"levels_ms", report.levelsMs}, {"draw_without_labels_ms", report.figures->withoutLabels},
          {"edit_ms", report.figures->edited}, {"pan_ms", spread(report.figures->panned)}, {"pick_ms", spread(report.figures->picked)}, {"snap_ms", spread(report.figures->snapped)}};
}

std::pair<const char*, const char*> faultWords(layers::Fault fault) {
  switch (fault) {
  case layers::Fault::NoGeometry: return {"没有图形", "no geometry"};
  case layers::Fault::OutsideCrs: return {"在坐标系的适用范围之外", "outside the area of the coordinate system"};
  case layers::Fault::NotFinite: return {"坐标不是数值", "a coordinate that is no number"};
  default: return {"图形有误", "damaged geometry"};
  }
}

/// What is not drawn, for the answer; and the first of each layer as a line.
Json brokenOf(const Session& session, const render::RenderReport& report, std::string& lines) {
  Json list = Json::array();
  for (const auto& [layer, records] : report.brokenRecords)
    for (const layers::BrokenFeature& one : records) list.push_back({{"layer", layer}, {"fid", std::to_string(one.fid)}, {"why", faultWords(one.fault).second}});
  for (const auto& [layer, count] : report.broken) {
    lines += session.words(std::format("  {}: {} 条记录没有画出:", layer, count), std::format("  {}: {} records are not drawn:", layer, count));
    constexpr std::size_t most = 10;
    const auto records = report.brokenRecords.find(layer);
    for (std::size_t i = 0; records != report.brokenRecords.end() && i < std::min(most, records->second.size()); ++i) {
      const auto [zh, en] = faultWords(records->second[i].fault);
      lines += std::format("{} {} ({})", i == 0 ? "" : ",", records->second[i].fid, session.words(zh, en));
    }
    lines += static_cast<std::size_t>(count) > most ? " …\n" : "\n";
  }
  return list;
}

int render(Session& session, RenderOptions& options) {
  render::RenderRequest request;
  request.input = options.input;
  request.output = options.output;
  request.crs = options.crs;
  request.theme = options.theme;
  request.repeat = options.repeat;
  request.decorations = options.decorations;
  request.labels = !options.withoutLabels;
  request.clusters = options.clusters;
  request.measure = options.measure;
  request.language = std::string(text::code(session.language));
  if (!options.bbox.empty()) {
    request.bbox = parseBox(options.bbox);
    if (!request.bbox) return session.fail({ErrorCode::Usage, {}, {"--bbox W,S,E,N"}, options.bbox});
  }
  int width = 0, height = 0, used = 0;
  if (std::sscanf(options.size.c_str(), "%dx%d%n", &width, &height, &used) != 2 ||
      static_cast<std::size_t>(used) != options.size.size() || width < 1 || height < 1 || width > mostPixels || height > mostPixels)
    return session.fail({ErrorCode::Usage, {}, {"--size 1600x1000"}, options.size});
  request.size = {width, height};
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  request.resources = *resources;
  auto underlay = options.backdrop.underlay(session);
  if (!underlay) return session.fail(underlay.error());
  request.underlay = std::move(*underlay);
  auto report = render::renderToFile(request, Session::stopToken());
  if (!report) return session.fail(report.error());
  Json answer{{"load_ms", report->loadMs}, {"draw_ms", report->drawMs}, {"features", report->features},
              {"peak_rss_mb", report->peakRssMb}, {"crs", report->crs}};
  if (report->figures) answer.update(figuresOf(*report));
  std::string lines = std::format("{} ({}, {:.0f} ms)\n", options.output, report->crs, report->drawMs.empty() ? 0.0 : report->drawMs.front());
  if (!report->broken.empty()) {
    answer["broken"] = report->broken;
    answer["broken_records"] = brokenOf(session, *report, lines);
  }
  const std::size_t lacking = options.backdrop.sayWhatLacks(session);
  if (lacking > 0) answer["backdrop_tiles_lacking"] = lacking;
  session.answer(answer, lines);
  return session.exitCode = lacking > 0 ? LookAt : Done;
}

} // namespace

void addRender(CLI::App& app, Session& session) {
  auto options = std::make_shared<RenderOptions>();
  CLI::App* verb = addVerb(app, "render", "Draw a survey or a plain vector file to a PNG");
  verb->add_option("INPUT", options->input, "Folder of a survey, or a file")->required();
  verb->add_option("OUT", options->output, "Picture to write (.png)")->required()->check([](const std::string& out) { return out.ends_with(".png") || out.ends_with(".PNG") ? std::string() : out + " is no .png"; });
  verb->add_option("--bbox", options->bbox, "W,S,E,N in degrees; all there is when not given");
  verb->add_option("--size", options->size, "Pixels, as 1600x1000");
  verb->add_option("--crs", options->crs, "CRS of the picture; the 3-degree zone of its middle when not given");
  verb->add_option("--theme", options->theme, "day, dark, contrast or print")->check(CLI::IsMember({"day", "dark", "contrast", "print"}));
  verb->add_option("--repeat", options->repeat, "Draw so many times")->check(CLI::Range(1, 1000));
  verb->add_flag("--no-labels", options->withoutLabels, "No names and codes on the map");
  verb->add_flag("--clusters", options->clusters, "Far out, the points of a place as one sign with their number, as in the window");
  verb->add_flag("--measure", options->measure, "Times index, levels of detail, edits, panning and picking as well; see --json");
  verb->add_flag("--decorations", options->decorations, "Legend, scale bar and north arrow");
  options->backdrop.addTo(*verb);
  verb->callback([options, &session] { render(session, *options); });
}

} // namespace suyuan::cli
