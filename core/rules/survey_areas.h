// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/division.h"
#include "core/model/lake.h"
#include "core/model/river.h"
#include "core/rules/record_check.h"
#include "core/rules/spatial_index.h"

#include <map>
#include <unordered_map>

namespace suyuan::rules {

/// Counties, zones and waters of a survey, prepared for many questions "what lies around this point". The records are not
/// owned and must outlive it. Read-only once made: any number of threads may ask, each with its own scratch.
class SurveyAreas {
public:
  SurveyAreas(const RuleBook& book, std::span<const Division> divisions, std::span<const Zone> zones,
              std::span<const River> rivers, std::span<const Lake> lakes);

  using Scratch = std::vector<std::uint32_t>;
  /// Fills in county, zones and water. \pre finite position
  void around(const Outfall& outfall, const Point& at, RecordContext& context, Scratch& scratch) const;

private:
  void county(const Outfall& outfall, const Point& at, RecordContext& context, Scratch& scratch) const;
  void water(const Outfall& outfall, const Point& at, RecordContext& context) const;
  std::vector<const Geometry*> countyGeometries(std::span<const Division> divisions);
  std::vector<const Geometry*> waterGeometries();
  [[nodiscard]] const std::string& waterName(std::uint32_t water) const {
    return water < rivers_.size() ? rivers_[water].name : lakes_[water - rivers_.size()].name;
  }
  [[nodiscard]] const std::string& waterBasin(std::uint32_t water) const {
    return water < rivers_.size() ? rivers_[water].basin : lakes_[water - rivers_.size()].basin;
  }

  const RuleBook& book_;
  std::span<const Zone> zoneRecords_;
  std::span<const River> rivers_;
  std::span<const Lake> lakes_;
  std::map<DivisionCode, std::uint32_t> countyOf_;
  std::vector<DivisionCode> countyCodes_;
  std::vector<std::string> countyNames_;
  AreaIndex counties_, zones_;
  std::unordered_map<Fid, std::uint32_t> waterOf_;
  std::unordered_map<std::string_view, std::uint32_t> waterNames_; ///< the first water of each name
  std::vector<std::uint32_t> sameName_; ///< of each water: the first that has its name
  LineIndex waters_;
};

} // namespace suyuan::rules
