// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/geometry_functions.h"
#include "core/model/terms.h"
#include "core/rules/record_checker.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace suyuan::rules {

namespace {

constexpr Box china{73, 3, 136, 54}; // lon/lat degrees, islands included

/// Zones in which outfalls are banned (水污染防治法; 吉政办发〔2023〕13号 二(六)3).
bool isProtected(std::string_view kind) {
  constexpr std::array words{"保护区", "保护地", "自然保护", "风景名胜", "饮用水水源", "湿地公园"};
  return std::ranges::any_of(words, [&](std::string_view w) { return kind.find(w) != kind.npos; });
}

} // namespace

void RecordChecker::classes(const Outfall& o, FindingMaker& make) const {
  const ClassTable& table = book_.classes();
  const auto elsewhere = [&](std::string_view field, const std::string& lower, const std::string& owner, const std::string& upper,
                             std::string_view fixField, coding::Confidence confidence) {
    make.add("class.pair", field, {{"lower", lower}, {"owner", owner}, {"upper", upper.empty() ? "—" : upper}},
             Fix{std::string(fixField), Value{owner}}, confidence);
  };
  switch (table.fit(o.class1, o.class2, o.class3)) {
  case ClassFit::Fits:
  case ClassFit::Unset: break;
  case ClassFit::Undetermined:
    // Allowed while surveying, not once the outfall is closed.
    if (o.handleStage == term(HandleStage::Done)) make.add("class.undetermined", "class_1");
    return;
  case ClassFit::Class1Unknown:
    if (const auto older = parseTerm<OlderType>(o.class1))
      make.add("class.older", "class_1", {{"class", o.class1}, {"usual", std::string(term(usualClass(*older)))}});
    else make.add("class.unknown", "class_1", {{"class", o.class1}, {"level", "1"}});
    return;
  case ClassFit::Class2Unknown: make.add("class.unknown", "class_2", {{"class", o.class2}, {"level", "2"}}); return;
  case ClassFit::Class2Elsewhere: {
    const ClassEntry* entry = table.find(o.class2);
    elsewhere("class_2", o.class2, entry->class1, o.class1, "class_1", entry->confidence);
    return;
  }
  case ClassFit::Class3Unknown: make.add("class.unknown", "class_3", {{"class", o.class3}, {"level", "3"}}); return;
  case ClassFit::Class3Elsewhere: {
    const ClassEntry* owner = table.findByClass3(o.class3);
    elsewhere("class_3", o.class3, owner->class2, o.class2, "class_2", owner->confidence);
    return;
  }
  case ClassFit::Class3Missing:
    if (!isExcluded(o)) make.add("class.level3", "class_3", {{"class", o.class2}});
    break;
  }
  const ClassEntry* entry = table.find(o.class2);
  const auto status = parseTerm<ApproveStatus>(o.approveStatus);
  if (!entry || !status) return;
  const bool approval = *status == ApproveStatus::Approved || *status == ApproveStatus::NotApproved;
  const bool wanted = entry->procedure == SetUpProcedure::Approval;
  if (approval != wanted)
    make.add("approve.procedure", "approve_status", {{"class", o.class2}, {"procedure", wanted ? "审批" : "登记"}, {"status", o.approveStatus}},
             std::nullopt, entry->procedureConfidence);
}

void RecordChecker::places(const Outfall& o, const RecordContext& c, FindingMaker& make) const {
  const auto at = anchorOf(o.geometry);
  if (!at) {
    if (!isExcluded(o)) make.add("place.missing", "");
    return;
  }
  const auto degrees = [](double v) { return std::isfinite(v) ? numberText(v, 6) : std::string("NaN"); };
  const RuleBook::Arguments position{{"lon", degrees(at->x)}, {"lat", degrees(at->y)}};
  if (!std::isfinite(at->x) || !std::isfinite(at->y) || !china.contains(at->x, at->y)) {
    make.add(china.contains(at->y, at->x) ? "place.swapped" : "place.impossible", "", position);
    return;
  }
  const Thresholds& limits = book_.thresholds();
  if (o.accuracy && *o.accuracy > limits.accuracyM)
    make.add("place.accuracy", "accuracy_m", {{"accuracy", numberText(*o.accuracy, 1)}, {"limit", numberText(limits.accuracyM, 1)}});

  const auto own = DivisionCode::parse(o.divisionCode);
  const bool elsewhere = own && c.countyAtPoint && !book_.divisions().same(*own, *c.countyAtPoint);
  const bool outside = own && !c.countyAtPoint && c.ownCountyDistanceM;
  if ((elsewhere || outside) && c.ownCountyDistanceM.value_or(limits.divisionToleranceM + 1) > limits.divisionToleranceM) {
    std::string there = c.countyNameAtPoint;
    if (there.empty() && c.countyAtPoint) there = book_.divisions().fullName(*c.countyAtPoint);
    make.add("place.outside-division", "division_code",
             {{"there", there.empty() ? "—" : there}, {"county", book_.divisions().fullName(*own)},
              {"distance", c.ownCountyDistanceM ? numberText(*c.ownCountyDistanceM, 0) : ""}});
  }
  if (c.riverDistanceM && *c.riverDistanceM > limits.riverDistanceM && !isExcluded(o))
    make.add("place.far-from-river", "river_name",
             {{"river", c.riverName}, {"distance", numberText(*c.riverDistanceM, 0)}, {"limit", numberText(limits.riverDistanceM, 0)}});
  if (isExcluded(o)) return;
  for (const Zone* zone : c.zonesAtPoint)
    if (zone && isProtected(zone->kind))
      make.add("zone.protected", "", {{"zone", zone->name}, {"kind", zone->kind}, {"grade", zone->grade}});
  for (const RecordContext::Near& near : c.nearby)
    make.add("duplicate.near", "", {{"other", toText(near.fid)}, {"distance", numberText(near.distanceM, 1)}});
}

} // namespace suyuan::rules
