// SPDX-License-Identifier: GPL-3.0-or-later
// 专项检查: runs of sonar, drone and pipe camera, with what they went past.
#include "app/cli/verbs.h"
#include "core/media/inspections.h"
#include "core/survey/trace_survey.h"
#include "gis/backdrop/raster_file.h"

#include <algorithm>
#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct InspectionOptions {
  std::string folder, file, track, about;
  std::vector<std::string> links;
  bool keepOutside = false, noLinks = false, dryRun = false;
  double metres = 30;
  Inspection run;
};

/// What the run went over: the track of a record, else the rim of a raster that knows its place.
Result<Geometry> trackOf(store::Reader& reader, const InspectionOptions& options) {
  if (!options.track.empty()) {
    auto record = survey::findRecord(reader, options.track);
    if (!record) return std::unexpected(std::move(record).error());
    auto row = reader.row(record->layer, record->fid);
    if (!row) return std::unexpected(std::move(row).error());
    if (!*row || schemaOf(record->layer).geometry != GeometryKind::Line) return failure(ErrorCode::ValueInvalid, {.field = "--track"}, {}, {options.track});
    return std::move((*row)->geometry);
  }
  if (options.file.empty()) return Geometry{};
  auto raster = backdrop::RasterFile::open(options.file);
  if (!raster) return Geometry{}; // a video or a report: it has no place of its own
  return media::rimOf((*raster)->lonLat());
}

int add(Session& session, InspectionOptions& options) {
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto track = trackOf(survey->reader(), options);
  if (!track) return session.fail(track.error());
  media::InspectionRequest request{.run = options.run, .file = options.file, .takeIn = !options.keepOutside, .about = {}};
  request.run.geometry = std::move(*track);
  for (const std::string& name : options.links) {
    auto record = survey::findRecord(survey->reader(), name);
    if (!record) return session.fail(record.error());
    request.about.push_back({record->layer, record->fid, 0});
  }
  if (!options.noLinks) {
    auto near = media::alongTrack(survey->reader(), request.run.geometry, options.metres);
    if (!near) return session.fail(near.error());
    for (const media::NearRecord& one : *near)
      if (std::ranges::none_of(request.about, [&](const media::NearRecord& there) { return there.layer == one.layer && there.fid == one.fid; })) request.about.push_back(one);
  }
  Json about = Json::array();
  std::string lines;
  for (const media::NearRecord& one : request.about) {
    about.push_back({{"layer", layerName(one.layer)}, {"fid", toText(one.fid)}, {"metres", std::round(one.metres * 10) / 10}});
    lines += std::format("  {} {}\t{:.0f} m\n", session.language == text::Language::English ? layerName(one.layer) : layerTerm(one.layer), toText(one.fid), one.metres);
  }
  Json fids = Json::array();
  if (!options.dryRun) {
    auto added = media::addInspection(*survey, request);
    if (!added) return session.fail(added.error());
    for (const Fid fid : *added) fids.push_back(toText(fid));
  }
  session.answer({{"fids", fids}, {"about", about}, {"dry_run", options.dryRun}},
                 session.words(std::format("{}：关联 {} 项\n", options.dryRun ? "试算" : "已收入", request.about.size()),
                               std::format("{}: linked to {} records\n", options.dryRun ? "Would be taken" : "Taken", request.about.size())) +
                     lines);
  return session.exitCode = Done;
}

int list(Session& session, const InspectionOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  store::Query query{.orderBy = "started_at"};
  if (!options.about.empty()) {
    auto record = survey::findRecord(survey->reader(), options.about);
    if (!record) return session.fail(record.error());
    const char* column = record->layer == Layer::Reaches ? "reach_fid" : record->layer == Layer::Candidates ? "candidate_fid" : record->layer == Layer::Channels ? "channel_fid" : "about_outfall";
    query.equals = {{column, toValue(record->fid)}};
  }
  auto all = survey->reader().all<Inspection>(query);
  if (!all) return session.fail(all.error());
  Json json = Json::array();
  std::string lines;
  std::size_t gone = 0;
  for (const Inspection& one : *all) {
    const auto file = media::fileOf(one, survey->folder());
    const bool isGone = !one.sha256.empty() && file.empty();
    gone += isGone;
    json.push_back({{"fid", toText(one.fid)}, {"name", one.name}, {"kind", one.kind}, {"started_at", one.startedAt}, {"team", one.team}, {"found", one.found}, {"sha256", one.sha256},
                    {"file", file.string()}, {"file_gone", isGone}});
    lines += std::format("{}\t{}\t{}\t{}{}\n", one.kind, one.name, one.startedAt.substr(0, 16), one.found, isGone ? session.words("\t! 文件不见了", "\t! its file is gone") : "");
  }
  session.answer({{"inspections", std::move(json)}, {"files_gone", gone}}, lines);
  return session.exitCode = gone == 0 ? Done : LookAt;
}

} // namespace

void addInspection(CLI::App& app, Session& session) {
  auto options = std::make_shared<InspectionOptions>();
  CLI::App* verb = addVerb(app, "inspection", "Runs of side-scan sonar, drone and pipe camera, linked to what they went past");
  verb->require_subcommand(1);
  std::string kinds;
  for (const std::string_view kind : media::inspectionKinds()) kinds += (kinds.empty() ? "" : ", ") + std::string(kind);
  CLI::App* one = addVerb(*verb, "add", "Take a run: its file, its track, what it is about");
  one->add_option("DIR", options->folder, "Folder of the survey")->required();
  one->add_option("FILE", options->file, "Raster, video, sound or report; none when only the track is known");
  one->add_option("--kind", options->run.kind, "One of " + kinds)->required();
  one->add_option("--name", options->run.name, "The file's name when not given");
  one->add_option("--track", options->track, "Track of the survey, as LAYER:FIELD=VALUE; a raster that knows its place needs none");
  one->add_option("--within", options->metres, "Metres from the track within which records are linked")->check(CLI::Range(0.0, 1000.0));
  one->add_option("--about", options->links, "Records that it is about, as LAYER:FIELD=VALUE, beside those near the track");
  one->add_flag("--no-links", options->noLinks, "Link only what --about names");
  one->add_flag("--keep-outside", options->keepOutside, "Leave the file where it is; its digest is kept");
  one->add_option("--team", options->run.team, "Who made it");
  one->add_option("--device", options->run.device, "With what");
  one->add_option("--started", options->run.startedAt, "UTC, 2026-05-12T01:30:00.000Z");
  one->add_option("--ended", options->run.endedAt, "UTC");
  one->add_option("--found", options->run.found, "What it showed");
  one->add_flag("--dry-run", options->dryRun, "Say what would be linked, take nothing");
  one->callback([options, &session] { add(session, *options); });
  CLI::App* all = addVerb(*verb, "list", "Runs of the survey, or of one record");
  all->add_option("DIR", options->folder, "Folder of the survey")->required();
  all->add_option("--about", options->about, "Reach, candidate, channel or outfall, as LAYER:FIELD=VALUE");
  all->callback([options, &session] { list(session, *options); });
}

} // namespace suyuan::cli
