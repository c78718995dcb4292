// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/pages/photo_copies.h"
#include "app/text/error_text.h"
#include "core/media/photo_marks.h"
#include "core/media/review_photos.h"

#include <format>

namespace suyuan::cli {

namespace {

struct ExportAsked {
  std::string folder, to, outfall;
  bool plain = false;
  int edge = 0;
};

int exportPhotos(Session& session, const ExportAsked& asked) {
  auto survey = session.openForReading(asked.folder);
  if (!survey) return session.fail(survey.error());
  store::Query query;
  if (!asked.outfall.empty()) {
    auto target = media::targetNamed(survey->reader(), asked.outfall);
    if (!target) return session.fail(target.error());
    query.equals = {{target->first == Layer::Outfalls ? "outfall_fid" : "candidate_fid", toValue(target->second)}};
  }
  auto photos = survey->reader().all<Photo>(query);
  if (!photos) return session.fail(photos.error());
  auto copies = pages::writePhotoCopies(survey->reader(), survey->media(), *photos, asked.to, {.watermark = !asked.plain, .edge = asked.edge}, {}, Session::stopToken());
  if (!copies) return session.fail(copies.error());
  Json files = Json::array(), warnings = Json::array();
  std::string lines;
  for (const auto& file : copies->files) {
    files.push_back(file.string());
    lines += file.filename().string() + "\n";
  }
  for (const auto& [photo, error] : copies->failed) {
    const std::string sentence = text::sentence(error, session.language);
    session.say(sentence);
    warnings.push_back({{"photo", toText(photo.fid)}, {"file", photo.fileName}, {"key", std::string(errorKey(error.code))}, {"message", sentence}});
  }
  if (copies->notPhotos > 0)
    session.say(session.words(std::format("{} 个视频或录音没有另存副本；原件在 media/ 里。", copies->notPhotos), std::format("{} video(s) or recording(s) have no copies; the originals are in media/.", copies->notPhotos)));
  session.answer({{"written", files.size()}, {"photos", photos->size()}, {"not_photos", copies->notPhotos}, {"files", files}, {"warnings", warnings}}, lines);
  return session.exitCode = warnings.empty() ? Done : LookAt;
}

struct MarkAsked {
  std::string folder, photo, words;
  std::vector<double> arrow, at;
  bool clear = false;
};

int mark(Session& session, const MarkAsked& asked) {
  const auto fid = parseFid(asked.photo);
  if (!fid) return session.fail({ErrorCode::RecordMissing, {.layer = "photos"}, {asked.photo}, {}});
  auto survey = session.openForWriting(asked.folder);
  if (!survey) return session.fail(survey.error());
  auto photo = survey->reader().get<Photo>(*fid);
  if (!photo) return session.fail(photo.error());
  if (!*photo) return session.fail({ErrorCode::RecordMissing, {.layer = "photos"}, {asked.photo}, {}});
  auto marks = asked.clear ? std::vector<media::PhotoMark>{} : media::parseMarks((*photo)->marks);
  using Kind = media::PhotoMark::Kind;
  if (!asked.arrow.empty()) marks.push_back({Kind::Arrow, asked.arrow[0], asked.arrow[1], asked.arrow[2], asked.arrow[3], asked.words});
  else if (!asked.at.empty()) marks.push_back({Kind::Text, asked.at[0], asked.at[1], 0, 0, asked.words});
  auto entry = survey->edit("标注照片", [&](store::Edit& edit) { return edit.setField(Layer::Photos, *fid, "marks", toValue(media::marksText(marks))); });
  if (!entry) return session.fail(entry.error());
  session.answer({{"photo", toText(*fid)}, {"marks", marks.size()}}, session.words(std::format("共 {} 处标注；原件没有改动。\n", marks.size()), std::format("{} mark(s); the original is untouched.\n", marks.size())));
  return session.exitCode = Done;
}

} // namespace

void addPhotoExport(CLI::App& photo, Session& session) {
  auto asked = std::make_shared<ExportAsked>();
  CLI::App* verb = addVerb(photo, "export", "Copies of photos with their marks and a watermark (code, name, time, position); the originals are only read");
  verb->add_option("DIR", asked->folder, "Folder of the survey")->required();
  verb->add_option("OUT", asked->to, "Folder for the copies; nothing in it is overwritten")->required();
  verb->add_option("--outfall", asked->outfall, "Only those of this outfall or candidate (code or fid)");
  verb->add_flag("--plain", asked->plain, "Without the watermark");
  verb->add_option("--edge", asked->edge, "Longest side in pixels; as large as the original when not given")->check(CLI::Range(16, 30'000));
  verb->callback([asked, &session] { exportPhotos(session, *asked); });

  auto marked = std::make_shared<MarkAsked>();
  CLI::App* draw = addVerb(photo, "mark", "Mark a photo with an arrow or words; kept in its record, drawn on copies only");
  draw->add_option("DIR", marked->folder, "Folder of the survey")->required();
  draw->add_option("PHOTO", marked->photo, "The photo's fid")->required();
  auto* arrow = draw->add_option("--arrow", marked->arrow, "X1,Y1,X2,Y2 as shares of width and height, from the upper left")->delimiter(',')->expected(4)->check(CLI::Range(0.0, 1.0));
  auto* at = draw->add_option("--at", marked->at, "X,Y of words alone")->delimiter(',')->expected(2)->check(CLI::Range(0.0, 1.0));
  auto* words = draw->add_option("--text", marked->words, "Words");
  draw->add_flag("--clear", marked->clear, "Take the marks that are there away first");
  arrow->excludes(at);
  at->needs(words);
  draw->callback([marked, &session] {
    if (marked->arrow.empty() && marked->at.empty() && !marked->clear) throw CLI::RequiredError("--arrow, --at or --clear");
    mark(session, *marked);
  });
}

} // namespace suyuan::cli
