// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/backdrop_options.h"
#include "app/cli/box_text.h"
#include "app/cli/verbs.h"
#include "app/pages/map_page_of.h"
#include "app/text/resource_paths.h"
#include "core/survey/trace_survey.h"
#include "gis/composition/write_page.h"

#include <chrono>
#include <format>

namespace suyuan::cli {

namespace {

struct ComposeOptions {
  std::string folder, layout = "county_a4", out, extent, division, river, outfall, title, author, language, theme = "print";
  double scale = 0, dpi = 300;
  BackdropOptions backdrop;
};

Result<pages::MapPageRequest> requestOf(const Session& session, store::Reader& reader, ComposeOptions& options) {
  pages::MapPageRequest request;
  if (!options.extent.empty()) {
    request.box = parseBox(options.extent);
    if (!request.box) return failure(ErrorCode::Usage, {}, {"--extent W,S,E,N"}, {options.extent});
  }
  if (!options.division.empty()) {
    request.division = DivisionCode::parse(options.division);
    if (!request.division) return failure(ErrorCode::ValueInvalid, {.field = "--division"}, {}, {options.division});
  }
  request.river = options.river;
  if (!options.outfall.empty()) {
    auto record = survey::findRecord(reader, options.outfall);
    if (!record) return std::unexpected(std::move(record).error());
    if (record->layer != Layer::Outfalls) return failure(ErrorCode::ValueInvalid, {.field = "--outfall"}, {}, {options.outfall});
    request.outfall = record->fid;
  }
  auto underlay = options.backdrop.underlay(session);
  if (!underlay) return std::unexpected(std::move(underlay).error());
  request.underlay = std::move(*underlay);
  request.scaleDenominator = options.scale;
  request.title = options.title;
  request.author = options.author;
  request.theme = options.theme;
  request.language = text::languageNamed(options.language).value_or(session.language);
  request.today = std::format("{:%F}", std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  return request;
}

int compose(Session& session, ComposeOptions& options) {
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto request = requestOf(session, survey->reader(), options);
  if (!request) return session.fail(request.error());
  auto layout = composition::findLayout(*resources, options.layout, text::code(request->language));
  if (!layout) return session.fail(layout.error());
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto page = pages::mapPageOf(survey->reader(), survey->info(), **book, *resources, *layout, *request, Session::stopToken());
  if (!page) return session.fail(page.error());
  auto report = composition::writePage(*layout, *page, options.out, options.dpi, Session::stopToken(),
                                       session.progress(session.words("出图", "Composing")));
  if (!report) return session.fail(report.error());
  Json legend = Json::array();
  for (const QString& entry : report->legend) legend.push_back(entry.toStdString());
  const std::size_t lacking = options.backdrop.sayWhatLacks(session);
  const Box frame = report->map.box(); // of the map's CRS
  Json answer{{"file", options.out}, {"layout", layout->id}, {"paper_mm", {report->size.width(), report->size.height()}},
                  {"scale", report->scaleDenominator}, {"crs", page->mapCrs}, {"frame", {frame.minX, frame.minY, frame.maxX, frame.maxY}}, {"outfalls", report->outfalls}, {"listed", report->listed},
                  {"map_is_picture", report->mapIsPicture}, {"legend", std::move(legend)}};
  if (lacking > 0) answer["backdrop_tiles_lacking"] = lacking;
  session.answer(answer, std::format("{} (1:{:.0f}, {})\n", options.out, report->scaleDenominator, page->mapCrs));
  return session.exitCode = lacking > 0 ? LookAt : Done;
}

} // namespace

void addCompose(CLI::App& app, Session& session) {
  auto options = std::make_shared<ComposeOptions>();
  CLI::App* verb = addVerb(app, "compose", "Compose a map page at a true scale as PDF, PNG or SVG");
  verb->add_option("SURVEY", options->folder, "Folder of the survey")->required();
  verb->add_option("--out", options->out, "File to write: .pdf, .png or .svg")->required()->check([](const std::string& out) {
    return composition::isPageFile(out) ? std::string() : out + " is none of .pdf, .png, .svg";
  });
  verb->add_option("--layout", options->layout, "Name in resources/layouts (county_a4 to county_a0, each with _portrait), or a layout file");
  auto* extent = verb->add_option("--extent", options->extent, "W,S,E,N in degrees; all outfalls when nothing is given");
  auto* division = verb->add_option("--division,--county", options->division, "Six digits of a county, prefecture or province")->excludes(extent);
  auto* river = verb->add_option("--river", options->river, "Name or code of a river or lake")->excludes(extent)->excludes(division);
  verb->add_option("--outfall", options->outfall, "CODE, FID or LAYER:FIELD=VALUE")->excludes(extent)->excludes(division)->excludes(river);
  verb->add_option("--scale", options->scale, "Denominator: 50000 for 1:50,000; the largest round one that fits when not given")->check(CLI::Range(10.0, 1e9));
  verb->add_option("--dpi", options->dpi, "Dots an inch of a PNG")->check(CLI::Range(10.0, 2400.0));
  verb->add_option("--title", options->title, "Title of the page");
  verb->add_option("--author", options->author, "Who made it; the survey's author when not given");
  verb->add_option("--lang", options->language, "zh or en, of the page")->check(CLI::IsMember({"zh", "en"}));
  verb->add_option("--theme", options->theme, "print, day, dark or contrast")->check(CLI::IsMember({"print", "day", "dark", "contrast"}));
  options->backdrop.addTo(*verb);
  verb->callback([options, &session] { compose(session, *options); });
}

} // namespace suyuan::cli
