// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/class_change.h"

#include "core/coding/code_allocator.h"
#include "core/survey/assign_codes.h"
#include "core/survey/code_leases.h"
#include "core/survey/coded_outfalls.h"

#include <algorithm>

namespace suyuan::survey {

namespace {

/// The outfall's new code, then those of the outfalls that carry the same number as branches.
Result<> planFollowingCodes(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall, const std::string& device, ClassChange& change) {
  const coding::CodeParts before = *coding::parseCode(outfall.codeNational, book.codes()).parts;
  coding::CodeParts parts = before;
  parts.type = change.means.typeAfter;
  parts.division = book.divisions().current(parts.division);
  auto numbers = NumberSource::open(reader, device);
  if (!numbers) return std::unexpected(std::move(numbers).error());
  auto number = numbers->next(coding::codeSeries(parts.division, parts.type));
  if (!number && number.error().code == ErrorCode::CodeLeaseMissing) {
    change.codeMissing = "lease";
    return {};
  }
  if (!number) return std::unexpected(std::move(number).error());
  parts.sequence = *number;
  change.codes.push_back({outfall.fid, outfall.name, outfall.codeNational, coding::formatCode(parts), change.means.typeUnverified});
  store::Query branches;
  branches.where = withSameNumber(before) + " AND fid <> " + toText(outfall.fid);
  branches.fields = {"name", "code_national"};
  branches.geometry = false;
  return reader.scan(Layer::Outfalls, branches, [&](const Row& row) {
    const auto branch = coding::parseCode(toText(row.values[1]), book.codes());
    if (!branch.valid()) return true;
    coding::CodeParts after = parts;
    after.extension = branch.parts->extension;
    change.codes.push_back({row.fid, toText(row.values[0]), toText(row.values[1]), coding::formatCode(after), change.means.typeUnverified});
    return true;
  });
}

} // namespace

Result<ClassChange> planClassChange(store::Reader& reader, const rules::RuleBook& book, Fid fid, const rules::OutfallClasses& to,
                                    const std::string& device) {
  auto outfall = storedOutfall(reader, fid);
  if (!outfall) return std::unexpected(std::move(outfall).error());
  ClassChange change;
  change.fid = fid;
  change.before = rules::classesOf(*outfall);
  change.after = to;
  change.means = rules::reclassify(*outfall, to, book);
  change.nameBefore = change.nameAfter = outfall->name;
  if (!change.means.changes) return change;
  if (std::ranges::contains(change.means.mustChange, "type")) SUYUAN_TRY(planFollowingCodes(reader, book, *outfall, device, change));
  if (!outfall->name.empty()) {
    Outfall next = *outfall;
    rules::setClasses(next, to);
    auto name = proposeName(reader, book, next);
    if (!name) return std::unexpected(std::move(name).error());
    if (!name->empty()) change.nameAfter = std::move(*name);
  }
  return change;
}

Result<std::optional<EntryId>> applyClassChange(store::SurveyFile& survey, const ClassChange& change, bool withCodes, bool withName) {
  if (!change.means.changes) return std::optional<EntryId>{};
  auto now = storedOutfall(survey.reader(), change.fid);
  if (!now) return std::unexpected(std::move(now).error());
  if (rules::classesOf(*now) != change.before || now->name != change.nameBefore)
    return failure(ErrorCode::PlanStale, {.layer = "outfalls"}, {}, {toText(change.fid)});
  if (withCodes) SUYUAN_TRY(stillApplies(survey.reader(), change.codes));
  return survey.edit(reclassifyLabel, [&](store::Edit& edit) -> Result<> {
    SUYUAN_TRY(writeClasses(edit, change.fid, change.after));
    if (withCodes) SUYUAN_TRY(writeCodes(edit, change.codes));
    if (withName && change.nameAfter != change.nameBefore) SUYUAN_TRY(edit.setField(Layer::Outfalls, change.fid, "name", Value{change.nameAfter}));
    return {};
  });
}

Result<> writeClasses(store::Edit& edit, Fid outfall, const rules::OutfallClasses& classes) {
  for (const auto& [field, text] : {std::pair{"class_1", &classes.class1}, std::pair{"class_2", &classes.class2}, std::pair{"class_3", &classes.class3}})
    SUYUAN_TRY(edit.setField(Layer::Outfalls, outfall, field, toValue(*text)));
  return {};
}

} // namespace suyuan::survey
