// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/water_class.h"

#include <algorithm>
#include <map>

namespace suyuan::sampling {

std::optional<WaterClass> waterClassOf(const Sample& sample, const rules::Standard& quality) {
  const std::size_t worst = quality.grades.size();
  // The first grade that allows each item.
  std::map<const rules::LimitRow*, std::size_t> gradeOf;
  for (const rules::LimitRow& row : quality.rows) {
    if (row.field.empty()) continue;
    bool measured = false;
    Sample::fields(sample, [&](const FieldDef& def, const auto& member) {
      if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::optional<double>>)
        if (def.name == row.field) measured = member.has_value();
    });
    if (measured) gradeOf[&row] = worst;
  }
  if (gradeOf.empty()) return std::nullopt;
  for (std::size_t grade = worst; grade-- > 0;) {
    const auto beyond = rules::StandardTable::exceedances(sample, quality, grade);
    for (auto& [row, first] : gradeOf)
      if (std::ranges::none_of(beyond, [&](const rules::Exceedance& one) { return one.row == row; })) first = grade;
  }
  WaterClass result;
  result.items = gradeOf.size();
  for (const auto& [row, first] : gradeOf) result.grade = std::max(result.grade, first);
  for (const rules::LimitRow& row : quality.rows) // in the table's order
    if (const auto found = gradeOf.find(&row); found != gradeOf.end() && found->second == result.grade && result.grade > 0) result.deciding.push_back(&row);
  return result;
}

const rules::Standard* surfaceWater(const rules::StandardTable& table) {
  const auto found = std::ranges::find_if(table.standards, [](const rules::Standard& one) { return !one.discharge && one.number == "GB 3838"; });
  return found == table.standards.end() ? nullptr : &*found;
}

std::string classTitle(const WaterClass& of, const rules::Standard& quality) {
  return of.grade < quality.grades.size() ? quality.grades[of.grade] : quality.grades.empty() ? std::string() : "劣" + quality.grades.back();
}

} // namespace suyuan::sampling
