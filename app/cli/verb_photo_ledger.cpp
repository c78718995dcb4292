// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/photo_work.h"
#include "app/cli/verbs.h"
#include "app/text/placing_text.h"
#include "core/media/missing_views.h"
#include "core/sync/folder_hub.h"

#include <algorithm>
#include <format>

namespace suyuan::cli {

namespace {

struct LedgerAsked {
  std::string folder, hub;
  std::vector<std::string> cameras;
  bool quick = false;
};

Json jsonOfSum(const media::LedgerSum& sum, const media::Ledger& ledger) {
  return {{"taken", sum.taken}, {"stored", sum.stored}, {"sent", ledger.hubAsked ? Json(sum.sent) : Json(nullptr)}, {"confirmed", ledger.confirmAsked ? Json(sum.confirmed) : Json(nullptr)},
          {"to_review", sum.toReview}};
}

std::string lineOfSum(const std::string& name, const media::LedgerSum& sum, const media::Ledger& ledger) {
  const auto or0 = [](bool asked, std::int64_t n) { return asked ? std::to_string(n) : std::string("-"); };
  return std::format("{}\t{}\t{}\t{}\t{}\t{}\n", name, sum.taken, sum.stored, or0(ledger.hubAsked, sum.sent), or0(ledger.confirmAsked, sum.confirmed), sum.toReview);
}

Json pathsOf(const std::vector<std::filesystem::path>& paths) {
  Json json = Json::array();
  for (const auto& path : paths) json.push_back(path.string());
  return json;
}

int ledger(Session& session, const LedgerAsked& asked) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const auto& rules = (*book)->photos();
  auto survey = session.openForReading(asked.folder);
  if (!survey) return session.fail(survey.error());
  std::optional<sync::FolderHub> hub;
  if (!asked.hub.empty()) {
    // The ledger only reads: a hub that is not there is not made.
    if (!std::filesystem::exists(asked.hub)) return session.fail({ErrorCode::HubMissing, {.file = asked.hub}, {}, {}});
    auto opened = sync::FolderHub::open(asked.hub);
    if (!opened) return session.fail(opened.error());
    hub.emplace(std::move(*opened));
  }
  const media::LedgerOptions options{{asked.cameras.begin(), asked.cameras.end()}, asked.quick};
  const auto progress = session.progress(session.words("核对照片", "Comparing photos"));
  auto found = media::photoLedger(*survey, hub ? &*hub : nullptr, options, inspectWith(rules),
                                  progress ? [&](std::size_t done, std::size_t all) { progress(all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all)); } : media::TakeProgress{},
                                  Session::stopToken());
  if (!found) return session.fail(found.error());
  auto views = media::viewsOfOutfalls(survey->reader(), rules.views);
  if (!views) return session.fail(views.error());

  Json teams = Json::array(), outfalls = Json::array(), faults = Json::array();
  std::string lines = session.words("\t拍摄\t已存\t已送\t已确认\t待核\n", "\ttaken\tstored\tsent\tconfirmed\tto review\n") + lineOfSum(session.words("合计", "All"), found->all, *found);
  for (const auto& [team, sum] : found->byTeam) {
    Json one{{"team", team}};
    one.update(jsonOfSum(sum, *found));
    teams.push_back(std::move(one));
    lines += lineOfSum(team.empty() ? session.words("（无队伍）", "(no team)") : team, sum, *found);
  }
  const auto title = [&](const std::string& id) {
    const auto view = std::ranges::find(rules.views, id, &rules::PhotoView::id);
    return view == rules.views.end() ? id : session.words(view->title.zh, view->title.en);
  };
  std::int64_t incomplete = 0;
  for (const media::OutfallViews& of : *views) {
    incomplete += !of.missing.empty();
    const auto sum = found->byOutfall.find(of.outfall);
    Json one{{"fid", toText(of.outfall)}, {"label", of.label}, {"team", of.team}, {"missing_views", of.missing}};
    one.update(jsonOfSum(sum == found->byOutfall.end() ? media::LedgerSum{} : sum->second, *found));
    outfalls.push_back(std::move(one));
    std::string missing;
    for (const std::string& id : of.missing) missing += (missing.empty() ? "" : ", ") + title(id);
    if (!missing.empty()) lines += std::format("  {}\t{} {}\t{} {}\n", of.label, of.photos, session.words("张", "photo(s)"), session.words("缺", "missing:"), missing);
  }
  for (const media::LedgerFault& fault : found->faults) {
    faults.push_back({{"fid", toText(fault.photo)}, {"file", fault.fileName}, {"sha256", fault.sha256}, {"team", fault.team}, {"stored", media::fileStateKey(fault.file)},
                      {"sent", found->hubAsked ? Json(fault.sent) : Json(nullptr)}, {"confirmed", found->confirmAsked ? Json(fault.confirmed) : Json(nullptr)}});
    const std::string what = fault.file == media::FileState::Missing ? session.words("原件缺失", "the stored file is missing")
                           : fault.file == media::FileState::Altered ? session.words("原件被改动", "the stored file was altered")
                           : !fault.sent ? session.words("尚未送出", "not sent yet") : session.words("汇总处的副本不对", "the hub's copy is wrong");
    lines += std::format("  ! {}\t{}\t{}\n", fault.fileName, fault.team, what);
  }
  for (const auto& file : found->notTaken) lines += "  ! " + file.string() + "\t" + session.words("相机里有，项目里没有", "on the camera, not in the survey") + "\n";
  for (const auto& file : found->orphans) lines += "  ! " + file.string() + "\t" + session.words("已存，但没有记录", "stored, but without a record") + "\n";
  lines += found->closes() ? session.words("账目相符。\n", "The ledger closes.\n") : session.words("账目不符，请先处理再离开现场。\n", "The ledger does not close: mend that before going home.\n");
  Json json = jsonOfSum(found->all, *found);
  json.update(Json{{"closes", found->closes()}, {"on_cameras", asked.cameras.empty() ? Json(nullptr) : Json(found->onCameras)}, {"not_taken", pathsOf(found->notTaken)}, {"orphans", pathsOf(found->orphans)},
                   {"incomplete_outfalls", incomplete}, {"faults", faults}, {"teams", teams}, {"outfalls", outfalls}});
  session.answer(json, lines);
  return session.exitCode = found->closes() && found->all.toReview == 0 && incomplete == 0 ? Done : LookAt;
}

} // namespace

void addPhotoLedger(CLI::App& photo, Session& session) {
  auto asked = std::make_shared<LedgerAsked>();
  CLI::App* verb = addVerb(photo, "ledger", "Photos taken, stored, sent and confirmed by hash, per team and outfall, and the views that are missing");
  verb->add_option("DIR", asked->folder, "Folder of the survey")->required();
  verb->add_option("--hub", asked->hub, "Hub that the photos were sent to");
  verb->add_option("--camera", asked->cameras, "Folder of a camera whose photos should all be in the survey; may be given again");
  verb->add_flag("--quick", asked->quick, "Compare lengths, not contents");
  verb->callback([asked, &session] { ledger(session, *asked); });
}

} // namespace suyuan::cli
