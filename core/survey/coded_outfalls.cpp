// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/coded_outfalls.h"

#include "core/coding/code_allocator.h"

#include <algorithm>
#include <map>

namespace suyuan::survey {

namespace {

std::unexpected<Error> stale(Fid fid) { return failure(ErrorCode::PlanStale, {.layer = "outfalls"}, {}, {toText(fid)}); }

/// The parts of a code by their places, without any table: whether a table knows them is not asked here.
coding::CodeParts partsOf(const std::string& code) {
  std::string plain = coding::normaliseCode(code);
  std::erase(plain, '-');
  coding::CodeParts parts;
  if (plain.size() != 16) return parts;
  parts.basin = plain.substr(0, 2);
  parts.division = DivisionCode::parse(std::string_view(plain).substr(2, 6)).value_or(DivisionCode{});
  for (const char c : plain.substr(8, 4)) parts.sequence = c >= '0' && c <= '9' ? parts.sequence * 10 + (c - '0') : 0;
  parts.type = plain.substr(12, 2);
  parts.extension = plain.substr(14, 2);
  return parts;
}

/// Whether anybody but the record itself has the code, or had its number under another code.
Result<bool> isTaken(store::Reader& reader, const CodeProposal& proposal, bool newNumber) {
  store::Query same;
  same.equals = {{"code_national", Value{proposal.after}}};
  same.where = "fid <> " + toText(proposal.fid);
  auto others = reader.count(Layer::Outfalls, same);
  if (!others) return std::unexpected(std::move(others).error());
  if (*others > 0) return true;
  if (!newNumber) return false;
  const coding::CodeParts parts = partsOf(proposal.after);
  bool used = false;
  auto read = reader.select("SELECT 1 FROM suyuan_code_number WHERE series = ? AND number = ?",
                            {Value{coding::codeSeries(parts.division, parts.type)}, Value{std::int64_t{parts.sequence}}},
                            [&](const std::vector<Value>&) {
                              used = true;
                              return false;
                            });
  if (!read) return std::unexpected(std::move(read).error());
  return used;
}

} // namespace

Result<Outfall> storedOutfall(store::Reader& reader, Fid fid) {
  auto found = reader.get<Outfall>(fid);
  if (!found) return std::unexpected(std::move(found).error());
  if (!*found) return failure(ErrorCode::RecordMissing, {.layer = "outfalls"}, {}, {toText(fid)});
  return std::move(**found);
}

std::string withSameNumber(coding::CodeParts code) {
  code.extension = "00";
  const std::string base = coding::formatCode(code).substr(0, 17); // letters, digits and hyphens
  return "code_national >= '" + base + "-' AND code_national < '" + base + ".'";
}

Result<> stillApplies(store::Reader& reader, std::span<const CodeProposal> proposals) {
  // Codes change places within one renumbering: what the plan itself frees is not in the way.
  std::map<std::string, Fid> freed;
  for (const CodeProposal& proposal : proposals)
    if (!proposal.before.empty()) freed.emplace(proposal.before, proposal.fid);
  for (const CodeProposal& proposal : proposals) {
    store::Query one;
    one.equals = {{"fid", Value{proposal.fid.value}}};
    one.fields = {"code_national"};
    one.geometry = false;
    bool as = false;
    auto read = reader.scan(Layer::Outfalls, one, [&](const Row& row) {
      as = toText(row.values[0]) == proposal.before;
      return false;
    });
    if (!read) return std::unexpected(std::move(read).error());
    if (!as) return stale(proposal.fid);
    if (freed.contains(proposal.after)) continue;
    const coding::CodeParts before = partsOf(proposal.before), after = partsOf(proposal.after);
    const bool sameNumber = before.division == after.division && before.type == after.type && before.sequence == after.sequence;
    auto taken = isTaken(reader, proposal, !sameNumber && after.extension == "00");
    if (!taken) return std::unexpected(std::move(taken).error());
    if (*taken) return stale(proposal.fid);
  }
  return {};
}

Result<> writeCodes(store::Edit& edit, std::span<const CodeProposal> proposals) {
  for (const CodeProposal& proposal : proposals) {
    SUYUAN_TRY(edit.setField(Layer::Outfalls, proposal.fid, "code_national", Value{proposal.after}));
    const coding::CodeParts parts = partsOf(proposal.after);
    if (parts.extension != "00" && !parts.extension.empty())
      SUYUAN_TRY(edit.reserveCodeNumber(coding::branchSeries(parts), std::stoi(parts.extension), proposal.after));
  }
  return {};
}

} // namespace suyuan::survey
