// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"
#include "app/text/evidence_text.h"
#include "core/evidence/same_outfall.h"
#include "core/fieldwork/assign.h"
#include "core/fieldwork/make_reaches.h"
#include "core/model/survey_team.h"

#include <format>
#include <map>

namespace suyuan::cli {

namespace {

struct PlanOptions {
  std::string folder, team;
  std::vector<std::string> rivers, teams;
  double lengthM = 0, withinM = 0; ///< 0: the rule book's
  std::vector<double> from;
  bool list = false, ranked = false;
  SurveyTeam added;
  ActorOptions actor;
};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + (name.empty() ? std::string("—") : name);
  return out;
}

int listReaches(Session& session, const PlanOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto reaches = survey->reader().all<SurveyReach>();
  if (!reaches) return session.fail(reaches.error());
  Json list = Json::array();
  std::string lines;
  for (const SurveyReach& reach : *reaches) {
    list.push_back(jsonOf(reach));
    lines += std::format("{}\t{}\t{}\t{}\t{}\n", toText(reach.fid), term(fieldwork::stateOf(reach)), reach.team.empty() ? "—" : reach.team, reach.name,
                         lengthWords(reach.lengthM.value_or(0)));
  }
  if (reaches->empty()) lines = session.words("还没有划分河段。\n", "There are no reaches yet.\n");
  session.answer({{"reaches", std::move(list)}}, lines);
  return session.exitCode = Done;
}

int makeReaches(Session& session, const PlanOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  const rules::Fieldwork& work = (*book)->fieldwork();
  auto made = fieldwork::makeReaches(*survey, work,
                                     {.lengthM = options.lengthM > 0 ? options.lengthM : work.limits.reachLengthM, .rivers = options.rivers});
  if (!made) return session.fail(made.error());
  std::string lines = session.words(std::format("划分河段 {} 个，岸线 {}，落在河段上的疑似点 {} 处\n", made->reaches, lengthWords(made->bankM), made->candidatesPlaced),
                                    std::format("{} reaches, {} of bank, {} candidates at them\n", made->reaches, lengthWords(made->bankM), made->candidatesPlaced));
  if (!made->hadReaches.empty())
    lines += session.words("  ! 已有河段，未重划：", "  ! passed over, have reaches: ") + joined(made->hadReaches) + "\n";
  if (!made->flowUnknown.empty())
    lines += session.words("  ! 流向未确认，左右岸可能相反：", "  ! flow not confirmed, left and right may be the other way round: ") + joined(made->flowUnknown) + "\n";
  session.answer({{"reaches", made->reaches},
                  {"bank_m", tenth(made->bankM)},
                  {"candidates_placed", made->candidatesPlaced},
                  {"had_reaches", made->hadReaches},
                  {"flow_unknown", made->flowUnknown}},
                 lines);
  return session.exitCode = made->hadReaches.empty() && made->flowUnknown.empty() ? Done : LookAt;
}

int teams(Session& session, const PlanOptions& options) {
  auto survey = options.added.name.empty() ? session.openForReading(options.folder) : session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto known = survey->reader().all<SurveyTeam>();
  if (!known) return session.fail(known.error());
  if (!options.added.name.empty()) {
    if (std::ranges::any_of(*known, [&](const SurveyTeam& t) { return t.name == options.added.name; }))
      return session.fail({ErrorCode::ValueInvalid, {.layer = "teams", .field = "name"}, {options.added.name}, {}});
    auto entry = survey->edit("登记排查队", [&](store::Edit& edit) -> Result<> {
      auto fid = edit.insert(options.added);
      if (!fid) return std::unexpected(std::move(fid).error());
      return {};
    });
    if (!entry) return session.fail(entry.error());
    known->push_back(options.added);
  }
  struct Load {
    std::int64_t reaches = 0, waiting = 0, difficult = 0;
    double bankM = 0;
  };
  std::map<std::string, Load> loads;
  auto reaches = survey->reader().all<SurveyReach>({.geometry = false});
  if (!reaches) return session.fail(reaches.error());
  for (const SurveyReach& reach : *reaches)
    if (!reach.team.empty()) ++loads[reach.team].reaches, loads[reach.team].bankM += reach.lengthM.value_or(0);
  auto candidates = survey->reader().all<Candidate>({.geometry = false});
  if (!candidates) return session.fail(candidates.error());
  for (const Candidate& candidate : *candidates) {
    if (candidate.team.empty()) continue;
    const CandidateStage stage = fieldwork::stageOf(candidate);
    if (stage == CandidateStage::OnFoot) ++loads[candidate.team].waiting;
    if (stage == CandidateStage::Difficult) ++loads[candidate.team].difficult;
  }
  Json list = Json::array();
  std::string lines;
  const auto put = [&](const SurveyTeam& team) {
    const Load load = loads.contains(team.name) ? loads[team.name] : Load{};
    list.push_back({{"team", team.name},
                    {"leader", team.leader},
                    {"phone", team.phone},
                    {"reaches", load.reaches},
                    {"bank_m", tenth(load.bankM)},
                    {"waiting", load.waiting},
                    {"difficult", load.difficult}});
    lines += session.words(std::format("{}\t河段 {}（{}）\t待查 {}\t第三级 {}\n", team.name, load.reaches, lengthWords(load.bankM), load.waiting, load.difficult),
                           std::format("{}\t{} reaches ({})\t{} waiting\t{} at the third level\n", team.name, load.reaches, lengthWords(load.bankM), load.waiting,
                                       load.difficult));
    loads.erase(team.name);
  };
  for (const SurveyTeam& team : *known) put(team);
  // Named by records only: imported ones.
  while (!loads.empty()) {
    SurveyTeam team;
    team.name = loads.begin()->first;
    put(team);
  }
  if (list.empty()) lines = session.words("还没有排查队。\n", "There are no teams yet.\n");
  session.answer({{"teams", std::move(list)}}, lines);
  return session.exitCode = Done;
}

int assign(Session& session, const PlanOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  auto loads = fieldwork::assignReaches(*survey, (*book)->fieldwork(), options.teams, options.actor.actor(*survey));
  if (!loads) return session.fail(loads.error());
  Json list = Json::array();
  std::string lines;
  std::int64_t given = 0;
  for (const fieldwork::TeamLoad& load : *loads) {
    given += load.reaches;
    list.push_back({{"team", load.team}, {"reaches", load.reaches}, {"candidates", load.candidates}, {"bank_m", tenth(load.bankM)}});
    lines += session.words(std::format("{}\t河段 {}\t岸线 {}\t疑似点 {}\n", load.team, load.reaches, lengthWords(load.bankM), load.candidates),
                           std::format("{}\t{} reaches\t{} of bank\t{} candidates\n", load.team, load.reaches, lengthWords(load.bankM), load.candidates));
  }
  if (given == 0) lines = session.words("没有待分配的河段：先划分河段，或它们都已分派。\n", "No reach waits for a team: none was made, or all are given.\n");
  session.answer({{"teams", std::move(list)}}, lines);
  return session.exitCode = Done;
}

int workList(Session& session, const PlanOptions& options) {
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  auto stops = fieldwork::workList(survey->reader(), options.team, options.from.empty() ? std::nullopt : std::optional(placeOf(options.from)));
  if (!stops) return session.fail(stops.error());
  Json list = Json::array();
  std::string lines;
  double total = 0;
  for (const fieldwork::WorkStop& stop : *stops) {
    Json one = jsonOf(stop.candidate);
    one["from_last_m"] = tenth(stop.fromLastM);
    total += stop.fromLastM;
    lines += std::format("{}\t{}\t{}\t+{}\n", list.size() + 1, nameOf(stop.candidate), stop.candidate.source, lengthWords(stop.fromLastM));
    list.push_back(std::move(one));
  }
  lines += stops->empty() ? session.words("没有第二级待查的疑似点。\n", "No candidate waits at the second level.\n")
                          : session.words(std::format("{} 处，直线合计 {}\n", stops->size(), lengthWords(total)),
                                          std::format("{} stops, {} as the crow flies\n", stops->size(), lengthWords(total)));
  session.answer({{"team", options.team}, {"stops", std::move(list)}, {"length_m", tenth(total)}}, lines);
  return session.exitCode = Done;
}

/// Outfalls and candidates that may be one, with what speaks for it and against it.
int ranked(Session& session, store::SurveyFile& survey, const rules::RuleBook& book) {
  auto proposals = evidence::proposeSame(survey.reader(), book.evidence().limits);
  if (!proposals) return session.fail(proposals.error());
  const auto memberJson = [](const evidence::SameMember& member) {
    return Json{{"layer", std::string(layerName(member.layer))}, {"fid", toText(member.fid)}, {"name", member.label}, {"team", member.team}, {"kind", member.kind}};
  };
  Json list = Json::array();
  std::string lines;
  for (const evidence::SameProposal& proposal : *proposals) {
    Json reasons = Json::array();
    lines += std::format("{:.2f}\t{} {}\t{} {}\t{:.1f} m\n", proposal.score, layerName(proposal.a.layer), proposal.a.label, layerName(proposal.b.layer), proposal.b.label, proposal.distanceM);
    for (const evidence::SameReason& reason : proposal.reasons) {
      const std::string words = text::sameText(reason, session.language);
      reasons.push_back({{"key", reason.key}, {"points", reason.points}, {"text", words}});
      lines += std::format("    {:+.2f} {}\n", reason.points, words);
    }
    list.push_back({{"a", memberJson(proposal.a)}, {"b", memberJson(proposal.b)}, {"distance_m", tenth(proposal.distanceM)}, {"sigmas", tenth(proposal.sigmas)}, {"score", proposal.score}, {"reasons", std::move(reasons)}});
  }
  lines += session.words(std::format("可能是同一口的 {} 对\n", proposals->size()), std::format("{} pairs that may be one outfall\n", proposals->size()));
  session.answer({{"proposals", std::move(list)}}, lines);
  return session.exitCode = proposals->empty() ? Done : LookAt;
}

int duplicates(Session& session, const PlanOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  if (options.ranked) return ranked(session, *survey, **book);
  const double within = options.withinM > 0 ? options.withinM : (*book)->fieldwork().limits.duplicateM;
  auto groups = fieldwork::findDuplicates(survey->reader(), within);
  if (!groups) return session.fail(groups.error());
  Json list = Json::array();
  std::string lines;
  for (const fieldwork::Duplicates& group : *groups) {
    Json members = Json::array();
    lines += std::format("{:.1f} m\n", group.widestM);
    for (const Candidate& candidate : group.candidates) {
      members.push_back(jsonOf(candidate));
      lines += std::format("  {}\t{}\t{}\t{}\n", toText(candidate.fid), term(fieldwork::stageOf(candidate)), nameOf(candidate), candidate.source);
    }
    list.push_back({{"widest_m", tenth(group.widestM)}, {"candidates", std::move(members)}});
  }
  lines += session.words(std::format("{:.0f} 米以内可能重复的 {} 组\n", within, groups->size()), std::format("{} groups within {:.0f} m\n", groups->size(), within));
  session.answer({{"within_m", within}, {"groups", std::move(list)}}, lines);
  return session.exitCode = groups->empty() ? Done : LookAt;
}

} // namespace

void addFieldworkPlan(CLI::App& fieldwork, Session& session) {
  const auto begin = [&](const std::string& name, const std::string& help) {
    auto options = std::make_shared<PlanOptions>();
    CLI::App* verb = addVerb(fieldwork, name, help);
    verb->add_option("DIR", options->folder, "Folder of the survey")->required();
    return std::pair(options, verb);
  };
  {
    const auto [options, verb] = begin("reaches", "Cut the rivers into survey reaches by bank, length and county");
    auto* list = verb->add_flag("--list", options->list, "Only list those there are");
    verb->add_option("--length", options->lengthM, "No reach longer, metres; default: the rule book's")->check(CLI::Range(50.0, 100000.0))->excludes(list);
    verb->add_option("--river", options->rivers, "Only these rivers, by name")->delimiter(',')->excludes(list);
    verb->callback([options, &session] { options->list ? listReaches(session, *options) : makeReaches(session, *options); });
  }
  {
    const auto [options, verb] = begin("teams", "The teams and what they have to do");
    auto* add = verb->add_option("--add", options->added.name, "A new team");
    verb->add_option("--leader", options->added.leader, "Its leader")->needs(add);
    verb->add_option("--members", options->added.members, "Its people")->needs(add);
    verb->add_option("--phone", options->added.phone, "Its telephone")->needs(add);
    verb->add_option("--county", options->added.divisionCode, "Its county, GB/T 2260")->needs(add);
    verb->callback([options, &session] { teams(session, *options); });
  }
  {
    const auto [options, verb] = begin("assign", "Share waiting reaches and their candidates out among teams, by length of bank");
    verb->add_option("--team", options->teams, "Teams; those not known yet are added")->required()->delimiter(',');
    options->actor.addTo(*verb, {});
    verb->callback([options, &session] { assign(session, *options); });
  }
  {
    const auto [options, verb] = begin("worklist", "What waits for a team, nearest next");
    verb->add_option("--team", options->team, "The team")->required();
    addPlaceOption(*verb, "--from", options->from, "Where the team stands, LON,LAT; default: begins in the north");
    verb->callback([options, &session] { workList(session, *options); });
  }
  {
    const auto [options, verb] = begin("duplicates", "Candidates that may be one and the same");
    auto* within = verb->add_option("--within", options->withinM, "Nearer than this, metres; default: the rule book's")->check(CLI::Range(0.1, 1000.0));
    verb->add_flag("--ranked", options->ranked, "Outfalls too: by error, photos' directions, kind and team, likeliest first, with reasons")->excludes(within);
    verb->callback([options, &session] { duplicates(session, *options); });
  }
}

} // namespace suyuan::cli
