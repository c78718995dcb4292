// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "core/media/likening.h"
#include "core/media/likeness.h"
#include "core/model/photo.h"
#include "gis/media/thumbnail_store.h"

#include <format>

namespace suyuan::cli {

namespace {

struct LikeAsked {
  std::string folder;
  int within = media::nearlyTheSame;
  bool fill = false;
};

int like(Session& session, const LikeAsked& asked) {
  auto survey = asked.fill ? session.openForWriting(asked.folder) : session.openForReading(asked.folder);
  if (!survey) return session.fail(survey.error());
  std::int64_t filled = 0;
  if (asked.fill) {
    const auto progress = session.progress(session.words("计算感知摘要", "Looking at photos"));
    auto given = media::fillLikeness(*survey, media::likenIn(survey->cache() / "thumbnails"),
                                     progress ? [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); } : media::LikenProgress{},
                                     Session::stopToken());
    if (!given) return session.fail(given.error());
    filled = *given;
  }
  auto lacking = survey->reader().count(Layer::Photos, {.where = "(likeness IS NULL OR likeness = '') AND (media_kind IS NULL OR media_kind = '')"});
  if (!lacking) return session.fail(lacking.error());
  auto pairs = media::likePhotos(survey->reader(), asked.within);
  if (!pairs) return session.fail(pairs.error());
  Json list = Json::array();
  std::string lines;
  for (const media::LikePhotos& pair : *pairs) {
    Json one{{"bits", pair.apart}, {"photos", Json::array()}};
    lines += std::format("{}", pair.apart);
    for (const Fid fid : {pair.first, pair.second}) {
      auto photo = survey->reader().get<Photo>(fid);
      if (!photo) return session.fail(photo.error());
      if (!*photo) continue;
      one["photos"].push_back({{"fid", toText(fid)}, {"file", (*photo)->fileName}, {"outfall_fid", (*photo)->outfallFid.isSet() ? Json(toText((*photo)->outfallFid)) : Json(nullptr)}, {"taken_at", (*photo)->takenAt}});
      lines += std::format("\t{} {}", toText(fid), (*photo)->fileName);
    }
    lines += '\n';
    list.push_back(std::move(one));
  }
  if (*lacking > 0) session.say(session.words(std::format("{} 张照片没有感知摘要，没有比较；用 --fill 补算。", *lacking), std::format("{} photo(s) have no likeness and were not compared; --fill makes it.", *lacking)));
  session.answer({{"filled", filled}, {"without_likeness", *lacking}, {"pairs", list}}, lines.empty() ? session.words("没有近似的照片。\n", "No photos are near-identical.\n") : lines);
  return session.exitCode = pairs->empty() ? Done : LookAt;
}

} // namespace

void addPhotoLike(CLI::App& photo, Session& session) {
  auto asked = std::make_shared<LikeAsked>();
  CLI::App* verb = addVerb(photo, "like", "Pairs of photos that look almost the same, nearest first");
  verb->add_option("DIR", asked->folder, "Folder of the survey")->required();
  verb->add_option("--within", asked->within, "Bits of 64 that may differ")->check(CLI::Range(0, 15))->capture_default_str();
  verb->add_flag("--fill", asked->fill, "First give their likeness to photos that have none");
  verb->callback([asked, &session] { like(session, *asked); });
}

} // namespace suyuan::cli
