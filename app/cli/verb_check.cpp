// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/finding_text.h"
#include "core/survey/check_survey.h"
#include "core/survey/explain_finding.h"

#include <format>
#include <unordered_map>

namespace suyuan::cli {

namespace {

struct Options {
  std::string folder;
  std::vector<std::string> rules;
  std::string where, explain, ignore, takeUp, reason;
  bool fix = false, byCounty = false;
};

/// National codes by fid, for the answer.
Result<std::unordered_map<Fid, std::string>> codes(store::Reader& reader) {
  std::unordered_map<Fid, std::string> byFid;
  store::Query query;
  query.fields = {"code_national"};
  query.geometry = false;
  query.where = "code_national IS NOT NULL";
  auto done = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    byFid.emplace(row.fid, toText(row.values.front()));
    return true;
  });
  if (!done) return std::unexpected(std::move(done).error());
  return byFid;
}

/// FID, or RULE@FID: which of the findings are meant.
bool isMeant(const Finding& finding, std::string_view what) {
  const auto at = what.find('@');
  const std::string_view fid = at == what.npos ? what : what.substr(at + 1);
  return toText(finding.fid) == fid && (at == what.npos || finding.rule == what.substr(0, at));
}

std::string_view confidenceKey(coding::Confidence confidence) {
  switch (confidence) {
  case coding::Confidence::Verified: return "V";
  case coding::Confidence::Practice: return "P";
  case coding::Confidence::SecondHand: return "S";
  case coding::Confidence::Memory: break;
  }
  return "unverified";
}

Json cardJson(const survey::FindingCard& card, const rules::RuleBook& book, const Session& session) {
  const char* language = session.language == text::Language::English ? "en" : "zh";
  Json json = jsonOf(card.finding);
  json["message"] = book.message(card.finding, language);
  if (card.rule) {
    json["title"] = card.rule->title.in(language);
    json["advice"] = card.rule->advice.in(language);
    json["citation"] = card.rule->citation.in(language);
    json["confidence"] = confidenceKey(card.rule->confidence);
    if (!card.rule->pack.empty()) json["pack"] = card.rule->pack;
  }
  if (!card.condition.empty()) json["condition"] = card.condition;
  Json values = Json::array();
  for (const auto& value : card.values) values.push_back({{"name", value.name}, {"term", value.term}, {"value", value.value}});
  json["values"] = std::move(values);
  if (card.last)
    json["last"] = {{"author", card.last->entry.author}, {"at", card.last->entry.at}, {"label", card.last->entry.label}, {"field", card.last->field}};
  return json;
}

std::string cardLines(const survey::FindingCard& card, const rules::RuleBook& book, const Session& session) {
  const char* language = session.language == text::Language::English ? "en" : "zh";
  std::string out = std::format("{} {} {}\n", text::severityText(card.finding.severity, session.language), card.finding.rule,
                                text::findingText(card.finding, book, session.language));
  const auto line = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) out += std::format("  {}: {}\n", name, value);
  };
  if (card.rule) {
    line(session.words("依据", "Where"), std::format("{} [{}]", card.rule->citation.in(language), confidenceKey(card.rule->confidence)));
    line(session.words("条件", "Condition"), card.condition);
  }
  for (const auto& value : card.values) {
    const std::string& name = session.words(value.term, value.label);
    line(name.empty() ? value.name : name, value.value);
  }
  if (card.rule) line(session.words("怎么办", "What to do"), card.rule->advice.in(language));
  if (card.finding.fix) line(session.words("可一键改为", "One key sets"), card.finding.fix->field + " = " + toText(card.finding.fix->value));
  if (card.last) line(session.words("最近改动", "Last changed"), std::format("{} {} {}", card.last->entry.author, card.last->entry.at, card.last->entry.label));
  return out;
}

int explain(Session& session, store::SurveyFile& survey, const rules::RuleBook& book, const survey::CheckReport& report, const std::string& what) {
  Json cards = Json::array();
  std::string lines;
  for (const Finding& finding : report.findings) {
    if (!isMeant(finding, what)) continue;
    auto card = survey::explainFinding(survey.reader(), book, finding);
    if (!card) return session.fail(card.error());
    cards.push_back(cardJson(*card, book, session));
    lines += cardLines(*card, book, session);
  }
  const bool none = cards.empty();
  if (none) lines = session.words("没有这样的检查结果。\n", "There is no such finding.\n");
  session.answer({{"cards", std::move(cards)}}, lines);
  return session.exitCode = none ? Done : LookAt;
}

int byCounty(Session& session, store::SurveyFile& survey, const rules::RuleBook& book, const survey::CheckReport& report) {
  auto counts = survey::countByCounty(survey.reader(), report.findings);
  if (!counts) return session.fail(counts.error());
  Json rows = Json::array();
  std::string lines;
  for (const survey::CountyCount& count : *counts) {
    const auto code = DivisionCode::parse(count.county);
    const std::string name = code ? book.divisions().fullName(*code) : std::string{};
    rows.push_back({{"county", count.county}, {"name", name}, {"rule", count.rule}, {"severity", std::string(text::severityKey(count.severity))}, {"count", count.count}});
    lines += std::format("{} {} {} {}\n", count.county.empty() ? "—" : count.county, name, count.rule, count.count);
  }
  session.answer({{"checked", report.checked}, {"counties", std::move(rows)}}, lines);
  return session.exitCode = report.findings.empty() ? Done : LookAt;
}

Result<> setAsideOrTakeUp(store::SurveyFile& survey, const survey::CheckReport& report, const Options& options, std::int64_t& changed) {
  if (!options.ignore.empty()) {
    std::vector<Finding> meant;
    for (const Finding& finding : report.findings)
      if (isMeant(finding, options.ignore)) meant.push_back(finding);
    changed += static_cast<std::int64_t>(meant.size());
    SUYUAN_TRY(survey::ignoreFindings(survey, meant, options.reason));
  }
  if (options.takeUp.empty()) return {};
  std::vector<store::IgnoredFinding> meant;
  for (const survey::SetAside& aside : report.ignored)
    if (isMeant(aside.finding, options.takeUp)) meant.push_back(aside.by);
  changed += static_cast<std::int64_t>(meant.size());
  return survey::takeUpFindings(survey, meant);
}

int check(Session& session, const Options& options) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const bool writes = options.fix || !options.ignore.empty() || !options.takeUp.empty();
  auto survey = writes ? session.openForWriting(options.folder) : session.openForReading(options.folder);
  if (!survey) return session.fail(survey.error());
  const survey::CheckRequest request{.rules = options.rules, .where = options.where, .today = {}};
  const auto run = [&]() -> Result<survey::CheckReport> {
    auto readers = survey::readersForCheck(*survey);
    if (!readers) return std::unexpected(std::move(readers).error());
    return survey::checkSurvey(std::span(*readers), **book, Session::stopToken(), session.progress(session.words("检查", "Checking")), request);
  };
  auto report = run();
  if (!report) return session.fail(report.error());
  std::int64_t fixed = 0, set = 0;
  if (options.fix) {
    auto changed = survey::applyFixes(*survey, report->findings);
    if (!changed) return session.fail(changed.error());
    fixed = changed->records;
  }
  if (!options.ignore.empty() || !options.takeUp.empty())
    if (auto done = setAsideOrTakeUp(*survey, *report, options, set); !done) return session.fail(done.error());
  if (writes) report = run();
  if (!report) return session.fail(report.error());
  if (!options.explain.empty()) return explain(session, *survey, **book, *report, options.explain);
  if (options.byCounty) return byCounty(session, *survey, **book, *report);

  auto byFid = codes(survey->reader());
  if (!byFid) return session.fail(byFid.error());
  const auto codeOf = [&](const Finding& finding) {
    const auto code = finding.layer == Layer::Outfalls ? byFid->find(finding.fid) : byFid->end();
    return code == byFid->end() ? std::string() : code->second;
  };
  Json findings = Json::array(), ignored = Json::array();
  std::string lines;
  for (const Finding& finding : report->findings) {
    const std::string shown = codeOf(finding);
    if (session.json) {
      Json one = jsonOf(finding);
      one["code"] = shown;
      findings.push_back(std::move(one));
    } else {
      lines += std::format("{} {} {} {}: {}\n", text::severityText(finding.severity, session.language), finding.rule,
                           layerName(finding.layer), shown.empty() ? toText(finding.fid) : shown,
                           text::findingText(finding, **book, session.language));
    }
  }
  for (const survey::SetAside& aside : report->ignored) {
    Json one = jsonOf(aside.finding);
    one["code"] = codeOf(aside.finding);
    one["ignored"] = {{"reason", aside.by.reason}, {"by", aside.by.by}, {"at", aside.by.at}};
    ignored.push_back(std::move(one));
  }
  lines += std::format("{} {}, {} {}, {} {}, {:.0f} ms\n", session.words("检查排污口", "Outfalls checked"), report->checked,
                       session.words("发现", "findings"), report->findings.size(), session.words("已忽略", "set aside"), report->ignored.size(), report->elapsedMs);
  Json answer{{"checked", report->checked}, {"elapsed_ms", report->elapsedMs}, {"findings", findings}, {"ignored", ignored}};
  if (options.fix) answer["fixed"] = fixed;
  if (!options.ignore.empty() || !options.takeUp.empty()) answer["changed"] = set;
  session.answer(answer, lines);
  return session.exitCode = report->findings.empty() ? Done : LookAt;
}

} // namespace

void addCheck(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = addVerb(app, "check", "Check every record by the rule book");
  verb->add_option("DIR", options->folder, "Folder of the survey")->required();
  verb->add_option("--rules", options->rules, "Only these rules or groups (code, name.suffix …)")->delimiter(',');
  verb->add_option("--where", options->where, "Only outfalls that fit a condition: \"status = '已确认' and flow_m3d > 300\"");
  verb->add_flag("--fix", options->fix, "Apply the safe fixes, as one entry that can be undone");
  auto* explained = verb->add_option("--explain", options->explain, "The whole story of the findings of one record: FID or RULE@FID");
  verb->add_flag("--by-county", options->byCounty, "Count findings by county and rule")->excludes(explained);
  auto* reason = verb->add_option("--reason", options->reason, "Why findings are set aside");
  verb->add_option("--ignore", options->ignore, "Set findings aside, with --reason: FID or RULE@FID")->needs(reason);
  verb->add_option("--take-up", options->takeUp, "Take up again what was set aside: FID or RULE@FID");
  verb->callback([options, &session] { check(session, *options); });
}

} // namespace suyuan::cli
