// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"
#include "app/pages/day_report.h"
#include "app/text/resource_paths.h"
#include "core/fieldwork/track_log.h"
#include "core/model/geometry_functions.h"
#include "core/store/capture.h"

#include <cmath>
#include <format>

namespace suyuan::cli {

namespace {

struct WalkOptions {
  std::string folder, by = "river", team, day, out;
  double leastM = -1; ///< gaps listed from this length; below 0: none
  std::vector<double> from;
  bool take = false;
};

fieldwork::SumBy sumByNamed(const std::string& name) {
  using enum fieldwork::SumBy;
  return name == "county" ? County : name == "team" ? Team : name == "level" ? Level : name == "state" ? State : River;
}

int coverage(Session& session, const WalkOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  const rules::FieldworkLimits& limits = (*book)->fieldwork().limits;
  auto all = fieldwork::coverageOf(survey->reader(), limits);
  if (!all) return session.fail(all.error());
  Json rows = Json::array();
  std::string lines;
  fieldwork::Coverage::Share total;
  bool enough = true;
  const auto line = [&](const std::string& key, const fieldwork::Coverage::Share& s) {
    lines += session.words(std::format("{}\t{:.1f}%\t岸线 {}\t走到 {}\t对岸看到 {}\t缺口 {}\n", key, s.done() * 100, lengthWords(s.length), lengthWords(s.covered),
                                       lengthWords(s.seen), lengthWords(s.gap())),
                           std::format("{}\t{:.1f} %\tbank {}\tcovered {}\tseen {}\tgap {}\n", key, s.done() * 100, lengthWords(s.length), lengthWords(s.covered),
                                       lengthWords(s.seen), lengthWords(s.gap())));
  };
  for (const auto& [key, share] : fieldwork::sumBy(*all, sumByNamed(options.by))) {
    Json one{{"key", key}};
    one.update(jsonOf(share));
    rows.push_back(std::move(one));
    line(key.empty() ? "—" : key, share);
    total += share;
    enough = enough && share.done() >= limits.coverShare;
  }
  if (all->reaches.empty()) lines = session.words("还没有划分河段，没有可计算的岸线。\n", "There are no reaches yet, and so no bank to be covered.\n");
  else line(session.words("合计", "All"), total);
  Json answer{{"by", options.by}, {"wanted", limits.coverShare}, {"rows", std::move(rows)}, {"total", jsonOf(total)}};
  if (options.leastM >= 0) {
    Json gaps = Json::array();
    for (std::size_t i = 0; i < all->reaches.size(); ++i) {
      const SurveyReach& reach = all->reaches[i];
      if (!options.team.empty() && reach.team != options.team) continue;
      for (const fieldwork::Interval& gap : all->coverage.gaps(i)) {
        if (gap.length() < options.leastM) continue;
        const auto points = all->coverage.line(i, gap);
        const Point middle = pointAlong(points, gap.length() / 2);
        gaps.push_back({{"reach", toText(reach.fid)}, {"name", reach.name}, {"team", reach.team}, {"from_m", tenth(gap.from)}, {"to_m", tenth(gap.to)},
                        {"length_m", tenth(gap.length())}, {"lon", middle.x}, {"lat", middle.y}});
        lines += std::format("  {}\t{:.0f}–{:.0f} m\t{}\n", reach.name, gap.from, gap.to, lengthWords(gap.length()));
      }
    }
    answer["gaps"] = std::move(gaps);
  }
  if (!options.from.empty()) {
    const auto next = all->coverage.nearestGap(placeOf(options.from), std::max(1.0, options.leastM), options.team);
    answer["nearest_gap"] = next ? Json{{"reach", toText(all->reaches[next->reach].fid)}, {"name", all->reaches[next->reach].name}, {"distance_m", tenth(next->distanceM)},
                                        {"bearing", std::round(next->bearing)}, {"length_m", tenth(next->part.length())}, {"lon", next->at.x}, {"lat", next->at.y}}
                                 : Json(nullptr);
    lines += next ? session.words(std::format("最近的缺口：{}，{}，方位 {:.0f}°，长 {}\n", all->reaches[next->reach].name, lengthWords(next->distanceM), next->bearing,
                                              lengthWords(next->part.length())),
                                  std::format("Nearest gap: {}, {} away, bearing {:.0f}°, {} long\n", all->reaches[next->reach].name, lengthWords(next->distanceM),
                                              next->bearing, lengthWords(next->part.length())))
                  : session.words("没有缺口。\n", "There is no gap.\n");
  }
  session.answer(answer, lines);
  return session.exitCode = enough ? Done : LookAt;
}

int day(Session& session, const WalkOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  const std::string date = options.day.empty() ? fieldwork::chinaDay(store::utcNow()) : options.day;
  if (fieldwork::chinaDay(date + "T00:00:00Z") != date) return session.fail({ErrorCode::Usage, {}, {"--date YYYY-MM-DD"}, {}});
  auto teams = fieldwork::daySummary(survey->reader(), (*book)->fieldwork().limits, date);
  if (!teams) return session.fail(teams.error());
  if (!options.out.empty()) {
    auto resources = text::resourcesFolder();
    if (!resources) return session.fail(resources.error());
    auto report = pages::dayReportOf(survey->reader(), **book, date);
    if (!report) return session.fail(report.error());
    if (auto written = pages::writeDayReport(*report, survey->info(), *resources, options.out, session.language); !written) return session.fail(written.error());
  }
  Json list = Json::array();
  std::string lines;
  for (const auto& [team, did] : *teams) {
    list.push_back({{"team", team}, {"walked_m", tenth(did.walkedM)}, {"new_bank_m", tenth(did.newBankM)}, {"confirmed", did.confirmed}, {"excluded", did.excluded},
                    {"passed_on", did.passedOn}, {"added", did.added}});
    lines += session.words(std::format("{}\t走了 {}\t新覆盖岸线 {}\t确认 {}\t排除 {}\t转第三级 {}\t新增 {}\n", team, lengthWords(did.walkedM), lengthWords(did.newBankM),
                                       did.confirmed, did.excluded, did.passedOn, did.added),
                           std::format("{}\twalked {}\t{} of bank new\t{} confirmed\t{} excluded\t{} passed on\t{} added\n", team, lengthWords(did.walkedM),
                                       lengthWords(did.newBankM), did.confirmed, did.excluded, did.passedOn, did.added));
  }
  if (teams->empty()) lines = date + session.words("：没有轨迹，也没有办理的疑似点。\n", ": no walk and no candidate settled.\n");
  Json answer{{"day", date}, {"teams", std::move(list)}};
  if (!options.out.empty()) {
    answer["file"] = options.out;
    lines += options.out + "\n";
  }
  session.answer(answer, lines);
  return session.exitCode = Done;
}

int recordings(Session& session, const WalkOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = options.take ? session.openForWriting(options.folder) : session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto left = fieldwork::recordingsOf(survey->folder());
  if (!left) return session.fail(left.error());
  Json list = Json::array();
  std::string lines;
  bool lookAt = !options.take && !left->empty();
  for (const fieldwork::Recording& recording : *left) {
    double length = 0;
    for (std::size_t i = 1; i < recording.points.size(); ++i) length += distanceMetres(recording.points[i - 1].at, recording.points[i].at);
    Json one{{"file", recording.file.string()}, {"team", recording.team}, {"device", recording.device}, {"positions", recording.points.size()}, {"length_m", tenth(length)},
             {"started_at", recording.points.empty() ? "" : recording.points.front().time}, {"ended_at", recording.points.empty() ? "" : recording.points.back().time},
             {"cut_off", recording.cutOff}};
    lines += session.words(std::format("{}\t{}\t{} 个位置\t{}{}\n", recording.uid, recording.team, recording.points.size(), lengthWords(length),
                                       recording.cutOff ? "\t! 末尾未写完" : ""),
                           std::format("{}\t{}\t{} positions\t{}{}\n", recording.uid, recording.team, recording.points.size(), lengthWords(length),
                                       recording.cutOff ? "\t! its end was not wholly written" : ""));
    if (options.take) {
      auto track = fieldwork::takeRecording(*survey, recording, (*book)->fieldwork().limits.trackToleranceM);
      if (!track) return session.fail(track.error());
      one["track"] = track->isSet() ? Json(toText(*track)) : Json(nullptr);
      lookAt = lookAt || recording.cutOff;
    }
    list.push_back(std::move(one));
  }
  if (left->empty()) lines = session.words("没有留下的轨迹记录。\n", "No recording was left behind.\n");
  else if (options.take) lines += session.words("已收入项目。\n", "Taken into the survey.\n");
  session.answer({{"recordings", std::move(list)}}, lines);
  return session.exitCode = lookAt ? LookAt : Done;
}

} // namespace

void addFieldworkWalk(CLI::App& fieldwork, Session& session) {
  const auto begin = [&](const std::string& name, const std::string& help) {
    auto options = std::make_shared<WalkOptions>();
    CLI::App* verb = addVerb(fieldwork, name, help);
    verb->add_option("DIR", options->folder, "Folder of the survey")->required();
    return std::pair(options, verb);
  };
  {
    const auto [options, verb] = begin("coverage", "How much of the banks was walked or seen; 1 when less than the rule book wants");
    verb->add_option("--by", options->by, "river, county, team, level or state")->check(CLI::IsMember({"river", "county", "team", "level", "state"}))->capture_default_str();
    verb->add_option("--gaps", options->leastM, "List the gaps of this many metres and more")->check(CLI::NonNegativeNumber);
    verb->add_option("--team", options->team, "Gaps of this team's reaches only");
    addPlaceOption(*verb, "--from", options->from, "The way to the nearest gap from LON,LAT");
    verb->callback([options, &session] { coverage(session, *options); });
  }
  {
    const auto [options, verb] = begin("day", "What each team did on a day, Beijing time");
    verb->add_option("--date", options->day, "YYYY-MM-DD; default: today");
    verb->add_option("--out", options->out, "Write it with the banks by team, river, county and level: .csv, .xlsx or .pdf");
    verb->callback([options, &session] { day(session, *options); });
  }
  {
    const auto [options, verb] = begin("recordings", "Walks whose recording was left behind by a crash");
    verb->add_flag("--take", options->take, "Take them into the survey as tracks");
    verb->callback([options, &session] { recordings(session, *options); });
  }
}

} // namespace suyuan::cli
