// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/text/placing_text.h"
#include "core/media/review_photos.h"

#include <format>

namespace suyuan::cli {

namespace {

struct PutAsked {
  std::string folder, photo, target, kind;
};

int review(Session& session, const std::string& folder) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(folder);
  if (!survey) return session.fail(survey.error());
  auto waiting = media::photosToReview(survey->reader(), (*book)->photos().limits);
  if (!waiting) return session.fail(waiting.error());
  Json photos = Json::array();
  std::string lines;
  for (const media::PhotoToReview& one : *waiting) {
    Json json{{"fid", toText(one.photo.fid)}, {"file", one.photo.fileName}, {"taken_at", one.photo.takenAt}, {"team", one.photo.team}, {"why", text::placingText(one.placing.reasons, session.language)},
              {"targets", Json::array()}};
    lines += std::format("{}\t{}\t{}\t{}\n", toText(one.photo.fid), one.photo.fileName, one.photo.takenAt, text::placingText(one.placing.reasons, session.language));
    for (const media::PhotoTarget& target : one.placing.targets) {
      json["targets"].push_back(jsonOf(target, session));
      lines += std::format("  {:3.0f} %\t{}\t{}\t{}\n", target.share * 100, toText(target.fid), target.label, text::placingText(target.reasons, session.language));
    }
    photos.push_back(std::move(json));
  }
  session.answer({{"to_review", waiting->size()}, {"photos", photos}}, lines);
  return session.exitCode = waiting->empty() ? Done : LookAt;
}

int put(Session& session, const PutAsked& asked) {
  const auto photo = parseFid(asked.photo);
  if (!photo) return session.fail({ErrorCode::RecordMissing, {.layer = "photos"}, {asked.photo}, {}});
  auto survey = session.openForWriting(asked.folder);
  if (!survey) return session.fail(survey.error());
  auto target = media::targetNamed(survey->reader(), asked.target);
  if (!target) return session.fail(target.error());
  if (auto done = media::putPhoto(*survey, *photo, target->first, target->second, asked.kind); !done) return session.fail(done.error());
  session.answer({{"photo", toText(*photo)}, {"layer", layerName(target->first)}, {"fid", toText(target->second)}},
                 session.words("已归位。\n", "Put to its place.\n"));
  return session.exitCode = Done;
}

} // namespace

void addPhotoReview(CLI::App& photo, Session& session) {
  auto folder = std::make_shared<std::string>();
  CLI::App* list = addVerb(photo, "review", "Photos whose outfall is not certain, with what they may show and why");
  list->add_option("DIR", *folder, "Folder of the survey")->required();
  list->callback([folder, &session] { review(session, *folder); });
  auto asked = std::make_shared<PutAsked>();
  CLI::App* verb = addVerb(photo, "put", "Put a photo to an outfall or candidate by hand");
  verb->add_option("DIR", asked->folder, "Folder of the survey")->required();
  verb->add_option("PHOTO", asked->photo, "The photo's fid")->required();
  verb->add_option("TARGET", asked->target, "Code or fid of an outfall, or fid of a candidate")->required();
  verb->add_option("--kind", asked->kind, "Kind of the photo (近景 …)");
  verb->callback([asked, &session] { put(session, *asked); });
}

} // namespace suyuan::cli
