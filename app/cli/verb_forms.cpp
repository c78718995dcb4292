// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "app/text/error_text.h"
#include "app/text/resource_paths.h"
#include "core/forms/form_set.h"
#include "core/forms/level_values.h"
#include "core/model/outfall.h"

#include <format>

namespace suyuan::cli {

namespace {

struct FormOptions {
  std::string survey, what;
};

const std::string& titleOf(const Session& session, const rules::Bilingual& title) { return session.words(title.zh, title.en); }

/// The forms in force; of a survey, its province's and its own with them.
Result<forms::FormSet> formsOf(const Session& session, const std::string& survey) {
  auto resources = text::resourcesFolder();
  if (!resources) return std::unexpected(std::move(resources).error());
  return forms::loadForms(*resources, session.province, survey);
}

/// Files that were left out, on stderr; the exit code that they ask for.
int tellFaults(const Session& session, const forms::FormSet& set) {
  for (const Error& fault : set.faults) session.say(text::sentence(fault, session.language));
  return set.faults.empty() ? Done : LookAt;
}

Json faultsJson(const Session& session, const forms::FormSet& set) {
  Json list = Json::array();
  for (const Error& fault : set.faults)
    list.push_back({{"file", fault.place.file}, {"line", fault.place.row}, {"at", fault.place.field}, {"why", fault.detail}, {"message", text::sentence(fault, session.language)}});
  return list;
}

Json questionJson(const Session& session, const forms::Question& q) {
  Json json{{"id", q.id}, {"title", titleOf(session, q.title)}, {"type", std::string(forms::wordOf(q.type))}};
  if (q.target) json["target"] = std::format("{}.{}", layerName(q.target->layer), q.target->field);
  Json choices = Json::array();
  for (const forms::QuestionChoice& choice : q.choices) choices.push_back(choice.value);
  if (!choices.empty()) json["choices"] = std::move(choices);
  Json units = Json::array();
  for (const forms::QuestionUnit& unit : q.units) units.push_back({{"unit", unit.unit}, {"factor", unit.factor}});
  if (!units.empty()) json["units"] = std::move(units);
  json["required"] = q.required;
  if (q.requiredWhen) json["required_when"] = q.requiredWhen->text();
  if (q.shownWhen) json["shown_when"] = q.shownWhen->text();
  if (q.carry != forms::Carry::No) json["carry"] = std::string(forms::wordOf(q.carry));
  json["citation"] = q.citation;
  json["unverified"] = !coding::isVerified(q.confidence);
  if (!q.pack.empty()) json["from"] = q.pack;
  return json;
}

Json formJson(const Session& session, const forms::Form& form, bool whole) {
  Json json{{"id", form.id}, {"title", titleOf(session, form.title)}, {"level", form.level}, {"record", std::string(layerName(form.record))}, {"revisit", form.revisit},
            {"version", form.version}, {"questions", form.questions().size()}, {"laid_over", form.packs}};
  if (!whole) return json;
  Json sections = Json::array();
  for (const forms::Section& section : form.sections) {
    Json questions = Json::array();
    for (const forms::Question& q : section.questions) questions.push_back(questionJson(session, q));
    sections.push_back({{"id", section.id}, {"title", titleOf(session, section.title)}, {"questions", std::move(questions)}});
  }
  json["sections"] = std::move(sections);
  return json;
}

std::string linesOf(const Session& session, const forms::Form& form) {
  std::string lines = std::format("{} — {} ({} {})\n", form.id, titleOf(session, form.title), session.words("版本", "version"), form.version);
  for (const forms::Section& section : form.sections) {
    lines += std::format("{}\n", titleOf(session, section.title));
    for (const forms::Question& q : section.questions) {
      const std::string target = q.target ? std::format(" → {}.{}", layerName(q.target->layer), q.target->field) : std::string();
      lines += std::format("  {:24} {}  [{}{}]{}{}\n", q.id, titleOf(session, q.title), forms::wordOf(q.type),
                           q.required ? session.words("，必填", ", required") : q.requiredWhen ? session.words("，条件必填", ", required when") : std::string(), target,
                           q.pack.empty() ? std::string() : std::format(" ({})", q.pack));
    }
  }
  return lines;
}

int list(Session& session, const FormOptions& options) {
  auto set = formsOf(session, options.survey);
  if (!set) return session.fail(set.error());
  Json all = Json::array();
  std::string lines;
  for (const forms::Form& form : set->forms) {
    all.push_back(formJson(session, form, false));
    lines += std::format("{:20} {}  {}, {} {}{}\n", form.id, session.words(std::format("第 {} 级", form.level), std::format("level {}", form.level)), titleOf(session, form.title), form.questions().size(),
                         session.words("题", "questions"), form.packs.empty() ? std::string() : std::format(" (+{})", form.packs.size()));
  }
  session.answer({{"forms", std::move(all)}, {"faults", faultsJson(session, *set)}}, lines);
  return session.exitCode = tellFaults(session, *set);
}

int show(Session& session, const FormOptions& options) {
  auto set = formsOf(session, options.survey);
  if (!set) return session.fail(set.error());
  const forms::Form* form = set->find(options.what);
  if (form == nullptr) return session.fail({ErrorCode::Usage, {}, {options.what}, session.words("没有表单 ", "there is no form ") + options.what});
  session.answer(formJson(session, *form, true), linesOf(session, *form));
  return session.exitCode = tellFaults(session, *set);
}

int check(Session& session, const FormOptions& options) {
  auto resources = text::resourcesFolder();
  if (!resources) return session.fail(resources.error());
  auto form = forms::checkFormFile(options.what, *resources, session.province);
  if (!form) return session.fail(form.error());
  session.answer({{"sound", true}, {"form", formJson(session, *form, true)}},
                 linesOf(session, *form) + session.words("表单文件没有问题；放进项目的 forms 文件夹即可使用。\n", "The form file is sound; put it into the survey's forms folder to use it.\n"));
  return session.exitCode = Done;
}

Result<Fid> outfallNamed(store::Reader& reader, const std::string& what) {
  for (const char* field : {"code_national", "code_provincial", "code_local", "name"}) {
    auto found = reader.all<Outfall>({.equals = {{field, Value{what}}}, .limit = 1, .geometry = false});
    if (!found) return std::unexpected(std::move(found).error());
    if (!found->empty()) return found->front().fid;
  }
  if (const auto fid = parseFid(what)) return *fid;
  return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {what});
}

Json answerJson(const forms::GivenAnswer& one) {
  Json json{{"value", one.value}, {"unit", one.unit}, {"by", one.by}, {"at", one.at}, {"form", one.form}};
  json["visit"] = one.visit.isSet() ? Json(toText(one.visit)) : Json(nullptr);
  return json;
}

int values(Session& session, const FormOptions& options) {
  auto survey = session.openForReading(options.survey);
  if (!survey) return session.fail(survey.error());
  auto set = formsOf(session, options.survey);
  if (!set) return session.fail(set.error());
  auto outfall = outfallNamed(survey->reader(), options.what);
  if (!outfall) return session.fail(outfall.error());
  auto rows = forms::answersOf(survey->reader(), *outfall, *set);
  if (!rows) return session.fail(rows.error());
  Json all = Json::array();
  std::string lines;
  std::size_t differing = 0;
  for (const forms::ComparedAnswer& row : *rows) {
    const forms::Question* q = set->question(row.question);
    const std::string title = q != nullptr ? titleOf(session, q->title) : row.question;
    Json json{{"question", row.question}, {"title", title}, {"differs", row.differs}, {"now", row.now}};
    lines += std::format("{} {}\n", row.differs ? "≠" : " ", title);
    differing += row.differs ? 1 : 0;
    for (int level = 1; level <= 3; ++level) {
      Json given = Json::array();
      for (const forms::GivenAnswer& one : row.levels[static_cast<std::size_t>(level - 1)]) {
        given.push_back(answerJson(one));
        lines += std::format("    {}: {}{}{}  ({}, {})\n", session.words(std::format("第 {} 级", level), std::format("level {}", level)), one.value, one.unit.empty() ? "" : " ", one.unit, one.by, one.at);
      }
      json[std::format("level_{}", level)] = std::move(given);
    }
    all.push_back(std::move(json));
  }
  lines += std::format("{} {}, {} {}\n", session.words("题目", "Questions"), rows->size(), session.words("各级不一致", "levels that differ"), differing);
  session.answer({{"fid", toText(*outfall)}, {"differing", differing}, {"values", std::move(all)}}, lines);
  return session.exitCode = differing == 0 ? Done : LookAt;
}

} // namespace

void addForms(CLI::App& app, Session& session) {
  CLI::App* verb = addVerb(app, "forms", "Forms of the field work: list, show, check a file, values of the levels side by side");
  verb->require_subcommand(1);
  auto options = std::make_shared<FormOptions>();
  CLI::App* all = addVerb(*verb, "list", "The forms in force");
  all->add_option("--survey", options->survey, "Survey whose own forms are taken with them");
  all->callback([options, &session] { list(session, *options); });
  CLI::App* one = addVerb(*verb, "show", "One form with its questions");
  one->add_option("ID", options->what, "Form")->required();
  one->add_option("--survey", options->survey, "Survey whose own forms are taken with them");
  one->callback([options, &session] { show(session, *options); });
  CLI::App* file = addVerb(*verb, "check", "Read a form file, or one that extends a form, and name the line of a fault");
  file->add_option("FILE", options->what, "Form file")->required();
  file->callback([options, &session] { check(session, *options); });
  CLI::App* side = addVerb(*verb, "values", "What was answered for an outfall, levels side by side");
  side->add_option("SURVEY", options->survey, "Folder of the survey")->required();
  side->add_option("CODE", options->what, "Code, name or fid of the outfall")->required();
  side->callback([options, &session] { values(session, *options); });
}

} // namespace suyuan::cli
