// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/team_package.h"

#include "app/pages/map_page_of.h"
#include "core/fieldwork/assign.h"
#include "core/model/geometry_functions.h"
#include "core/model/survey_team.h"
#include "core/sync/folder_hub.h"
#include "core/sync/sync.h"

#include <map>

namespace suyuan::pages {

namespace {

namespace fs = std::filesystem;

QString words(const std::string& text) { return QString::fromStdString(text); }

std::vector<Point> pointsOf(const Geometry& geometry) {
  if (const auto* line = std::get_if<LineString>(&geometry)) return line->points;
  std::vector<Point> points;
  if (const auto* many = std::get_if<MultiLineString>(&geometry))
    for (const LineString& line : many->parts) points.insert(points.end(), line.points.begin(), line.points.end());
  return points;
}

/// Removes what was made unless it is kept.
class Unfinished {
public:
  explicit Unfinished(fs::path folder) : folder_(std::move(folder)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(folder_, ignored);
  }
  void keep() noexcept { kept_ = true; }

private:
  fs::path folder_;
  bool kept_ = false;
};

} // namespace

Result<reports::TeamList> teamListOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const std::string& team,
                                     const std::optional<Point>& from, const std::string& today, text::Language language) {
  reports::TeamList list;
  list.team = words(team);
  list.survey = words(survey.name);
  list.author = words(survey.author);
  list.date = words(today);
  list.english = language == text::Language::English;
  auto known = reader.all<SurveyTeam>({.equals = {{"name", Value{team}}}});
  if (!known) return std::unexpected(std::move(known).error());
  if (!known->empty()) list.leader = words(known->front().leader), list.phone = words(known->front().phone);
  auto reaches = reader.all<SurveyReach>({.equals = {{"team", Value{team}}}});
  if (!reaches) return std::unexpected(std::move(reaches).error());
  std::map<std::int64_t, QString> nameOf;
  for (const SurveyReach& reach : *reaches) {
    nameOf[reach.fid.value] = words(reach.name);
    if (fieldwork::stateOf(reach) == ReachState::Passed) continue;
    list.reaches.push_back({words(reach.name), words(reach.bank), words(reach.difficulty), words(std::string(term(fieldwork::stateOf(reach)))),
                            reach.lengthM.value_or(0), pointsOf(reach.geometry), reach.bank == term(Bank::Left)});
  }
  auto stops = fieldwork::workList(reader, team, from);
  if (!stops) return std::unexpected(std::move(stops).error());
  if (known->empty() && reaches->empty() && stops->empty()) return failure(ErrorCode::ValueInvalid, {.field = "team"}, {}, {team});
  for (const fieldwork::WorkStop& stop : *stops) {
    const Candidate& candidate = stop.candidate;
    reports::TeamList::Stop one;
    one.name = words(candidate.name.empty() ? candidate.sourceId : candidate.name);
    one.source = words(candidate.source);
    one.kind = words(candidate.kind);
    one.note = words(candidate.note);
    if (const auto reach = nameOf.find(candidate.reachFid.value); reach != nameOf.end()) one.reach = reach->second;
    if (const auto* at = std::get_if<Point>(&candidate.geometry)) one.at = *at;
    one.fromLastM = stop.fromLastM;
    list.stops.push_back(std::move(one));
  }
  for (const std::string& word : book.fieldwork().difficulties) list.difficulties.push_back(words(word));
  return list;
}

Result<int> writeTeamListOf(store::Reader& reader, const store::SurveyInfo& survey, const rules::RuleBook& book, const fs::path& resources,
                            const reports::TeamList& list, const fs::path& out, text::Language language, std::stop_token stop) {
  Box box;
  for (const auto& reach : list.reaches)
    for (const Point& p : reach.line) box.add(p.x, p.y);
  for (const auto& one : list.stops)
    if (one.at) box.add(one.at->x, one.at->y);
  const std::string code(text::code(language));
  auto style = render::loadStyle(resources, "print", code);
  if (!style) return std::unexpected(std::move(style).error());
  if (box.isEmpty()) return reports::writeTeamListPdf(list, **style, nullptr, nullptr, out, stop);
  auto layout = composition::findLayout(resources, "team_a4", code);
  if (!layout) return std::unexpected(std::move(layout).error());
  MapPageRequest request;
  request.box = box;
  request.title = (list.english ? QStringLiteral("%1: where to walk") : QStringLiteral("%1排查工作图")).arg(list.team).toStdString();
  request.today = list.date.toStdString();
  request.language = language;
  auto page = mapPageOf(reader, survey, book, resources, *layout, request, stop);
  if (!page) return std::unexpected(std::move(page).error());
  return reports::writeTeamListPdf(list, **style, &*layout, &*page, out, stop);
}

Result<TeamPackage> packTeam(store::SurveyFile& survey, const rules::RuleBook& book, const fs::path& resources, const std::string& team, const fs::path& out,
                             const fs::path& hubFolder, const std::optional<Point>& from, const std::string& today, text::Language language, std::stop_token stop) {
  auto list = teamListOf(survey.reader(), survey.info(), book, team, from, today, language);
  if (!list) return std::unexpected(std::move(list).error());
  std::error_code ec;
  if (fs::exists(out, ec) && !fs::is_empty(out, ec)) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, "the folder is not empty");
  const bool was = fs::exists(out, ec);
  TeamPackage made{.survey = out / "survey", .list = out / "worklist.pdf", .hub = hubFolder};
  if (made.hub.empty()) {
    auto kept = survey.setting("sync.hub");
    if (!kept) return std::unexpected(std::move(kept).error());
    made.hub = *kept && !(*kept)->empty() ? fs::path(**kept) : fs::path(survey.folder().string() + "-hub");
  }
  made.hub = fs::absolute(made.hub, ec).lexically_normal();
  auto hub = sync::FolderHub::open(made.hub);
  if (!hub) return std::unexpected(std::move(hub).error());
  auto sent = sync::syncWith(survey, *hub, {}, stop);
  if (!sent) return std::unexpected(std::move(sent).error());
  SUYUAN_TRY(survey.setSetting("sync.hub", made.hub.string()));

  fs::create_directories(out, ec);
  if (ec) return failure(ErrorCode::FileUnwritable, {.file = out.string()}, ec.message());
  Unfinished unfinished(was ? made.survey : out);
  {
    auto copy = sync::joinSurvey(*hub, made.survey, team, {}, stop);
    if (!copy) return std::unexpected(std::move(copy).error());
    SUYUAN_TRY(copy->setSetting("sync.hub", made.hub.string()));
    SUYUAN_TRY(copy->setSetting(fieldworkRoleSetting, term(SurveyRole::Team)));
    SUYUAN_TRY(copy->setSetting(fieldworkNameSetting, team));
  }
  auto pages = writeTeamListOf(survey.reader(), survey.info(), book, resources, *list, made.list, language, stop);
  if (!pages) return std::unexpected(std::move(pages).error());
  made.pages = *pages;
  made.reaches = std::ssize(list->reaches);
  made.candidates = std::ssize(list->stops);
  unfinished.keep();
  return made;
}

} // namespace suyuan::pages
