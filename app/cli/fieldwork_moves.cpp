// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fieldwork_answers.h"
#include "app/cli/verbs.h"
#include "core/fieldwork/quality.h"

#include <format>

namespace suyuan::cli {

namespace {

struct MoveOptions {
  std::string folder, move, into;
  std::vector<std::string> records;
  std::vector<double> at;
  ActorOptions actor;
  fieldwork::MoveDetails details;
  Candidate found;
};

/// Where the records stand, and what the role may do with them from there.
int movesThereAre(Session& session, store::SurveyFile& survey, const rules::Fieldwork& work, const NamedRecords& named, const fieldwork::Actor& actor) {
  Json list = Json::array();
  std::string lines;
  const std::string_view language = text::code(session.language);
  const auto put = [&](Json record, const std::string& name, std::uint8_t state, std::string_view word) {
    Json moves = Json::array();
    lines += std::format("{}\t{}\n", name, word);
    for (const rules::SurveyMove* move : fieldwork::movesFrom(work, named.layer, state, actor.role)) {
      Json needs = Json::array();
      std::string needed;
      for (const rules::MoveNeed need : move->needs) {
        for (const auto& [key, which] : rules::moveNeeds)
          if (which == need) needs.push_back(std::string(key));
        needed += (needed.empty() ? "" : session.words("、", ", ")) + work.needText(need).in(language);
      }
      moves.push_back({{"move", move->id}, {"title", move->title.in(language)}, {"needs", std::move(needs)}, {"citation", move->citation.in(language)}});
      lines += std::format("  {}\t{}\t{}\t{}\n", move->id, move->title.in(language), needed, move->citation.in(language));
    }
    record["moves"] = std::move(moves);
    list.push_back(std::move(record));
  };
  for (const Fid fid : named.fids) {
    if (named.layer == Layer::Candidates) {
      auto candidate = survey.reader().get<Candidate>(fid);
      if (!candidate) return session.fail(candidate.error());
      const CandidateStage stage = fieldwork::stageOf(candidate->value());
      put(jsonOf(candidate->value()), nameOf(candidate->value()), static_cast<std::uint8_t>(stage), term(stage));
    } else {
      auto reach = survey.reader().get<SurveyReach>(fid);
      if (!reach) return session.fail(reach.error());
      const ReachState state = fieldwork::stateOf(reach->value());
      put(jsonOf(reach->value()), reach->value().name, static_cast<std::uint8_t>(state), term(state));
    }
  }
  session.answer({{"layer", std::string(layerName(named.layer))}, {"records", std::move(list)}}, lines);
  return session.exitCode = Done;
}

int move(Session& session, MoveOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = options.move.empty() ? session.openForReading(options.folder) : session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  const rules::Fieldwork& work = (*book)->fieldwork();
  auto named = recordsToMove(survey->reader(), options.records);
  if (!named) return session.fail(named.error());
  const fieldwork::Actor actor = options.actor.actor(*survey);
  if (options.move.empty()) return movesThereAre(session, *survey, work, *named, actor);
  if (!options.into.empty()) {
    auto into = recordsToMove(survey->reader(), std::span(&options.into, 1));
    if (!into) return session.fail(into.error());
    if (into->layer != Layer::Candidates || into->fids.size() != 1) return session.fail({ErrorCode::Usage, {}, {"--into FID"}, {}});
    options.details.mergedInto = into->fids.front();
  }
  std::vector<Fid> outfalls;
  if (named->layer == Layer::Candidates) {
    auto made = fieldwork::moveCandidates(*survey, work, options.move, named->fids, actor, options.details);
    if (!made) return session.fail(made.error());
    outfalls = std::move(*made);
  } else if (auto moved = fieldwork::moveReaches(*survey, work, options.move, named->fids, actor, options.details); !moved) {
    return session.fail(moved.error());
  }
  Json moved = Json::array(), made = Json::array();
  for (const Fid fid : named->fids) moved.push_back(toText(fid));
  for (const Fid fid : outfalls) made.push_back(toText(fid));
  const rules::SurveyMove* step = work.move(named->layer, options.move);
  const std::string_view state = named->layer == Layer::Candidates ? term(static_cast<CandidateStage>(step->to)) : term(static_cast<ReachState>(step->to));
  std::string lines = session.words(std::format("{}：{} 条记录，现在是{}\n", step->title.zh, moved.size(), state),
                                    std::format("{}: {} records, now {}\n", step->title.en, moved.size(), state));
  if (!outfalls.empty()) lines += session.words(std::format("新排污口 {} 个\n", outfalls.size()), std::format("{} new outfalls\n", outfalls.size()));
  session.answer({{"move", options.move},
                  {"layer", std::string(layerName(named->layer))},
                  {"moved", std::move(moved)},
                  {"state", std::string(state)},
                  {"outfalls", std::move(made)},
                  {"citation", step->citation.in(text::code(session.language))}},
                 lines);
  return session.exitCode = Done;
}

int found(Session& session, MoveOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForWriting(options.folder);
  if (!survey) return session.fail(survey.error());
  options.found.geometry = placeOf(options.at);
  auto fid = fieldwork::addFound(*survey, (*book)->fieldwork(), options.found, options.actor.actor(*survey));
  if (!fid) return session.fail(fid.error());
  session.answer({{"candidate", toText(*fid)}}, session.words("已登记现场发现的疑似点 ", "Recorded what was found on the walk: ") + toText(*fid) + "\n");
  return session.exitCode = Done;
}

} // namespace

void addFieldworkMoves(CLI::App& fieldwork, Session& session) {
  auto options = std::make_shared<MoveOptions>();
  CLI::App* verb = addVerb(fieldwork, "move", "Take candidates or reaches a step further; without --to: say where they stand and what may be done");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("RECORDS", options->records, "FID, or candidates:FIELD=VALUE or reaches:FIELD=VALUE for all that fit")->required();
  verb->add_option("--to", options->move, "The step, a move of the rule book (assign, confirm, exclude, pass-on, start, finish …)");
  options->actor.addTo(*verb, {});
  verb->add_option("--team", options->details.team, "The team that it is given to");
  verb->add_option("--reason", options->details.reason, "Why");
  verb->add_option("--difficulty", options->details.difficulty, "The kind of difficulty, a word of the rule book");
  verb->add_option("--method", options->details.method, "How it was looked at, a word of the rule book");
  verb->add_option("--result", options->details.result, "What that showed");
  verb->add_option("--into", options->into, "The candidate that stays when duplicates are merged");
  verb->callback([options, &session] { move(session, *options); });

  auto fresh = std::make_shared<MoveOptions>();
  CLI::App* added = addVerb(fieldwork, "found", "A candidate that a team met on its walk and that nobody had listed");
  added->add_option("DIR", fresh->folder, "Folder of the survey")->required();
  addPlaceOption(*added, "--at", fresh->at, "Where, LON,LAT in CGCS2000")->required();
  fresh->actor.addTo(*added, "team");
  added->add_option("--called", fresh->found.name, "Its name");
  added->add_option("--kind", fresh->found.kind, "What it seems to be");
  added->add_option("--note", fresh->found.note, "Note");
  added->callback([fresh, &session] { found(session, *fresh); });
}

} // namespace suyuan::cli
