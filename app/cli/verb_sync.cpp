// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <format>

namespace suyuan::cli {

namespace {

Json jsonOfConflict(const sync::Conflict& conflict) {
  const auto text = [](const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); };
  return {{"id", conflict.id},
          {"kind", std::string(sync::conflictKindKey(conflict.kind))},
          {"layer", std::string(layerName(conflict.layer))},
          {"fid", toText(conflict.fid)},
          {"field", conflict.field},
          {"base", text(conflict.base)},
          {"mine", text(conflict.mine)},
          {"theirs", text(conflict.theirs)},
          {"mine_by", conflict.mineBy},
          {"theirs_by", conflict.theirsBy},
          {"code", conflict.code}};
}

int syncFolders(Session& session, const std::string& folder, const std::string& hubFolder) {
  auto hub = sync::FolderHub::open(hubFolder);
  if (!hub) return session.fail(hub.error());
  // A folder that is not there yet becomes a new copy of the hub's survey.
  if (!std::filesystem::exists(folder)) {
    auto joined = sync::joinSurvey(*hub, folder, {}, {}, Session::stopToken());
    if (!joined) return session.fail(joined.error());
    session.say(session.words("已建立副本：", "New copy: ") + folder);
  }
  auto survey = session.openForWriting(folder);
  if (!survey) return session.fail(survey.error());
  auto report = sync::syncWith(*survey, *hub, {}, Session::stopToken());
  if (!report) return session.fail(report.error());
  Json conflicts = Json::array();
  std::string lines = std::format("{} {}, {} {}, {} {} ({})\n", session.words("送出", "Sent"), report->sent,
                                  session.words("收到", "received"), report->received, session.words("冲突", "conflicts"),
                                  report->conflicts.size(), report->openConflicts);
  for (const sync::Conflict& conflict : report->conflicts) {
    conflicts.push_back(jsonOfConflict(conflict));
    lines += std::format("  {} {} {}.{}: {} | {} <- {}\n", sync::conflictKindKey(conflict.kind), toText(conflict.fid),
                         layerName(conflict.layer), conflict.field, conflict.mine.value_or(""),
                         conflict.theirs.value_or(""), conflict.base.value_or(""));
  }
  session.answer({{"sent", report->sent},
                  {"received", report->received},
                  {"conflicts", conflicts},
                  {"open_conflicts", report->openConflicts},
                  {"media_sent", report->mediaSent},
                  {"media_received", report->mediaReceived},
                  {"content_hash", report->contentHash}},
                 lines);
  return session.exitCode = report->conflicts.empty() ? Done : LookAt;
}

} // namespace

void addSync(CLI::App& app, Session& session) {
  struct Options {
    std::string folder, hub;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "sync", "Exchange entries with a hub folder (stick, share)");
  verb->add_option("DIR", options->folder, "Folder of the survey; joins the hub's survey when it is not there yet")->required();
  verb->add_option("HUB", options->hub, "Folder of the hub; made when it is not there yet")->required();
  verb->callback([options, &session] { syncFolders(session, options->folder, options->hub); });
}

} // namespace suyuan::cli
