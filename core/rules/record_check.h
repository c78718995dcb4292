// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/finding.h"
#include "core/model/outfall.h"
#include "core/model/photo.h"
#include "core/model/sample.h"
#include "core/model/unit.h"
#include "core/model/visit.h"
#include "core/model/zone.h"
#include "core/rules/rule_book.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::rules {

/// What the survey knows around one outfall. Everything is optional: what is not known is not checked. Pointers and
/// spans are not owned and must outlive the call.
struct RecordContext {
  std::optional<DivisionCode> countyAtPoint; ///< county polygon that the point lies in
  std::string countyNameAtPoint;
  std::optional<double> ownCountyDistanceM; ///< metres from the point to the border of its own county, when outside
  std::string riverName;                    ///< water body that the record names, else the nearest
  std::string riverBasin;                   ///< its 流域水系代码
  std::optional<double> riverDistanceM;     ///< metres to that water body
  std::vector<const Zone*> zonesAtPoint;
  const Unit* unit = nullptr;               ///< unit that unit_fid names
  bool unitLookedUp = false;                ///< unit_fid was looked for: a null unit is then missing
  std::optional<std::span<const Photo>> photos;   ///< its own; nothing: not looked up
  std::optional<std::span<const Sample>> samples;
  std::optional<std::span<const Visit>> visits;
  std::vector<Fid> sameNationalCode;        ///< other outfalls with the same national code
  std::vector<Fid> sameProvincialCode;
  std::vector<Fid> sameName;
  struct Near {
    Fid fid;
    double distanceM = 0;
  };
  std::vector<Near> nearby; ///< other outfalls nearer than the threshold
  std::string today;        ///< YYYY-MM-DD; empty takes the clock's

  void clear(); ///< empties it for the next record and keeps the memory
};

/// All rules over one outfall, as it stands in the form. Fast enough for every keystroke.
[[nodiscard]] std::vector<Finding> checkOutfall(const Outfall& outfall, const RuleBook& book,
                                                const RecordContext& context = {});

/// Rules over one unit: its credit code, its place.
[[nodiscard]] std::vector<Finding> checkUnit(const Unit& unit, const RuleBook& book);

/// Rules over one sample: plausible numbers, the unit trap of the flow, the limits of its outfall's standard (null: none).
[[nodiscard]] std::vector<Finding> checkSample(const Sample& sample, const RuleBook& book, const Outfall* outfall = nullptr);

} // namespace suyuan::rules
