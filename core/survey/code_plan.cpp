// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/code_plan.h"

#include "core/coding/code_allocator.h"
#include "core/survey/code_leases.h"
#include "core/survey/code_parts.h"
#include "core/survey/coded_outfalls.h"

#include <algorithm>
#include <map>

namespace suyuan::survey {

std::expected<WantedCode, std::string> wantedCode(const Outfall& outfall, const rules::RuleBook& book) {
  WantedCode wanted;
  const auto division = DivisionCode::parse(outfall.divisionCode);
  if (!division || !division->isCounty()) return std::unexpected("division_code");
  wanted.parts.division = book.divisions().current(*division);
  wanted.parts.basin = outfall.basin;
  if (!book.codes().basin(outfall.basin) && !book.codes().sea(outfall.basin)) return std::unexpected("basin");
  const rules::TypeLetters letters = rules::typeLettersFor(outfall.class1, book);
  if (letters.letters.empty()) return std::unexpected("class_1");
  wanted.parts.type = letters.letters;
  wanted.unverified = letters.unverified;
  wanted.parts.extension = book.codes().usualExtension;
  return wanted;
}

namespace {

/// Outfalls that the options take, in walking order.
Result<std::vector<Outfall>> outfallsInOrder(store::Reader& reader, const CodeOptions& options, WalkingNotes& notes,
                                             const std::function<bool(const Outfall&)>& take, const std::stop_token& stop) {
  std::vector<Outfall> outfalls;
  store::Query query;
  query.where = options.where;
  auto scanned = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    Outfall outfall = fromRow<Outfall>(row);
    if (take(outfall)) outfalls.push_back(std::move(outfall));
    return !stop.stop_requested();
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  auto rivers = riversOf(reader, outfalls);
  if (!rivers) return std::unexpected(std::move(rivers).error());
  notes = sortInWalkingOrder(outfalls, *rivers, options.banks);
  return outfalls;
}

/// The code with the next number of its series; nothing when this device has none left.
Result<std::optional<std::string>> numbered(coding::CodeParts parts, NumberSource& numbers) {
  auto number = numbers.next(coding::codeSeries(parts.division, parts.type));
  if (!number && number.error().code == ErrorCode::CodeLeaseMissing) return std::optional<std::string>{};
  if (!number) return std::unexpected(std::move(number).error());
  auto code = coding::nextCode(parts, *number - 1);
  if (!code) return std::unexpected(std::move(code).error());
  return std::optional{std::move(*code)};
}

} // namespace

Result<CodePlan> planCodes(store::Reader& reader, const rules::RuleBook& book, const CodeOptions& options, std::stop_token stop) {
  CodePlan plan;
  auto waiting = outfallsInOrder(reader, options, plan.notes, [&](const Outfall& o) {
    if (!o.codeNational.empty()) ++plan.alreadyRight;
    return o.codeNational.empty() && o.status == "已确认";
  }, stop);
  if (!waiting) return std::unexpected(std::move(waiting).error());
  auto numbers = NumberSource::open(reader, options.device, options.reserve);
  if (!numbers) return std::unexpected(std::move(numbers).error());
  for (const Outfall& outfall : *waiting) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const auto wanted = wantedCode(outfall, book);
    if (!wanted) {
      plan.left.push_back({outfall.fid, wanted.error()});
      continue;
    }
    auto code = numbered(wanted->parts, *numbers);
    if (!code) return std::unexpected(std::move(code).error());
    if (*code) plan.proposals.push_back({outfall.fid, outfall.name, {}, std::move(**code), wanted->unverified});
    else plan.left.push_back({outfall.fid, "lease"});
  }
  return plan;
}

Result<CodePlan> planRenumbering(store::Reader& reader, const rules::RuleBook& book, Renumbering how,
                                 const CodeOptions& options, std::stop_token stop) {
  CodePlan plan;
  auto coded = outfallsInOrder(reader, options, plan.notes, [](const Outfall& o) { return !o.codeNational.empty(); }, stop);
  if (!coded) return std::unexpected(std::move(coded).error());
  auto numbers = NumberSource::open(reader, options.device, options.reserve);
  if (!numbers) return std::unexpected(std::move(numbers).error());
  const coding::CodeTables& tables = book.codes();
  std::map<std::string, coding::CodeParts> moved; // old base without its extension → new base
  for (const Outfall& outfall : *coded) {
    if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
    const coding::ParsedCode code = coding::parseCode(outfall.codeNational, tables);
    if (!code.valid()) {
      plan.left.push_back({outfall.fid, "code_national"});
      continue;
    }
    coding::CodeParts base = *code.parts;
    const std::string extension = std::exchange(base.extension, "00");
    const std::string key = coding::formatCode(base);
    auto known = moved.find(key);
    if (known == moved.end()) {
      coding::CodeParts next = base;
      const auto wanted = wantedCode(outfall, book);
      const coding::CodeContext context{DivisionCode::parse(outfall.divisionCode).value_or(DivisionCode{}), outfall.basin, outfall.class1, {}};
      const auto faults = coding::contextFaults(code, tables, context);
      const auto wrong = [&](std::string_view part) { return std::ranges::contains(faults, part, &coding::CodeFault::part); };
      if (wrong("type") && !wanted) {
        plan.left.push_back({outfall.fid, wanted.error()});
        continue;
      }
      if (wrong("type")) next.type = wanted->parts.type;
      if (wrong("division") && context.county.isCounty()) next.division = book.divisions().current(context.county);
      else next.division = book.divisions().current(next.division);
      if (wrong("basin") && (tables.basin(outfall.basin) || tables.sea(outfall.basin))) next.basin = outfall.basin;
      const bool sameSeries = next.division == base.division && next.type == base.type;
      if (how == Renumbering::InOrder || !sameSeries) {
        auto given = numbered(next, *numbers);
        if (!given) return std::unexpected(std::move(given).error());
        if (!*given) {
          plan.left.push_back({outfall.fid, "lease"});
          continue;
        }
        next = *coding::parseCode(**given, tables).parts;
      }
      known = moved.emplace(key, std::move(next)).first;
    }
    coding::CodeParts after = known->second;
    after.extension = extension;
    std::string text = coding::formatCode(after);
    if (text == outfall.codeNational) {
      ++plan.alreadyRight;
      continue;
    }
    const coding::TypeEntry* type = tables.type(after.type);
    plan.proposals.push_back({outfall.fid, outfall.name, outfall.codeNational, std::move(text), !type || !coding::isVerified(type->confidence)});
  }
  return plan;
}

Result<CodePlan> planBranches(store::Reader& reader, const rules::RuleBook& book, Fid outfall, std::span<const Fid> branches) {
  auto main = storedOutfall(reader, outfall);
  if (!main) return std::unexpected(std::move(main).error());
  const coding::ParsedCode code = coding::parseCode(main->codeNational, book.codes());
  if (!code.valid()) return failure(ErrorCode::CodePartsMissing, {.layer = "outfalls", .field = "code_national"}, {}, {"code_national"});
  auto highest = reader.highestCodeNumber(coding::branchSeries(*code.parts));
  if (!highest) return std::unexpected(std::move(highest).error());
  // Branches that came with an import were not counted when they were given.
  store::Query query;
  query.where = withSameNumber(*code.parts);
  query.fields = {"code_national"};
  query.geometry = false;
  auto scanned = reader.scan(Layer::Outfalls, query, [&](const Row& row) {
    const auto parsed = coding::parseCode(toText(row.values[0]), book.codes());
    if (parsed.parts) *highest = std::max(*highest, std::stoi(parsed.parts->extension));
    return true;
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  CodePlan plan;
  for (const Fid fid : branches) {
    auto branch = storedOutfall(reader, fid);
    if (!branch) return std::unexpected(std::move(branch).error());
    auto next = coding::nextBranchCode(*code.parts, *highest, book.codes());
    if (!next) return std::unexpected(std::move(next).error());
    *highest = std::stoi(next->substr(18));
    plan.proposals.push_back({fid, branch->name, branch->codeNational, std::move(*next), false});
  }
  return plan;
}

} // namespace suyuan::survey
