// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/evidence_text.h"
#include "app/text/finding_text.h"
#include "core/evidence/oddities.h"
#include "core/evidence/score.h"
#include "core/survey/trace_survey.h"

#include <algorithm>
#include <format>
#include <unordered_map>

namespace suyuan::cli {

namespace {

struct EvidenceOptions {
  std::string folder;
  std::vector<std::string> records;
  bool oddities = false;
  int below = 0;
};

struct Scored {
  Layer layer = Layer::Outfalls;
  Fid fid;
  evidence::Score score;
};

Json scoreJson(const Scored& one, const std::string& name, const Session& session, const rules::EvidenceRules& rules) {
  Json reasons = Json::array();
  for (const evidence::Reason& reason : one.score.reasons) {
    Json args = Json::object();
    for (const auto& [key, value] : reason.args) args[key] = value;
    reasons.push_back({{"aspect", std::string(rules::aspectKey(reason.aspect))}, {"title", rules.of(reason.aspect).title.in(session.language == text::Language::English ? "en" : "zh")},
                       {"verdict", std::string(evidence::verdictKey(reason.verdict))}, {"points", reason.points}, {"most", reason.most}, {"key", reason.key}, {"args", std::move(args)},
                       {"text", text::evidenceText(reason, session.language)}});
  }
  return {{"layer", std::string(layerName(one.layer))}, {"fid", toText(one.fid)}, {"name", name}, {"score", one.score.score}, {"contradicted", one.score.isContradicted()}, {"reasons", std::move(reasons)}};
}

std::string scoreLines(const Scored& one, const std::string& name, const Session& session, const rules::EvidenceRules& rules) {
  std::string lines = std::format("{:3} {} {} {}\n", one.score.score, layerName(one.layer), toText(one.fid), name);
  for (const evidence::Reason& reason : one.score.reasons)
    lines += std::format("    {} {}: {}\n", text::pointsText(reason, session.language), rules.of(reason.aspect).title.in(session.language == text::Language::English ? "en" : "zh"),
                         text::evidenceText(reason, session.language));
  return lines;
}

/// What people call these records: code, else name, else provisional id.
Result<std::unordered_map<Fid, std::string>> namesOf(store::Reader& reader, Layer layer) {
  std::unordered_map<Fid, std::string> names;
  store::Query query{.geometry = false};
  query.fields = layer == Layer::Outfalls ? std::vector<std::string>{"code_national", "name", "code_local"} : std::vector<std::string>{"name", "source_id"};
  auto done = reader.scanColumns(layer, query, [&](const store::RowView& row) {
    std::string name;
    for (std::size_t i = 0; i < query.fields.size() && name.empty(); ++i) name = row.text(i).value_or("");
    names.emplace(row.fid(), std::move(name));
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return names;
}

int oddities(Session& session, store::SurveyFile& survey, const rules::RuleBook& book) {
  auto found = evidence::findOddities(survey.reader(), book, Session::stopToken(), session.progress(session.words("查找疑点", "Looking for oddities")));
  if (!found) return session.fail(found.error());
  auto names = namesOf(survey.reader(), Layer::Outfalls);
  if (!names) return session.fail(names.error());
  Json list = Json::array();
  std::string lines;
  for (const Finding& finding : *found) {
    const auto known = finding.layer == Layer::Outfalls ? names->find(finding.fid) : names->end();
    const std::string name = known == names->end() ? std::string() : known->second;
    Json one = jsonOf(finding);
    one["name"] = name;
    one["text"] = text::findingText(finding, book, session.language);
    list.push_back(std::move(one));
    lines += std::format("{} {} {}: {}\n", finding.rule, layerName(finding.layer), name.empty() ? toText(finding.fid) : name, text::findingText(finding, book, session.language));
  }
  lines += session.words(std::format("疑点 {} 条\n", found->size()), std::format("{} oddities\n", found->size()));
  session.answer({{"oddities", std::move(list)}}, lines);
  return session.exitCode = found->empty() ? Done : LookAt;
}

int someRecords(Session& session, store::SurveyFile& survey, const rules::RuleBook& book, const EvidenceOptions& options) {
  Json list = Json::array();
  std::string lines;
  bool low = false;
  for (const std::string& named : options.records) {
    auto record = survey::findRecord(survey.reader(), named);
    if (!record) return session.fail(record.error());
    if (record->layer != Layer::Outfalls && record->layer != Layer::Candidates)
      return session.fail({ErrorCode::RecordMissing, {.layer = "outfalls"}, {named}, "only outfalls and candidates are judged"});
    auto score = evidence::scoreOf(survey.reader(), record->layer, record->fid, book.evidence());
    if (!score) return session.fail(score.error());
    if (!*score) continue;
    const Scored one{record->layer, record->fid, std::move(**score)};
    low = low || one.score.isContradicted() || one.score.score < options.below;
    list.push_back(scoreJson(one, named, session, book.evidence()));
    lines += scoreLines(one, named, session, book.evidence());
  }
  session.answer({{"records", std::move(list)}}, lines);
  return session.exitCode = low ? LookAt : Done;
}

int allRecords(Session& session, store::SurveyFile& survey, const rules::RuleBook& book, const EvidenceOptions& options) {
  std::vector<Scored> low;
  std::int64_t judged = 0, sum = 0;
  auto done = evidence::eachScore(survey.reader(), book.evidence(), [&](Layer layer, Fid fid, const evidence::Score& score) {
    ++judged;
    sum += score.score;
    if (options.below <= 0 || score.score < options.below) low.push_back({layer, fid, score});
    return !Session::stopToken().stop_requested();
  });
  if (!done) return session.fail(done.error());
  if (Session::stopToken().stop_requested()) return session.fail({ErrorCode::Cancelled, {}, {}, {}});
  std::ranges::stable_sort(low, {}, [](const Scored& one) { return one.score.score; });
  std::unordered_map<Fid, std::string> names;
  for (const Layer layer : {Layer::Outfalls, Layer::Candidates}) {
    auto some = namesOf(survey.reader(), layer);
    if (!some) return session.fail(some.error());
    names.merge(*some);
  }
  Json list = Json::array();
  std::string lines;
  for (const Scored& one : low) {
    if (session.json) list.push_back(scoreJson(one, names[one.fid], session, book.evidence()));
    else lines += scoreLines(one, names[one.fid], session, book.evidence());
  }
  const double mean = judged > 0 ? static_cast<double>(sum) / static_cast<double>(judged) : 0;
  lines += session.words(std::format("{} 处，平均 {:.0f} 分，列出 {} 处\n", judged, mean, low.size()), std::format("{} records, mean {:.0f}, {} listed\n", judged, mean, low.size()));
  session.answer({{"judged", judged}, {"mean", mean}, {"records", std::move(list)}}, lines);
  return session.exitCode = options.below > 0 && !low.empty() ? LookAt : Done;
}

int judge(Session& session, const EvidenceOptions& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  auto survey = session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  if (options.oddities) return oddities(session, *survey, **book);
  return options.records.empty() ? allRecords(session, *survey, **book, options) : someRecords(session, *survey, **book, options);
}

} // namespace

void addEvidence(CLI::App& app, Session& session) {
  auto options = std::make_shared<EvidenceOptions>();
  CLI::App* verb = addVerb(app, "evidence", "How well a record is borne out by photos, tracks, positions and times; what is odd");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  auto* records = verb->add_option("CODE", options->records, "Only these: CODE, FID or LAYER:FIELD=VALUE; default: all");
  auto* odd = verb->add_flag("--oddities", options->oddities, "List what is odd about how records came about")->excludes(records);
  verb->add_option("--below", options->below, "Only scores below this")->check(CLI::Range(1, 100))->excludes(odd);
  verb->callback([options, &session] { judge(session, *options); });
}

} // namespace suyuan::cli
