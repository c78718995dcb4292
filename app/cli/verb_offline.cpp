// SPDX-License-Identifier: GPL-3.0-or-later
// 离线底图: online maps, their keys, and areas of them that are taken along.
#include "app/cli/backdrop_options.h"
#include "app/cli/box_text.h"
#include "app/cli/verbs.h"
#include "app/text/resource_paths.h"
#include "core/survey/named_area.h"
#include "gis/tiles/offline_area.h"

#include <algorithm>
#include <format>
#include <iostream>

namespace suyuan::cli {

namespace {

struct OfflineOptions {
  std::string map, name, survey, area, bbox, title;
  int from = 0, to = 0;
  std::int64_t id = 0;
  double margin = 300;
  bool dry = false, permitted = false, forget = false;
};

std::string megabytes(std::int64_t bytes) { return std::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

int maps(Session& session) {
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto listed = tiles::readTileSources(*resources / "backdrops/sources.json", text::code(session.language));
  if (!listed) return session.fail(listed.error());
  Json list = Json::array();
  std::string lines;
  for (const tiles::TileSource& source : *listed) {
    const bool hasKey = !source.key.empty() && !tiles::keyNamed(source.key).empty();
    const bool isForbidden = source.offline == tiles::Offline::Forbidden;
    list.push_back({{"id", source.id}, {"title", source.title}, {"levels", {source.minLevel, source.maxLevel}}, {"credit", source.credit}, {"terms", source.terms}, {"key", source.key},
                    {"key_entered", hasKey}, {"offline", !isForbidden}, {"offline_note", source.offlineNote}});
    lines += std::format("{}\t{}\t{}–{}\t{}\t{}\n", source.id, source.title, source.minLevel, source.maxLevel,
                         source.key.empty() ? session.words("不需要密钥", "no key") : hasKey ? session.words("已登记密钥", "key entered") : session.words("需要密钥", "needs a key"),
                         isForbidden ? session.words("不许离线下载", "not to be taken along") : source.terms);
  }
  session.answer({{"maps", list}}, lines);
  return session.exitCode = Done;
}

/// From the standard input: on the command line others would see it.
int key(Session& session, const OfflineOptions& options) {
  std::string word;
  if (!options.forget) std::getline(std::cin, word);
  word.erase(std::ranges::remove_if(word, [](unsigned char c) { return std::isspace(c); }).begin(), word.end());
  if (!options.forget && word.empty()) return session.fail({ErrorCode::Usage, {}, {"offline key NAME < FILE"}, {}});
  tiles::keepKey(options.name, word);
  const bool isThere = !tiles::keyNamed(options.name).empty();
  session.answer({{"key", options.name}, {"entered", isThere}},
                 (isThere ? session.words("已登记，只存在本机本用户的设置里。", "Entered; it is kept in this user's settings on this computer only.") : session.words("已删除。", "Forgotten.")) + "\n");
  return session.exitCode = Done;
}

Result<tiles::TileSource> mapNamed(const Session& session, const std::string& name) {
  auto source = onlineSource(name, session.language);
  if (!source) return std::unexpected(std::move(source).error());
  if (!*source) return failure(ErrorCode::OnlineUnknown, {}, {}, {name});
  return std::move(**source);
}

Result<std::vector<Geometry>> areaAsked(const Session& session, const OfflineOptions& options) {
  if (!options.bbox.empty()) {
    const auto box = parseBox(options.bbox);
    if (!box || !(box->minY > -90 && box->maxY < 90))
      return failure(ErrorCode::Usage, {}, options.bbox, {"--bbox W,S,E,N"});
    return std::vector{tiles::areaOf(*box)};
  }
  if (options.survey.empty() || options.area.empty()) return failure(ErrorCode::Usage, {}, {}, {"--bbox W,S,E,N | --survey DIR --area NAME"});
  auto survey = session.openForReading(options.survey);
  if (!survey) return std::unexpected(std::move(survey).error());
  return survey::shapesNamed(survey->reader(), options.area);
}

Json jsonOf(const tiles::OfflineArea& area) {
  return {{"area", area.id}, {"title", area.title}, {"levels", {area.minLevel, area.maxLevel}}, {"bbox", {area.lonLat.minX, area.lonLat.minY, area.lonLat.maxX, area.lonLat.maxY}},
          {"tiles", area.tiles}, {"stored", area.stored}, {"bytes", area.bytes}};
}

int fetchAndTell(Session& session, tiles::TileService& service, const std::shared_ptr<tiles::TileFeed>& feed, std::int64_t id) {
  const auto progress = session.progress(session.words("取图块", "Fetching"));
  const auto done = tiles::fetchArea(service.fetcher(), feed, id, [&](std::int64_t there, std::int64_t all) { if (progress) progress(static_cast<double>(there) / static_cast<double>(std::max<std::int64_t>(all, 1))); },
                                     Session::stopToken());
  const auto areas = feed->store().areas();
  const auto area = std::ranges::find(areas, id, &tiles::OfflineArea::id);
  if (!done) {
    if (area != areas.end())
      session.say(session.words(std::format("继续：suyuan offline resume {} {}", feed->source().id, id), std::format("To go on: suyuan offline resume {} {}", feed->source().id, id)));
    return session.fail(done.error());
  }
  session.answer(jsonOf(*area), session.words(std::format("“{}”已备齐：{} 个图块，{}（编号 {}）。\n", area->title, area->tiles, megabytes(area->bytes), id),
                                              std::format("{} is there: {} tiles, {} (area {}).\n", area->title, area->tiles, megabytes(area->bytes), id)));
  return session.exitCode = Done;
}

Result<> keyIsThere(const tiles::TileFeed& feed) {
  if (feed.isKeyMissing()) return failure(ErrorCode::TileKeyMissing, {}, {}, {feed.source().title, feed.source().key, feed.source().keyPage});
  return {};
}

int take(Session& session, const OfflineOptions& options) {
  auto source = mapNamed(session, options.map);
  if (!source) return session.fail(source.error());
  auto area = areaAsked(session, options);
  if (!area) return session.fail(area.error());
  tiles::TileService service;
  const auto feed = service.feedOf(*source);
  auto plan = tiles::planOffline(*feed, *area, options.from, options.to, options.margin, Session::stopToken());
  if (!plan) return session.fail(plan.error());
  const std::string size = session.words(std::format("{} 个图块，其中 {} 个已有，约需下载 {}", plan->tiles.size(), plan->stored, megabytes(plan->bytes)),
                                         std::format("{} tiles, {} of them there already, about {} to fetch", plan->tiles.size(), plan->stored, megabytes(plan->bytes)));
  if (options.dry) {
    session.answer({{"tiles", plan->tiles.size()}, {"stored", plan->stored}, {"bytes", plan->bytes}, {"levels", {plan->minLevel, plan->maxLevel}}}, size + "\n");
    return session.exitCode = Done;
  }
  if (source->offline == tiles::Offline::ByOwnRight && !options.permitted) {
    if (!source->offlineNote.empty()) session.say(source->offlineNote);
    return session.fail({ErrorCode::Usage, {}, {session.words("--permitted（确认有离线使用的许可）", "--permitted (you may use it offline)")}, {}});
  }
  if (auto there = keyIsThere(*feed); !there) return session.fail(there.error());
  session.say(size);
  const std::string title = !options.title.empty() ? options.title : !options.area.empty() ? options.area : options.bbox;
  auto added = feed->store().addArea({.title = title, .minLevel = plan->minLevel, .maxLevel = plan->maxLevel, .lonLat = plan->lonLat, .source = tiles::toJson(*source)}, plan->tiles);
  if (!added) return session.fail(added.error());
  return fetchAndTell(session, service, feed, added->id);
}

int resume(Session& session, const OfflineOptions& options) {
  auto kept = tiles::keptAreas(tiles::tilesFolder());
  const auto found = std::ranges::find_if(kept, [&](const tiles::KeptArea& one) { return one.area.id == options.id && one.source.id == options.map; });
  if (found == kept.end()) return session.fail({ErrorCode::OnlineUnknown, {}, {std::format("{} {}", options.map, options.id)}, {}});
  tiles::TileService service;
  const auto feed = service.feedOf(found->source);
  if (auto there = keyIsThere(*feed); !there) return session.fail(there.error());
  return fetchAndTell(session, service, feed, options.id);
}

int areas(Session& session) {
  Json list = Json::array();
  std::string lines;
  for (const auto& [source, area] : tiles::keptAreas(tiles::tilesFolder())) {
    Json one{{"map", source.id}, {"map_title", source.title}};
    one.update(jsonOf(area));
    list.push_back(std::move(one));
    lines += std::format("{} {}\t{}\t{}\t{}–{}\t{}/{}\t{}\n", source.id, area.id, area.title, source.title, area.minLevel, area.maxLevel, area.stored, area.tiles, megabytes(area.bytes));
  }
  session.answer({{"areas", list}}, lines.empty() ? session.words("没有离线区域。\n", "No areas were taken along.\n") : lines);
  return session.exitCode = Done;
}

int removeOne(Session& session, const OfflineOptions& options) {
  auto kept = tiles::keptAreas(tiles::tilesFolder());
  const auto found = std::ranges::find_if(kept, [&](const tiles::KeptArea& one) { return one.area.id == options.id && one.source.id == options.map; });
  if (found == kept.end()) return session.fail({ErrorCode::OnlineUnknown, {}, {std::format("{} {}", options.map, options.id)}, {}});
  tiles::TileService().feedOf(found->source)->store().removeArea(options.id);
  session.answer({{"removed", options.id}}, session.words(std::format("已删除“{}”。\n", found->area.title), std::format("{} was removed.\n", found->area.title)));
  return session.exitCode = Done;
}

} // namespace

void addOffline(CLI::App& app, Session& session) {
  auto options = std::make_shared<OfflineOptions>();
  CLI::App* verb = addVerb(app, "offline", "Online maps: their list, keys, and areas taken along for places without a network");
  verb->require_subcommand(1);
  addVerb(*verb, "maps", "Online maps that the program knows")->callback([&session] { maps(session); });
  CLI::App* word = addVerb(*verb, "key", "Enter a map's key, read from the standard input");
  word->add_option("NAME", options->name, "Name of the key, as maps shows it")->required();
  word->add_flag("--forget", options->forget, "Forget it");
  word->callback([options, &session] { key(session, *options); });
  CLI::App* taking = addVerb(*verb, "take", "Take an area along");
  taking->add_option("MAP", options->map, "Id, or an address with {z}, {x} and {y}")->required();
  taking->add_option("--bbox", options->bbox, "W,S,E,N in degrees");
  taking->add_option("--survey", options->survey, "Folder of the survey that has the area");
  taking->add_option("--area", options->area, "Code or name of a division, or name of a water");
  taking->add_option("--margin", options->margin, "Metres around")->check(CLI::Range(0.0, 100'000.0));
  taking->add_option("--from", options->from, "First level")->required()->check(CLI::Range(0, 22));
  taking->add_option("--to", options->to, "Last level")->required()->check(CLI::Range(0, 22));
  taking->add_option("--title", options->title, "What it is called in the list");
  taking->add_flag("--dry-run", options->dry, "Only say how many tiles it has and how large they are");
  taking->add_flag("--permitted", options->permitted, "You have the right to use the map offline");
  taking->callback([options, &session] { take(session, *options); });
  addVerb(*verb, "areas", "Areas that were taken along, with what is there of them")->callback([&session] { areas(session); });
  for (const bool isResume : {true, false}) {
    CLI::App* one = addVerb(*verb, isResume ? "resume" : "remove", isResume ? "Fetch what an area still lacks" : "Remove an area and its tiles");
    one->add_option("MAP", options->map, "Id of the map, as areas shows it")->required();
    one->add_option("AREA", options->id, "Number of the area")->required();
    one->callback([options, &session, isResume] { isResume ? resume(session, *options) : removeOne(session, *options); });
  }
}

} // namespace suyuan::cli
