// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/text/error_text.h"
#include "core/media/media_folder.h"
#include "core/media/photo_marks.h"
#include "core/media/review_photos.h"
#include "gis/media/picture_copy.h"

#include <format>
#include <map>

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
  std::error_code error;
  std::filesystem::create_directories(asked.to, error);
  if (error) return session.fail({ErrorCode::FileUnwritable, {.file = asked.to}, {}, error.message()});

  const media::MediaFolder folder(survey->media());
  std::map<std::string, int> numbers;
  Json files = Json::array(), warnings = Json::array();
  std::string lines;
  for (const Photo& photo : *photos) {
    std::optional<Outfall> outfall;
    if (photo.outfallFid.isSet()) {
      auto found = survey->reader().get<Outfall>(photo.outfallFid);
      if (!found) return session.fail(found.error());
      outfall = std::move(*found);
    }
    const Outfall* of = outfall ? &*outfall : nullptr;
    const std::filesystem::path to = std::filesystem::path(asked.to) / (media::copyName(photo, of, ++numbers[media::copyName(photo, of, 0)]) + ".jpg");
    media::CopyOptions options{.edge = asked.edge};
    options.marks = media::parseMarks(photo.marks);
    if (!asked.plain) options.watermark = media::watermarkOf(photo, of);
    const auto from = folder.fileOf(photo.sha256);
    const auto done = from.empty() ? Result<>(failure(ErrorCode::FileNotFound, {.file = photo.fileName})) : media::writeCopy(from, to, options);
    if (done) {
      files.push_back(to.string());
      lines += to.filename().string() + "\n";
      continue;
    }
    // One photo that cannot be copied keeps none of the others back.
    const std::string sentence = text::sentence(done.error(), session.language);
    session.say(sentence);
    warnings.push_back({{"photo", toText(photo.fid)}, {"file", photo.fileName}, {"key", std::string(errorKey(done.error().code))}, {"message", sentence}});
  }
  session.answer({{"written", files.size()}, {"photos", photos->size()}, {"files", files}, {"warnings", warnings}}, lines);
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
