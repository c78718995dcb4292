// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/text/error_text.h"
#include "app/text/placing_text.h"
#include "core/media/media_folder.h"
#include "gis/media/inspect_photo.h"
#include "gis/media/thumbnail_store.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

media::Inspect inspectWith(const rules::PhotoRules& rules) {
  return [editors = rules.editors, clockOff = std::chrono::milliseconds{std::llround(rules.limits.clockOffS * 1000)}](const std::filesystem::path& file) {
    return media::inspectPhoto(file, {editors, clockOff});
  };
}

Json jsonOf(const media::PhotoTarget& target, const Session& session) {
  return {{"layer", layerName(target.layer)},
          {"fid", toText(target.fid)},
          {"label", target.label},
          {"distance_m", target.distanceM < 0 ? Json(nullptr) : Json(std::round(target.distanceM * 10) / 10)},
          {"share", std::round(target.share * 1000) / 1000},
          {"why", text::placingText(target.reasons, session.language)}};
}

namespace {

struct TakeAsked {
  std::string folder, from;
  bool orphans = false;
  media::TakeOptions options;
};

Json jsonOfTaken(const media::TakenFile& taken, const Session& session) {
  Json json{{"file", taken.file.string()}, {"media", media::mediaKindKey(taken.facts.kind)}, {"outcome", media::takeOutcomeKey(taken.outcome)}, {"sha256", taken.sha256}};
  if (taken.photo.isSet()) json["fid"] = toText(taken.photo);
  if (!taken.sameAs.empty()) json["same_as"] = taken.sameAs.string();
  if (taken.outcome == media::TakeOutcome::Failed)
    json["error"] = {{"key", std::string(errorKey(taken.error.code))}, {"message", text::sentence(taken.error, session.language)}};
  if (taken.outcome != media::TakeOutcome::Taken) return json;
  if (taken.facts.duration) json["duration_s"] = *taken.facts.duration;
  json["placing"] = taken.placing.state == media::PlacingState::Sure ? "sure" : "review";
  json["why"] = text::placingText(taken.placing.reasons, session.language);
  json["targets"] = Json::array();
  for (const media::PhotoTarget& target : taken.placing.targets) json["targets"].push_back(jsonOf(target, session));
  json["faults"] = Json::array();
  for (const media::PhotoFaultFound& fault : taken.facts.faults) json["faults"].push_back(media::faultKey(fault.fault));
  return json;
}

std::string lineOfTaken(const media::TakenFile& taken, const Session& session) {
  using enum media::TakeOutcome;
  std::string line = taken.file.filename().string() + "\t";
  switch (taken.outcome) {
  case Recorded: return line + session.words("已在项目中", "in the survey already") + "\n";
  case Twice: return line + session.words("与 ", "same bytes as ") + taken.sameAs.filename().string() + session.words(" 内容相同，只存一份", ": kept once") + "\n";
  case Restored: return line + session.words("原件曾缺失或被改动，已恢复", "its stored file was missing or altered, and is restored") + "\n";
  case NotMedia: return line + session.words("不是照片、视频或录音，未收入", "neither picture nor video nor sound: left") + "\n";
  case Failed: return line + text::sentence(taken.error, session.language) + "\n";
  case Taken: break;
  }
  std::vector<media::PlacingReason> why = taken.placing.reasons;
  if (!taken.placing.targets.empty()) why.insert(why.end(), taken.placing.targets.front().reasons.begin(), taken.placing.targets.front().reasons.end());
  const std::string place = taken.placing.targets.empty() ? session.words("无", "none") : taken.placing.targets.front().label;
  line += taken.placing.state == media::PlacingState::Sure ? place : session.words("待核：", "to review: ") + place;
  return line + "\t" + text::placingText(why, session.language) + "\n";
}

int take(Session& session, const TakeAsked& asked) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = asked.options.dryRun ? session.openForReading(asked.folder) : session.openForWriting(asked.folder);
  if (!survey) return session.fail(survey.error());
  auto files = asked.orphans ? media::orphansOf(*survey) : media::filesBelow(asked.from);
  if (!files) return session.fail(files.error());
  const auto progress = session.progress(session.words("收入照片", "Taking photos"));
  media::TakeOptions options = asked.options;
  options.liken = media::likenIn(survey->cache() / "thumbnails");
  auto report = media::takePhotos(*survey, *files, inspectWith((*book)->photos()), (*book)->photos(), options,
                                  progress ? [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); } : media::TakeProgress{},
                                  Session::stopToken());
  if (!report) return session.fail(report.error());
  auto orphans = media::orphansOf(*survey);
  if (!orphans) return session.fail(orphans.error());

  using enum media::TakeOutcome;
  Json photos = Json::array();
  std::string lines;
  std::int64_t toReview = 0;
  for (const media::TakenFile& taken : report->files) {
    toReview += taken.outcome == Taken && taken.placing.state == media::PlacingState::Review;
    photos.push_back(jsonOfTaken(taken, session));
    lines += lineOfTaken(taken, session);
  }
  const auto count = [&](media::TakeOutcome outcome) { return report->count(outcome); };
  lines += session.words(std::format("收入 {}，已有 {}，重复 {}，恢复 {}，待核 {}，不是照片 {}，失败 {}\n", count(Taken), count(Recorded), count(Twice), count(Restored), toReview, count(NotMedia), count(Failed)),
                         std::format("Taken {}, there before {}, twice {}, restored {}, to review {}, no photos {}, failed {}\n", count(Taken), count(Recorded), count(Twice), count(Restored), toReview,
                                     count(NotMedia), count(Failed)));
  if (!orphans->empty())
    lines += session.words(std::format("media/ 里有 {} 个文件没有记录；用 suyuan photo take {} --orphans 收入。\n", orphans->size(), asked.folder),
                           std::format("{} file(s) of media/ have no record; suyuan photo take {} --orphans takes them in.\n", orphans->size(), asked.folder));
  const bool stopped = report->files.size() < files->size();
  if (stopped) session.say(session.words("已中断，已收入的都在。", "Stopped; what was taken stays."));
  session.answer({{"dry_run", asked.options.dryRun}, {"taken", count(Taken)}, {"recorded", count(Recorded)}, {"twice", count(Twice)}, {"restored", count(Restored)}, {"to_review", toReview},
                  {"not_media", count(NotMedia)}, {"failed", count(Failed)}, {"stopped", stopped}, {"entries", report->entries}, {"orphans", orphans->size()}, {"photos", photos}},
                 lines);
  return session.exitCode = toReview > 0 || count(Failed) > 0 || count(Restored) > 0 || stopped || !orphans->empty() ? LookAt : Done;
}

} // namespace

void addPhotoTake(CLI::App& photo, Session& session) {
  auto asked = std::make_shared<TakeAsked>();
  CLI::App* verb = addVerb(photo, "take", "Take photos, videos and sound into a survey, each put to its outfall by place and time");
  verb->add_option("DIR", asked->folder, "Folder of the survey")->required();
  auto* from = verb->add_option("FOLDER", asked->from, "Folder of the camera, or one file; it is only read");
  auto* orphans = verb->add_flag("--orphans", asked->orphans, "Take in the files of media/ that have no record");
  from->excludes(orphans);
  verb->add_option("--team", asked->options.team, "Whose photos they are");
  verb->add_option("--kind", asked->options.kind, "Kind of all of them (近景 …); else by the names of files and folders");
  verb->add_option("--batch", asked->options.perEntry, "Photos of one journal entry")->check(CLI::Range(1, 10'000))->capture_default_str();
  verb->add_flag("--dry-run", asked->options.dryRun, "Say what would be done, and do nothing");
  verb->callback([asked, from, &session] {
    if (!asked->orphans && from->count() == 0) throw CLI::RequiredError("FOLDER or --orphans");
    take(session, *asked);
  });
}

} // namespace suyuan::cli
