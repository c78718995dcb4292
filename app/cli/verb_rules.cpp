// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/finding_text.h"
#include "app/text/resource_paths.h"
#include "core/rules/expression_functions.h"
#include "core/rules/rule_tests.h"

#include <format>

namespace suyuan::cli {

namespace {

Json ruleJson(const rules::Rule& rule, const char* language, bool whole) {
  Json json{{"id", rule.id},
            {"group", rule.group},
            {"layer", std::string(layerName(rule.layer))},
            {"severity", std::string(text::severityKey(rule.severity))},
            {"title", rule.title.in(language)},
            {"enabled", rule.enabled},
            {"built_in", rule.condition == nullptr}};
  if (!rule.pack.empty()) json["pack"] = rule.pack;
  if (!whole) return json;
  json["message"] = rule.message.in(language);
  json["advice"] = rule.advice.in(language);
  json["citation"] = rule.citation.in(language);
  json["unverified"] = !coding::isVerified(rule.confidence);
  if (rule.condition) {
    json["when"] = rule.condition->when.text();
    json["field"] = rule.condition->field;
    if (rule.condition->fix) json["fix"] = {{"field", rule.condition->fix->field}, {"value", rule.condition->fix->value.text()}};
  }
  return json;
}

const char* languageOf(const Session& session) { return session.language == text::Language::English ? "en" : "zh"; }

int list(Session& session) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  Json all = Json::array();
  std::string lines;
  for (const rules::Rule& rule : (*book)->rules()) {
    all.push_back(ruleJson(rule, languageOf(session), false));
    lines += std::format("{:28} {:10} {} {}{}\n", rule.id, layerName(rule.layer), text::severityText(rule.severity, session.language),
                         rule.title.in(languageOf(session)), rule.enabled ? "" : session.words("（停用）", " (off)"));
  }
  lines += std::format("{} {}, {} {}\n", session.words("规则", "Rules"), (*book)->rules().size(), session.words("版本", "version"), (*book)->version());
  session.answer({{"version", (*book)->version()}, {"rules", std::move(all)}}, lines);
  return session.exitCode = Done;
}

int explain(Session& session, const std::string& id) {
  auto book = session.book();
  if (!book) return session.fail(book.error());
  const rules::Rule* rule = (*book)->rule(id);
  if (!rule) return session.fail({ErrorCode::Usage, {}, {id}, session.words("没有规则 ", "there is no rule ") + id});
  const char* language = languageOf(session);
  std::string lines = std::format("{} — {}\n  {}\n  {}\n  {}{}\n", rule->id, rule->title.in(language), rule->message.in(language), rule->advice.in(language),
                                  rule->citation.in(language), coding::isVerified(rule->confidence) ? "" : session.words("（依据待核实）", " (basis not verified)"));
  if (rule->condition) {
    lines += std::format("  {}: {}\n", layerName(rule->layer), rule->condition->when.text());
    if (rule->condition->fix) lines += std::format("  {} := {}\n", rule->condition->fix->field, rule->condition->fix->value.text());
  }
  session.answer(ruleJson(*rule, language, true), lines);
  return session.exitCode = Done;
}

/// The book is the one that the file names; the session's --province is for files that name none.
int test(Session& session, const std::string& file) {
  auto pack = rules::packOfRuleTests(file);
  if (!pack) return session.fail(pack.error());
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  // A pack that stands beside its tests comes before one that ships.
  const auto beside = std::filesystem::path(file).parent_path() / (*pack + ".json");
  std::error_code ec;
  const bool own = !pack->empty() && std::filesystem::is_regular_file(beside, ec) && !std::filesystem::equivalent(beside, file, ec);
  auto book = rules::RuleBook::load(*resources / "rules", own ? beside.string() : *pack);
  if (!book) return session.fail(book.error());
  auto report = rules::runRuleTests(file, *book);
  if (!report) return session.fail(report.error());
  const auto uncovered = report->uncovered(*book, *pack);
  Json failures = Json::array();
  std::string lines;
  for (const rules::RuleTestFailure& failure : report->failures) {
    failures.push_back({{"rule", failure.rule}, {"line", failure.line}, {"why", failure.why}});
    lines += std::format("{}:{}: {}: {}\n", file, failure.line, failure.rule, failure.why);
  }
  for (const std::string& rule : uncovered)
    lines += std::format("{}: {}\n", rule, session.words("缺少触发或不触发的用例", "lacks an example that fires it or one that does not"));
  lines += std::format("{} {}, {} {}, {} {}\n", session.words("用例", "Examples"), report->examples, session.words("失败", "failed"), report->failures.size(),
                       session.words("未覆盖规则", "rules not covered"), uncovered.size());
  session.answer({{"pack", *pack}, {"examples", report->examples}, {"failures", std::move(failures)}, {"uncovered", uncovered}}, lines);
  return session.exitCode = report->failures.empty() && uncovered.empty() ? Done : LookAt;
}

int functions(Session& session) {
  Json all = Json::array();
  std::string lines;
  for (const rules::ExpressionFunction& function : rules::expressionFunctions()) {
    std::string arguments;
    for (const rules::ExpressionType type : function.arguments) arguments += (arguments.empty() ? "" : ", ") + std::string(rules::typeName(type));
    all.push_back({{"name", std::string(function.name)}, {"arguments", arguments}, {"gives", std::string(rules::typeName(function.result))}, {"help", std::string(function.help)}});
    lines += std::format("{}({}) → {}: {}\n", function.name, arguments, rules::typeName(function.result), function.help);
  }
  session.answer({{"functions", std::move(all)}}, lines);
  return session.exitCode = Done;
}

} // namespace

void addRules(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "rules", "The rule book: list, explain, test a pack");
  verb->require_subcommand(1);
  addVerb(*verb, "list", "Every rule in force")->callback([&session] { list(session); });
  addVerb(*verb, "functions", "What a rule's condition may ask")->callback([&session] { functions(session); });
  auto id = std::make_shared<std::string>();
  CLI::App* one = addVerb(*verb, "explain", "One rule: texts, citation, condition");
  one->add_option("ID", *id, "Rule")->required();
  one->callback([id, &session] { explain(session, *id); });
  auto file = std::make_shared<std::string>();
  CLI::App* tests = addVerb(*verb, "test", "Run a pack's test file");
  tests->add_option("FILE", *file, "Test file")->required();
  tests->callback([file, &session] { test(session, *file); });
}

} // namespace suyuan::cli
