// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "core/search/search.h"

#include <format>

namespace suyuan::cli {

namespace {

struct FindOptions {
  std::string folder, text;
  std::vector<std::string> layers;
  std::vector<double> near;
  std::size_t limit = 20;
};

Json jsonOfHit(const search::SearchHit& hit) {
  Json json{{"layer", layerName(hit.layer)}, {"fid", hit.fid.isSet() ? Json(toText(hit.fid)) : Json(nullptr)}, {"name", hit.name}, {"code", hit.code},
            {"kind", hit.kind}, {"division", hit.division}, {"water", hit.water}, {"match", search::matchName(hit.match)}};
  if (!hit.former.empty()) json["former"] = hit.former;
  if (hit.parts > 1) json["parts"] = hit.parts;
  json["box"] = hit.box.isEmpty() ? Json(nullptr) : Json{hit.box.minX, hit.box.minY, hit.box.maxX, hit.box.maxY};
  return json;
}

int find(Session& session, const FindOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto pinyin = search::PinyinTable::load(*resources / "pinyin" / "readings.txt");
  if (!pinyin) return session.fail(pinyin.error());
  search::SearchQuery query{.text = options.text, .limit = options.limit};
  if (options.near.size() == 2) query.near = Point{options.near[0], options.near[1]};
  for (const std::string& name : options.layers) query.layers.push_back(*layerNamed(name)); // checked while parsing

  search::Search search(*survey, std::make_shared<const search::PinyinTable>(std::move(*pinyin)),
                        std::shared_ptr<const coding::DivisionTable>(std::shared_ptr<void>(), &(*book)->divisions())); // the session keeps the book
  const auto refresh = [&] { return search.refresh(survey->reader(), Session::stopToken(), session.progress(session.words("建立搜索索引", "Making the search index"))); };
  if (auto done = refresh(); !done) return session.fail(done.error());
  auto found = search.find(survey->reader(), query, Session::stopToken());
  if (!found && found.error().code == ErrorCode::SearchIndexDamaged) { // thrown away by now
    if (auto done = refresh(); !done) return session.fail(done.error());
    found = search.find(survey->reader(), query, Session::stopToken());
  }
  if (!found) return session.fail(found.error());

  Json hits = Json::array();
  std::string lines;
  for (const search::SearchHit& hit : found->hits) {
    hits.push_back(jsonOfHit(hit));
    std::string line = session.words(std::string(layerTerm(hit.layer)), std::string(layerName(hit.layer)));
    for (const std::string& part : {hit.name, hit.code, hit.kind, hit.division, hit.water}) line += '\t' + part;
    lines += line + '\n';
  }
  if (found->hits.empty()) session.say(session.words(std::format("没有找到“{}”：名称、编码、曾用名和拼音都不相符。", options.text),
                                                     std::format("Nothing was found for \"{}\" among names, codes, former names and pinyin.", options.text)));
  session.answer({{"text", options.text}, {"hits", std::move(hits)}, {"more", found->more}}, lines);
  return session.exitCode = found->hits.empty() ? LookAt : Done;
}

} // namespace

void addFind(CLI::App& app, Session& session) {
  auto options = std::make_shared<FindOptions>();
  CLI::App* verb = addVerb(app, "find", "Outfalls, waters, units and divisions by name, code, former name or pinyin (yth finds 伊通河)");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("TEXT", options->text, "Name or code or a part of it, pinyin or its first letters")->required();
  std::vector<std::string> names;
  for (const Layer layer : search::searchedLayers) names.emplace_back(layerName(layer));
  verb->add_option("--layer", options->layers, "Only these layers")->check(CLI::IsMember(names));
  verb->add_option("--near", options->near, "Longitude and latitude; equal finds are ordered by their distance from it")->expected(2);
  verb->add_option("--limit", options->limit, "At most so many (20)")->check(CLI::Range(1, 1000));
  verb->callback([options, &session] { find(session, *options); });
}

} // namespace suyuan::cli
