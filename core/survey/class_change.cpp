// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/class_change.h"

#include "core/coding/code_allocator.h"
#include "core/survey/assign_codes.h"
#include "core/survey/code_leases.h"

#include <algorithm>

namespace suyuan::survey {

namespace {

Result<Outfall> storedOutfall(store::Reader& reader, Fid fid) {
  auto found = reader.get<Outfall>(fid);
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(fid)});
  return std::move(**found);
}

/// The outfall's new code, then those of the outfalls that carry the same number as branches.
Result<> planFollowingCodes(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall, const std::string& device, ClassChange& change) {
  coding::CodeParts parts = *coding::parseCode(outfall.codeNational, book.codes()).parts;
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
  const std::string base = outfall.codeNational.substr(0, std::min<std::size_t>(17, outfall.codeNational.size()));
  store::Query branches;
  branches.where = "code_national >= '" + base + "-' AND code_national < '" + base + ".' AND fid <> " + toText(outfall.fid);
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
  change.before = {outfall->class1, outfall->class2, outfall->class3};
  change.after = to;
  change.means = rules::reclassify(*outfall, to, book);
  change.nameBefore = change.nameAfter = outfall->name;
  if (!change.means.changes) return change;
  if (std::ranges::contains(change.means.mustChange, "type")) SUYUAN_TRY(planFollowingCodes(reader, book, *outfall, device, change));
  if (!outfall->name.empty()) {
    Outfall next = *outfall;
    next.class1 = to.class1;
    next.class2 = to.class2;
    next.class3 = to.class3;
    auto name = proposeName(reader, book, next);
    if (!name) return std::unexpected(std::move(name).error());
    if (!name->empty()) change.nameAfter = std::move(*name);
  }
  return change;
}

Result<std::optional<EntryId>> applyClassChange(store::SurveyFile& survey, const ClassChange& change, bool withCodes, bool withName) {
  if (!change.means.changes) return std::optional<EntryId>{};
  const auto stale = [&](Fid fid) { return failure(ErrorCode::PlanStale, {.layer = "outfalls"}, {}, {toText(fid)}); };
  store::Reader& reader = survey.reader();
  auto now = storedOutfall(reader, change.fid);
  if (!now) return std::unexpected(std::move(now).error());
  if (rules::OutfallClasses{now->class1, now->class2, now->class3} != change.before || now->name != change.nameBefore) return stale(change.fid);
  if (withCodes)
    for (const CodeProposal& code : change.codes) {
      auto record = storedOutfall(reader, code.fid);
      if (!record) return std::unexpected(std::move(record).error());
      store::Query taken;
      taken.equals = {{"code_national", Value{code.after}}};
      auto others = reader.count(Layer::Outfalls, taken);
      if (!others) return std::unexpected(std::move(others).error());
      if (record->codeNational != code.before || *others > 0) return stale(code.fid);
    }
  return survey.edit(reclassifyLabel, [&](store::Edit& edit) -> Result<> {
    for (const auto& [field, text] : {std::pair{"class_1", &change.after.class1}, std::pair{"class_2", &change.after.class2}, std::pair{"class_3", &change.after.class3}})
      SUYUAN_TRY(edit.setField(Layer::Outfalls, change.fid, field, toValue(*text)));
    if (withCodes)
      for (const CodeProposal& code : change.codes) SUYUAN_TRY(edit.setField(Layer::Outfalls, code.fid, "code_national", Value{code.after}));
    if (withName && change.nameAfter != change.nameBefore) SUYUAN_TRY(edit.setField(Layer::Outfalls, change.fid, "name", Value{change.nameAfter}));
    return {};
  });
}

} // namespace suyuan::survey
