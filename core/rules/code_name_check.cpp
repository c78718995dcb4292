// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_code.h"
#include "core/model/terms.h"
#include "core/rules/record_checker.h"

#include <algorithm>

namespace suyuan::rules {

namespace {

std::string placeText(std::size_t at) { return std::to_string(at + 1); } // people count from one

} // namespace

void RecordChecker::codes(const Outfall& o, const RecordContext& c, FindingMaker& make) const {
  const coding::CodeTables& tables = book_.codes();
  if (!o.codeProvincial.empty()) {
    const coding::ParsedCode provincial = coding::parseCode(o.codeProvincial, tables);
    if (!provincial.valid() && !provincial.faults.empty())
      make.add("code.provincial-shape", "code_provincial",
               {{"code", o.codeProvincial}, {"place", placeText(provincial.faults.front().at)}, {"why", provincial.faults.front().why}});
    if (!c.sameProvincialCode.empty())
      make.add("code.provincial-duplicate", "code_provincial",
               {{"code", o.codeProvincial}, {"count", std::to_string(c.sameProvincialCode.size())}, {"other", toText(c.sameProvincialCode.front())}});
  }
  if (o.codeNational.empty()) {
    if (o.status == term(SurveyStatus::Confirmed) && levelOf(o) >= 2) make.add("code.missing", "code_national");
    return;
  }
  const coding::ParsedCode code = coding::parseCode(o.codeNational, tables);
  if (!code.valid()) {
    const auto hard = std::ranges::find_if(code.faults, &coding::CodeFault::hard);
    if (hard != code.faults.end())
      make.add("code.shape", "code_national",
               {{"code", o.codeNational}, {"place", placeText(hard->at)}, {"part", hard->part}, {"why", hard->why}, {"nearest", hard->nearest}});
    return;
  }
  if (code.canonical != o.codeNational)
    make.add("code.form", "code_national", {{"code", o.codeNational}, {"canonical", code.canonical}},
             Fix{"code_national", Value{code.canonical}});
  if (!c.sameNationalCode.empty())
    make.add("code.duplicate", "code_national",
             {{"code", code.canonical}, {"count", std::to_string(c.sameNationalCode.size())}, {"other", toText(c.sameNationalCode.front())}});

  const coding::CodeParts& parts = *code.parts;
  for (const coding::CodeFault& fault : code.faults) {
    if (fault.part == "basin")
      make.add("code.basin", "code_national", {{"code", code.canonical}, {"letters", parts.basin}, {"nearest", fault.nearest}});
    else if (fault.part == "type")
      make.add("code.type-unknown", "code_national", {{"code", code.canonical}, {"letters", parts.type}, {"nearest", fault.nearest}},
               std::nullopt, coding::Confidence::Memory);
    else if (fault.part == "division")
      make.add("code.division-unknown", "code_national", {{"code", code.canonical}, {"division", parts.division.text()}, {"nearest", fault.nearest}});
    else if (fault.part == "extension")
      make.add("code.extension", "code_national", {{"code", code.canonical}, {"extension", parts.extension}, {"usual", tables.usualExtension}});
  }

  const std::string& river = o.basin.empty() ? c.riverBasin : o.basin;
  if (river.size() == 2 && river != parts.basin) {
    const coding::BasinEntry* entry = tables.basin(parts.basin);
    make.add("code.basin-river", "code_national", {{"letters", parts.basin}, {"river", river}}, std::nullopt,
             entry ? entry->confidence : coding::Confidence::Memory);
  }
  const auto record = DivisionCode::parse(o.divisionCode);
  if (record && record->isCounty() && !book_.divisions().same(*record, parts.division))
    make.add("code.division-record", "code_national",
             {{"codeName", book_.divisions().fullName(parts.division)}, {"codeDivision", parts.division.text()},
              {"recordName", book_.divisions().fullName(*record)}, {"recordDivision", record->text()}});
  if (!o.class1.empty() && std::ranges::contains(book_.classes().entries, o.class1, &ClassEntry::class1)) {
    if (const coding::TypeEntry* type = tables.type(parts.type)) {
      if (!std::ranges::contains(type->class1, o.class1))
        make.add("code.type-class", "code_national", {{"letters", parts.type}, {"type", type->name}, {"class", o.class1}}, std::nullopt, type->confidence);
    } else if (tables.isCandidate(parts.type) && std::ranges::none_of(tables.candidates, [&](const coding::TypeCandidate& t) {
                 return t.class1 == o.class1 && std::ranges::contains(t.letters, parts.type);
               })) {
      make.add("code.type-class", "code_national", {{"letters", parts.type}, {"type", ""}, {"class", o.class1}}, std::nullopt, coding::Confidence::Memory);
    }
  }
}

void RecordChecker::names(const Outfall& o, const RecordContext& c, FindingMaker& make) const {
  if (o.name.empty()) return;
  if (!c.sameName.empty())
    make.add("name.duplicate", "name", {{"name", o.name}, {"count", std::to_string(c.sameName.size())}, {"other", toText(c.sameName.front())}});
  coding::NameContext context;
  context.class1 = o.class1;
  context.class2 = o.class2;
  context.class3 = o.class3;
  context.division = DivisionCode::parse(o.divisionCode).value_or(DivisionCode{});
  context.divisions = &book_.divisions();
  const auto deviations = coding::nameDeviations(o.name, context, book_.names());
  if (deviations.empty()) return;
  // One key mends all that can be mended: several fixes of one field must not undo one another.
  const std::string mended = coding::mendName(o.name, deviations);
  for (const coding::NameDeviation& d : deviations) {
    std::optional<Fix> fix;
    if (d.fixable && mended != o.name) fix = Fix{"name", Value{mended}};
    make.add("name." + d.kind, "name", {{"place", placeText(d.at)}, {"found", d.found}, {"expected", d.expected}}, std::move(fix), d.confidence);
  }
}

} // namespace suyuan::rules
