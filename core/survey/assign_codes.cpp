// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/survey/assign_codes.h"

#include "core/coding/code_allocator.h"
#include "core/coding/outfall_name.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace suyuan::survey {

namespace {

/// The parts of the code to be, without the number; or the name of the field that is missing.
std::expected<coding::CodeParts, std::string> partsFor(const Outfall& outfall, const rules::RuleBook& book) {
  coding::CodeParts parts;
  const auto division = DivisionCode::parse(outfall.divisionCode);
  if (!division || !division->isCounty()) return std::unexpected("division_code");
  parts.division = book.divisions().current(*division);
  parts.basin = outfall.basin;
  if (!book.codes().basin(parts.basin)) return std::unexpected("basin");
  parts.type = rules::typeLettersFor(outfall.class1, book).letters;
  if (parts.type.empty()) return std::unexpected("class_1");
  parts.extension = book.codes().usualExtension;
  return parts;
}

} // namespace

Result<CodeReport> assignCodes(store::SurveyFile& survey, const rules::RuleBook& book, std::stop_token stop) {
  CodeReport report;
  std::vector<Outfall> waiting;
  auto scanned = survey.reader().scan(Layer::Outfalls, {}, [&](const Row& row) {
    Outfall outfall = fromRow<Outfall>(row);
    if (!outfall.codeNational.empty()) ++report.alreadyCoded;
    else if (outfall.status == "已确认") waiting.push_back(std::move(outfall));
    return !stop.stop_requested();
  });
  if (!scanned) return std::unexpected(std::move(scanned).error());
  if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
  // Walking order: along each river from its source, left bank before right where two lie side by side.
  std::ranges::stable_sort(waiting, {}, [](const Outfall& o) {
    return std::tuple(o.divisionCode, o.riverName, o.chainage.value_or(1e12), o.bank == "右岸");
  });
  auto entry = survey.edit("编码", [&](store::Edit& edit) -> Result<> {
    std::map<std::string, int> highest;
    for (const Outfall& outfall : waiting) {
      if (stop.stop_requested()) return failure(ErrorCode::Cancelled);
      const auto parts = partsFor(outfall, book);
      if (!parts) {
        report.left.push_back({outfall.fid, parts.error()});
        continue;
      }
      const std::string series = coding::codeSeries(parts->division, parts->type);
      auto known = highest.find(series);
      if (known == highest.end()) {
        auto used = edit.highestCodeNumber(series);
        if (!used) return std::unexpected(std::move(used).error());
        known = highest.emplace(series, *used).first;
      }
      auto code = coding::nextCode(*parts, known->second);
      if (!code) return std::unexpected(std::move(code).error());
      ++known->second;
      SUYUAN_TRY(edit.setField(Layer::Outfalls, outfall.fid, "code_national", Value{*code}));
      report.assigned.emplace_back(outfall.fid, std::move(*code));
    }
    return {};
  });
  if (!entry) return std::unexpected(std::move(entry).error());
  return report;
}

Result<std::string> proposeCode(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall) {
  const auto parts = partsFor(outfall, book);
  if (!parts) return failure(ErrorCode::CodePartsMissing, {.layer = "outfalls", .field = parts.error()});
  auto used = reader.highestCodeNumber(coding::codeSeries(parts->division, parts->type));
  if (!used) return std::unexpected(std::move(used).error());
  return coding::nextCode(*parts, *used);
}

Result<std::string> proposeName(store::Reader& reader, const rules::RuleBook& book, const Outfall& outfall) {
  coding::NameParts parts;
  if (const auto division = DivisionCode::parse(outfall.divisionCode)) {
    parts.prefecture = book.divisions().prefectureName(*division);
    parts.county = book.divisions().name(*division);
  }
  parts.township = outfall.township;
  // Who discharges says more than where; an address says more than the river alone.
  parts.place = !outfall.unitName.empty() ? outfall.unitName : !outfall.address.empty() ? outfall.address : outfall.riverName;
  if (outfall.unitName.empty() && outfall.address.empty()) parts.direction = outfall.bank;
  parts.suffix = book.names().suffixFor(outfall.class1, outfall.class2, outfall.class3);
  for (int number = 0; number < 10000; ++number) {
    parts.number = number ? std::to_string(number) : std::string();
    std::string name = coding::proposeName(parts, book.names());
    store::Query same;
    same.equals = {{"name", Value{name}}};
    if (outfall.fid.isSet()) same.where = "fid <> " + toText(outfall.fid);
    auto taken = reader.count(Layer::Outfalls, same);
    if (!taken) return std::unexpected(std::move(taken).error());
    if (*taken == 0) return name;
  }
  return coding::proposeName(parts, book.names());
}

} // namespace suyuan::survey
