// SPDX-License-Identifier: GPL-3.0-or-later
// 图集: hundreds of map pages in one PDF, with index sheet and bookmarks.
#include "app/cli/verbs.h"
#include "app/pages/atlas.h"
#include "app/text/resource_paths.h"

#include <chrono>
#include <format>

namespace suyuan::cli {

namespace {

struct AtlasOptions {
  std::string folder, out, layout = "county_a4", county, title, author, language, theme = "print";
  pages::AtlasBy by = pages::AtlasBy::County;
  double scale = 0;
};

int atlas(Session& session, const AtlasOptions& options) {
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto book = session.book();
  if (!book) return session.fail(book.error());
  pages::MapPageRequest request;
  request.title = options.title;
  request.author = options.author;
  request.theme = options.theme;
  request.scaleDenominator = options.scale;
  request.language = text::languageNamed(options.language).value_or(session.language);
  request.today = std::format("{:%F}", std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  auto layout = composition::findLayout(*resources, options.layout, text::code(request.language));
  if (!layout) return session.fail(layout.error());
  auto list = pages::atlasPages(survey->reader(), **book, options.by, options.county, Session::stopToken());
  if (!list) return session.fail(list.error());
  auto report = pages::writeAtlas(survey->reader(), survey->info(), **book, *resources, *layout, *list, request, options.out, Session::stopToken(), session.progress(session.words("制图集", "Atlas")));
  if (!report) return session.fail(report.error());
  Json left = Json::array();
  std::string lines = session.words(std::format("{}：索引 {} 页，图 {} 页\n", options.out, report->indexPages, report->pages), std::format("{}: {} index pages, {} maps\n", options.out, report->indexPages, report->pages));
  for (const QString& title : report->leftOut) {
    left.push_back(title.toStdString());
    lines += session.words("未成图：", "not made: ") + title.toStdString() + "\n";
  }
  session.answer({{"file", options.out}, {"index_pages", report->indexPages}, {"pages", report->pages}, {"left_out", left}}, lines);
  return session.exitCode = report->leftOut.empty() ? Done : LookAt;
}

} // namespace

void addAtlas(CLI::App& app, Session& session) {
  auto options = std::make_shared<AtlasOptions>();
  CLI::App* verb = addVerb(app, "atlas", "One PDF of many map pages, with an index sheet, a list and bookmarks");
  verb->add_option("SURVEY", options->folder, "Folder of the survey")->required();
  verb->add_option("--out", options->out, "PDF to write")->required()->check([](const std::string& out) { return out.ends_with(".pdf") || out.ends_with(".PDF") ? std::string() : out + " is no .pdf"; });
  const std::map<std::string, pages::AtlasBy> groups{{"outfall", pages::AtlasBy::Outfall}, {"river", pages::AtlasBy::River}, {"reach", pages::AtlasBy::Reach}, {"county", pages::AtlasBy::County}};
  verb->add_option("--by", options->by, "A page for each outfall, river, reach or county")->transform(CLI::CheckedTransformer(groups));
  verb->add_option("--county", options->county, "Only what lies in the division that begins with these digits");
  verb->add_option("--layout", options->layout, "Name in resources/layouts, or a layout file");
  verb->add_option("--scale", options->scale, "Denominator of all maps; what fits when not given")->check(CLI::Range(10.0, 1e9));
  verb->add_option("--title", options->title, "Title of the atlas; the survey's name when not given");
  verb->add_option("--author", options->author, "Who made it; the survey's author when not given");
  verb->add_option("--lang", options->language, "zh or en, of the pages")->check(CLI::IsMember({"zh", "en"}));
  verb->add_option("--theme", options->theme, "print, day, dark or contrast")->check(CLI::IsMember({"print", "day", "dark", "contrast"}));
  verb->callback([options, &session] { atlas(session, *options); });
}

} // namespace suyuan::cli
