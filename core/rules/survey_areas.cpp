// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_areas.h"

#include <array>

namespace suyuan::rules {

namespace {

/// Times the threshold: most outfalls lie close to their water; the last ones say how far a far river is.
constexpr std::array riverSearch{0.125, 1.0, 8.0, 64.0};

template <class Record>
std::vector<const Geometry*> geometriesOf(std::span<const Record> records) {
  std::vector<const Geometry*> out;
  out.reserve(records.size());
  for (const Record& r : records) out.push_back(&r.geometry);
  return out;
}

} // namespace

SurveyAreas::SurveyAreas(const RuleBook& book, std::span<const Division> divisions, std::span<const Zone> zones,
                         std::span<const River> rivers, std::span<const Lake> lakes)
    : book_(book), zoneRecords_(zones), rivers_(rivers), lakes_(lakes), counties_(countyGeometries(divisions)),
      zones_(geometriesOf(zones)), waters_(waterGeometries()) {}

std::vector<const Geometry*> SurveyAreas::countyGeometries(std::span<const Division> divisions) {
  std::vector<const Geometry*> out;
  for (const Division& division : divisions) {
    const auto code = DivisionCode::parse(division.code);
    if (!code || !code->isCounty()) continue;
    countyOf_.emplace(book_.divisions().current(*code), static_cast<std::uint32_t>(out.size()));
    countyCodes_.push_back(*code);
    countyNames_.push_back(division.name);
    out.push_back(&division.geometry);
  }
  return out;
}

std::vector<const Geometry*> SurveyAreas::waterGeometries() {
  std::vector<const Geometry*> out = geometriesOf(rivers_);
  for (std::uint32_t i = 0; i < rivers_.size(); ++i) waterOf_.emplace(rivers_[i].fid, i);
  for (const Lake& lake : lakes_) {
    waterOf_.emplace(lake.fid, static_cast<std::uint32_t>(out.size()));
    out.push_back(&lake.geometry);
  }
  for (std::uint32_t i = 0; i < out.size(); ++i) sameName_.push_back(waterName(i).empty() ? i : waterNames_.emplace(waterName(i), i).first->second);
  return out;
}

void SurveyAreas::around(const Outfall& o, const Point& at, RecordContext& c, Scratch& scratch) const {
  county(o, at, c, scratch);
  zones_.containing(at, scratch);
  for (const std::uint32_t zone : scratch) c.zonesAtPoint.push_back(&zoneRecords_[zone]);
  water(o, at, c);
}

void SurveyAreas::county(const Outfall& o, const Point& at, RecordContext& c, Scratch& scratch) const {
  const auto own = DivisionCode::parse(o.divisionCode);
  const auto found = own ? countyOf_.find(book_.divisions().current(*own)) : countyOf_.end();
  if (found != countyOf_.end()) {
    // The record's own county first: nearly always it is the one.
    if (counties_.contains(found->second, at)) {
      c.countyAtPoint = countyCodes_[found->second];
      return;
    }
    c.ownCountyDistanceM = counties_.borderDistance(found->second, at);
  }
  counties_.containing(at, scratch);
  if (scratch.empty()) return;
  c.countyAtPoint = countyCodes_[scratch.front()];
  c.countyNameAtPoint = book_.divisions().fullName(*c.countyAtPoint);
  if (c.countyNameAtPoint.empty()) c.countyNameAtPoint = countyNames_[scratch.front()];
}

/// The water that the record names by fid or by name; the nearest one when it names none that is known.
void SurveyAreas::water(const Outfall& o, const Point& at, RecordContext& c) const {
  const double limit = book_.thresholds().riverDistanceM;
  const auto byFid = waterOf_.find(o.riverFid);
  const auto named = byFid == waterOf_.end() && !o.riverName.empty() ? waterNames_.find(o.riverName) : waterNames_.end();
  const bool byName = named != waterNames_.end();
  const auto accept = [&](std::uint32_t water) {
    if (byFid != waterOf_.end()) return water == byFid->second;
    return !byName || sameName_[water] == named->second;
  };
  std::optional<LineIndex::Nearest> nearest;
  for (const double times : riverSearch) {
    nearest = waters_.nearest(at, limit * times, accept);
    if (nearest) break;
  }
  if (byFid != waterOf_.end() || byName) {
    c.riverName = byFid != waterOf_.end() ? waterName(byFid->second) : o.riverName;
    if (byFid != waterOf_.end()) c.riverBasin = waterBasin(byFid->second);
    else if (nearest) c.riverBasin = waterBasin(nearest->owner);
    c.riverDistanceM = nearest ? nearest->distance : limit * riverSearch.back();
  } else if (nearest && o.riverName.empty()) {
    c.riverName = waterName(nearest->owner);
    c.riverBasin = waterBasin(nearest->owner);
    c.riverDistanceM = nearest->distance;
  }
}

} // namespace suyuan::rules
