// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"
#include "core/fieldwork/quality.h"

#include <format>
#include <map>

namespace suyuan::cli {

namespace {

struct QualityOptions {
  std::string folder, check;
  std::int64_t seed = 0, recorded = -1;
  bool list = false;
  fieldwork::Rewalk rewalk;
  ActorOptions actor;
};

Json checkJson(const QualityCheck& check, const std::string& reach) {
  Json json{{"fid", toText(check.fid)}, {"reach", toText(check.reachFid)}, {"reach_name", reach}, {"team", check.firstTeam}, {"drawn_at", check.drawnAt}};
  if (check.seed) json["seed"] = *check.seed;
  if (!check.passed.has_value()) return json;
  json["recorded"] = check.recorded.value_or(0);
  json["missed"] = check.missed.value_or(0);
  json["wrong"] = check.wrong.value_or(0);
  json["miss_share"] = check.missShare.value_or(0);
  json["wrong_share"] = check.wrongShare.value_or(0);
  json["passed"] = *check.passed;
  json["checked_by"] = check.checkedBy;
  return json;
}

Result<std::map<std::int64_t, std::string>> reachNames(store::Reader& reader) {
  auto reaches = reader.all<SurveyReach>({.geometry = false});
  if (!reaches) return std::unexpected(std::move(reaches).error());
  std::map<std::int64_t, std::string> names;
  for (const SurveyReach& reach : *reaches) names[reach.fid.value] = reach.name;
  return names;
}

int sample(Session& session, const QualityOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = options.list ? session.openForReading(options.folder) : session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto checks = options.list ? survey->reader().all<QualityCheck>()
                             : fieldwork::drawSample(*survey, (*book)->fieldwork(), options.seed, options.actor.actor(*survey));
  if (!checks) return session.fail(checks.error());
  auto names = reachNames(survey->reader());
  if (!names) return session.fail(names.error());
  Json list = Json::array();
  std::string lines;
  for (const QualityCheck& check : *checks) {
    const std::string& name = (*names)[check.reachFid.value];
    list.push_back(checkJson(check, name));
    const std::string state = !check.passed.has_value() ? session.words("待复查", "open") : *check.passed ? session.words("合格", "passed") : session.words("不合格", "failed");
    lines += std::format("{}\t{}\t{}\t{}\n", toText(check.fid), name, check.firstTeam, state);
  }
  if (checks->empty())
    lines = options.list ? session.words("还没有质控抽查。\n", "There are no quality checks yet.\n")
                         : session.words("没有可抽的河段：要先走完（待质控）、且没有未办结的抽查。\n", "Nothing to draw: reaches must be walked first, and have no open check.\n");
  Json answer = Json::object();
  if (!options.list) answer["seed"] = options.seed;
  answer["checks"] = std::move(list);
  session.answer(answer, lines);
  return session.exitCode = Done;
}

/// The check itself, or the open one of a reach.
Result<Fid> checkNamed(store::Reader& reader, const std::string& name) {
  const auto fid = parseFid(name);
  if (!fid) return failure(ErrorCode::RecordMissing, {.layer = "quality_checks"}, {}, {name});
  auto checks = reader.all<QualityCheck>({.equals = {{"reach_fid", Value{fid->value}}}});
  if (!checks) return std::unexpected(std::move(checks).error());
  for (const QualityCheck& check : *checks)
    if (!check.passed.has_value()) return check.fid;
  return *fid;
}

int sampleResult(Session& session, QualityOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto fid = checkNamed(survey->reader(), options.check);
  if (!fid) return session.fail(fid.error());
  if (options.recorded >= 0) options.rewalk.recorded = options.recorded;
  auto closed = fieldwork::closeCheck(*survey, (*book)->fieldwork(), *fid, options.rewalk, options.actor.actor(*survey));
  if (!closed) return session.fail(closed.error());
  auto names = reachNames(survey->reader());
  if (!names) return session.fail(names.error());
  const rules::FieldworkLimits& limits = (*book)->fieldwork().limits;
  const bool passed = closed->passed.value_or(false);
  Json answer = checkJson(*closed, (*names)[closed->reachFid.value]);
  answer["miss_limit"] = limits.missShare;
  answer["wrong_limit"] = limits.wrongShare;
  const double miss = closed->missShare.value_or(0) * 100, wrong = closed->wrongShare.value_or(0) * 100;
  session.answer(answer, session.words(std::format("{}：漏查率 {:.1f}%（限 {:.1f}%），错误率 {:.1f}%（限 {:.1f}%）{}\n", passed ? "合格" : "不合格", miss, limits.missShare * 100,
                                                   wrong, limits.wrongShare * 100, passed ? "" : "，河段已退回重查"),
                                       std::format("{}: missed {:.1f} % (limit {:.1f} %), wrong {:.1f} % (limit {:.1f} %){}\n", passed ? "Passed" : "Failed", miss,
                                                   limits.missShare * 100, wrong, limits.wrongShare * 100, passed ? "" : "; the reach goes back")));
  return session.exitCode = passed ? Done : LookAt;
}

} // namespace

void addFieldworkQuality(CLI::App& fieldwork, Session& session) {
  auto drawn = std::make_shared<QualityOptions>();
  CLI::App* draw = addVerb(fieldwork, "sample", "Draw walked reaches for a second walk, by a stated seed");
  draw->add_option("DIR", drawn->folder, "Folder of the survey")->required();
  auto* list = draw->add_flag("--list", drawn->list, "Only list the checks there are");
  draw->add_option("--seed", drawn->seed, "The seed: the same draws the same, so that anybody can draw again")->excludes(list);
  drawn->actor.role = "quality";
  drawn->actor.addTo(*draw, {});
  draw->callback([drawn, draw, &session] {
    if (!drawn->list && draw->count("--seed") == 0) session.fail({ErrorCode::Usage, {}, {"--seed N | --list"}, {}});
    else sample(session, *drawn);
  });

  auto closed = std::make_shared<QualityOptions>();
  CLI::App* close = addVerb(fieldwork, "sample-result", "What the second walk found; a reach over the limits goes back");
  close->add_option("DIR", closed->folder, "Folder of the survey")->required();
  close->add_option("CHECK", closed->check, "FID of the check, or of its reach")->required();
  close->add_option("--missed", closed->rewalk.missed, "Outfalls that the first walk missed")->required();
  close->add_option("--wrong", closed->rewalk.wrong, "Records that do not stand the second look")->required();
  close->add_option("--recorded", closed->recorded, "Records of the first walk; default: the reach's confirmed candidates")->check(CLI::NonNegativeNumber);
  close->add_option("--note", closed->rewalk.note, "Note");
  closed->actor.role = "quality";
  closed->actor.addTo(*close, {});
  close->callback([closed, &session] { sampleResult(session, *closed); });
}

} // namespace suyuan::cli
