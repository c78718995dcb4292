// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pages/responsibility_list.h"

#include "app/text/responsibility_text.h"

#include <array>
#include <cmath>
#include <map>

namespace suyuan::pages {

namespace {

using exchange::TableSheet;
using survey::Responsibility;

std::string countyName(const std::string& code, const rules::RuleBook& book) {
  const auto county = DivisionCode::parse(code);
  const std::string name = county ? book.divisions().name(*county) : std::string();
  return name.empty() ? code : name;
}

std::string joined(std::string& to, const std::string& part, const char* between) {
  if (!part.empty()) to += (to.empty() ? "" : between) + part;
  return to;
}

std::string gapsOf(const Responsibility& row, text::Language language) {
  std::string text;
  for (const auto gap : row.gaps) joined(text, text::gapText(gap, language), language == text::Language::English ? "; " : "；");
  return text;
}

TableSheet outfalls(std::span<const Responsibility> rows, const rules::RuleBook& book, text::Language language) {
  const bool en = language == text::Language::English;
  TableSheet sheet{en ? "Responsible bodies" : "责任主体清单",
                   {{en ? "County" : "县区", 14}, {en ? "Code" : "排污口编码", 24}, {en ? "Outfall" : "排污口名称", 34}, {en ? "Class" : "类别", 14}, {en ? "Traced" : "溯源状态", 10},
                    {en ? "Belongs to" : "责任类型", 12}, {en ? "Responsible body" : "责任主体", 28}, {en ? "Credit code" : "统一社会信用代码", 22}, {en ? "Units" : "排污单位", 40},
                    {en ? "Supervisor" : "主管部门", 18}, {en ? "Missing" : "缺项", 60}},
                   {}};
  for (const Responsibility& row : rows) {
    std::string units;
    for (const auto& unit : row.units)
      if (!unit.refuted) joined(units, unit.share ? unit.name + " " + std::to_string(std::lround(*unit.share * 100)) + "%" : unit.name, en ? ", " : "、");
    sheet.rows.push_back({countyName(row.county, book), row.code, row.name, row.class1, row.traceStatus, text::basisText(row.basis, language), row.body, row.bodyCode, units, row.supervisor,
                          gapsOf(row, language)});
  }
  return sheet;
}

TableSheet units(std::span<const Responsibility> rows, const rules::RuleBook& book, text::Language language) {
  const bool en = language == text::Language::English;
  TableSheet sheet{en ? "Units" : "排污单位",
                   {{en ? "County" : "县区", 14}, {en ? "Code" : "排污口编码", 24}, {en ? "Outfall" : "排污口名称", 34}, {en ? "Unit" : "排污单位", 34}, {en ? "Credit code" : "统一社会信用代码", 22},
                    {en ? "Permit" : "排污许可证号", 24}, {en ? "Industry" : "行业", 16}, {en ? "Contact" : "联系人", 12}, {en ? "Telephone" : "联系电话", 16}, {en ? "Part" : "责任比例", 10},
                    {en ? "Known by" : "来源", 18}, {en ? "Certainty" : "确定程度", 12}, {en ? "Method" : "溯源方法", 16}},
                   {}};
  for (const Responsibility& row : rows)
    for (const auto& unit : row.units)
      sheet.rows.push_back({countyName(row.county, book), row.code, row.name, unit.name, unit.uscc, unit.permitNo, unit.industry, unit.contact, unit.phone,
                            unit.share ? TableSheet::Cell(*unit.share) : TableSheet::Cell(std::string()), text::knownBy(unit, language), unit.certainty, unit.method});
  return sheet;
}

TableSheet missing(std::span<const Responsibility> rows, const rules::RuleBook& book, text::Language language) {
  const bool en = language == text::Language::English;
  TableSheet sheet{en ? "Missing by county" : "分县缺项", {{en ? "County" : "县区", 14}, {en ? "Outfalls" : "排污口数", 10}, {en ? "Complete" : "齐全", 10}}, {}};
  for (int g = 0; g < survey::responsibilityGaps; ++g) sheet.headings.emplace_back(text::gapText(static_cast<survey::ResponsibilityGap>(g), language), 14);
  std::map<std::string, std::array<double, survey::responsibilityGaps + 2>> counties;
  for (const Responsibility& row : rows) {
    auto& counts = counties[row.county];
    counts[0] += 1;
    if (row.gaps.empty()) counts[1] += 1;
    for (const auto gap : row.gaps) counts[static_cast<std::size_t>(gap) + 2] += 1;
  }
  for (const auto& [code, counts] : counties) {
    auto& line = sheet.rows.emplace_back();
    line.emplace_back(countyName(code, book));
    for (const double count : counts) line.emplace_back(count);
  }
  return sheet;
}

} // namespace

std::vector<TableSheet> responsibilitySheets(std::span<const Responsibility> rows, const rules::RuleBook& book, text::Language language) {
  return {outfalls(rows, book, language), units(rows, book, language), missing(rows, book, language)};
}

} // namespace suyuan::pages
