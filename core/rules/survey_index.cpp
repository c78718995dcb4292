// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_index.h"

#include "core/coding/outfall_code.h"
#include "core/model/geometry_functions.h"
#include "core/rules/record_checker.h"

#include <algorithm>
#include <cmath>

namespace suyuan::rules {

namespace {

constexpr std::size_t mostOthers = 20;      ///< of one duplicate that are told
constexpr int lookedAtPerCell = 32;         ///< a heap of points on one spot stays cheap

std::uint64_t fidKey(Fid fid) noexcept { return static_cast<std::uint64_t>(fid.value); }

/// Key of a code, however it is written.
std::uint64_t codeKey(const std::string& code) {
  if (code.empty()) return ChainIndex::noKey;
  const bool plain = std::ranges::all_of(code, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
  char buffer[64];
  std::size_t size = 0;
  std::string normal;
  std::string_view text = code;
  if (!plain) text = normal = coding::normaliseCode(code);
  for (const char c : text)
    if (c != '-' && size < sizeof buffer) buffer[size++] = c;
  return textKey({buffer, size});
}

std::optional<Point> usable(const Outfall& o) {
  const auto at = anchorOf(o.geometry);
  if (!at || !std::isfinite(at->x) || !std::isfinite(at->y) || std::abs(at->x) > 360 || std::abs(at->y) > 90) return std::nullopt;
  return at;
}

} // namespace

SurveyIndex::SurveyIndex(const RuleBook& book) : distance_(book.thresholds().duplicateDistanceM) {
  rowHeight_ = 2.02 * std::max(distance_, 0.001) / degreeLength(0).lat;
}

SurveyIndex::Filling SurveyIndex::fill(std::size_t outfalls, std::size_t units, std::size_t photos) {
  outfalls_.reserve(outfalls);
  points_.reserve(outfalls);
  groupOf_.reserve(outfalls);
  units_.reserve(units);
  photos_.reserve(photos);
  for (ChainIndex* index : {&national_, &provincial_, &names_, &grid_, &unitOf_}) index->gather(outfalls);
  unitCodes_.gather(units);
  photoFiles_.gather(photos);
  return Filling(*this);
}

void SurveyIndex::linkAll() {
  for (ChainIndex* index : {&national_, &provincial_, &names_, &grid_, &unitOf_, &unitCodes_, &photoFiles_}) index->linkAll();
}

std::uint32_t SurveyIndex::groupNamed(const std::string& class1) {
  return groups_.try_emplace(class1, static_cast<std::uint32_t>(groups_.size())).first->second;
}
std::uint32_t SurveyIndex::knownGroup(const std::string& class1) const {
  const auto found = groups_.find(class1);
  return found == groups_.end() ? none : found->second;
}

std::int64_t SurveyIndex::rowOf(double y) const noexcept { return static_cast<std::int64_t>(std::floor(y / rowHeight_)); }

/// Degrees of longitude that twice the distance takes at the row's own latitude, a little more than needed.
double SurveyIndex::columnWidth(std::int64_t row) const noexcept {
  const double lat = std::min(std::abs(static_cast<double>(row) * rowHeight_) + 2 * rowHeight_, 89.0);
  return 2.02 * std::max(distance_, 0.001) / degreeLength(lat).lon;
}

std::int64_t SurveyIndex::columnOf(double x, std::int64_t row) const noexcept {
  return static_cast<std::int64_t>(std::floor(x / columnWidth(row)));
}

std::uint64_t SurveyIndex::cellKey(std::uint32_t group, std::int64_t row, std::int64_t column) const noexcept {
  std::uint64_t key = static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15ULL;
  key ^= (static_cast<std::uint64_t>(column) + 0x7F4A7C15ULL) * 0xC2B2AE3D27D4EB4FULL;
  key = (key ^ key >> 29) * 0xBF58476D1CE4E5B9ULL + group;
  return key == ChainIndex::noKey ? 1 : key;
}

void SurveyIndex::setOutfall(const Outfall& o) {
  const std::uint32_t slot = outfalls_.put(o.fid);
  if (slot >= points_.size()) {
    points_.emplace_back();
    groupOf_.push_back(none);
  }
  const bool excluded = isExcluded(o);
  national_.set(slot, codeKey(o.codeNational));
  provincial_.set(slot, codeKey(o.codeProvincial));
  unitOf_.set(slot, o.unitFid.isSet() ? fidKey(o.unitFid) : ChainIndex::noKey);
  names_.set(slot, excluded ? ChainIndex::noKey : textKey(o.name));
  const auto at = excluded ? std::nullopt : usable(o);
  if (at) {
    points_[slot] = {at->x, at->y};
    const std::int64_t row = rowOf(at->y);
    groupOf_[slot] = groupNamed(o.class1);
    grid_.set(slot, cellKey(groupOf_[slot], row, columnOf(at->x, row)));
  } else {
    grid_.set(slot, ChainIndex::noKey);
  }
}

void SurveyIndex::removeOutfall(Fid fid) {
  const std::uint32_t slot = outfalls_.of(fid);
  if (slot == none) return;
  for (ChainIndex* index : {&national_, &provincial_, &names_, &grid_, &unitOf_}) index->set(slot, ChainIndex::noKey);
  outfalls_.takeOut(slot);
}

void SurveyIndex::setUnit(Fid fid, std::string_view uscc) { unitCodes_.set(units_.put(fid), textKey(uscc)); }

void SurveyIndex::removeUnit(Fid fid) {
  const std::uint32_t slot = units_.of(fid);
  if (slot == none) return;
  unitCodes_.set(slot, ChainIndex::noKey);
  units_.takeOut(slot);
}

void SurveyIndex::setPhoto(Fid fid, std::string_view sha256) { photoFiles_.set(photos_.put(fid), textKey(sha256)); }

void SurveyIndex::removePhoto(Fid fid) {
  const std::uint32_t slot = photos_.of(fid);
  if (slot == none) return;
  photoFiles_.set(slot, ChainIndex::noKey);
  photos_.takeOut(slot);
}

template <class Use>
void SurveyIndex::near(std::uint32_t group, const Point& at, Use&& use) const {
  if (group == none) return;
  // Cells are twice as wide as the distance: what is near lies in this cell or in the ones on the nearer side.
  const double inRow = at.y / rowHeight_ - std::floor(at.y / rowHeight_);
  const std::int64_t middle = rowOf(at.y), otherRow = inRow < 0.5 ? middle - 1 : middle + 1;
  for (const std::int64_t row : {middle, otherRow}) {
    const double place = at.x / columnWidth(row), left = std::floor(place);
    const auto column = static_cast<std::int64_t>(left);
    for (const std::int64_t c : {column, place - left < 0.5 ? column - 1 : column + 1}) {
      const std::uint64_t cell = cellKey(group, row, c);
      const bool own = row == middle && c == column; // who asks lies in it
      if (own ? !grid_.mayHaveSeveral(cell) : !grid_.mayHave(cell)) continue;
      int looked = 0;
      grid_.each(cell, [&](std::uint32_t slot) {
        const double metres = distanceMetres(at, Point{points_[slot].x, points_[slot].y});
        if (metres <= distance_) use(slot, metres);
        return ++looked < lookedAtPerCell;
      });
    }
  }
}

void SurveyIndex::pairs(const Outfall& o, RecordContext& c) const {
  const auto equal = [&](const ChainIndex& index, std::uint64_t key, std::vector<Fid>& out) {
    if (!index.mayHaveSeveral(key)) return;
    index.each(key, [&](std::uint32_t slot) {
      if (outfalls_[slot] != o.fid) out.push_back(outfalls_[slot]);
      return out.size() < mostOthers;
    });
    std::ranges::sort(out); // the chain has no order; a batch and an edit tell the same one first
  };
  equal(national_, codeKey(o.codeNational), c.sameNationalCode);
  equal(provincial_, codeKey(o.codeProvincial), c.sameProvincialCode);
  if (isExcluded(o)) return;
  equal(names_, textKey(o.name), c.sameName);
  const auto at = usable(o);
  if (!at || !(distance_ > 0)) return;
  std::optional<RecordContext::Near> best;
  near(knownGroup(o.class1), *at, [&](std::uint32_t slot, double metres) {
    const Fid other = outfalls_[slot];
    if (other == o.fid) return;
    if (!best || metres < best->distanceM || (metres == best->distanceM && other < best->fid)) best = RecordContext::Near{other, metres};
  });
  if (best) c.nearby.push_back(*best);
}

Fid SurveyIndex::unitWithSameCode(Fid self, std::string_view uscc) const {
  Fid other;
  const std::uint64_t key = textKey(uscc);
  if (!unitCodes_.mayHaveSeveral(key)) return other;
  unitCodes_.each(key, [&](std::uint32_t slot) {
    if (units_[slot] != self && (!other.isSet() || units_[slot] < other)) other = units_[slot];
    return true;
  });
  return other;
}

Fid SurveyIndex::photoOfSameFile(Fid self, std::string_view sha256) const {
  Fid other;
  const std::uint64_t key = textKey(sha256);
  if (!photoFiles_.mayHaveSeveral(key)) return other;
  int looked = 0;
  photoFiles_.each(key, [&](std::uint32_t slot) {
    if (photos_[slot] != self && (!other.isSet() || photos_[slot] < other)) other = photos_[slot];
    return ++looked < lookedAtPerCell;
  });
  return other;
}

void SurveyIndex::touching(Fid outfall, std::vector<Fid>& out) const {
  const std::uint32_t self = outfalls_.of(outfall);
  if (self == none) return;
  for (const ChainIndex* index : {&national_, &provincial_, &names_}) {
    std::size_t count = 0;
    index->each(index->keyOf(self), [&](std::uint32_t slot) {
      if (slot != self) out.push_back(outfalls_[slot]), ++count;
      return count <= mostOthers;
    });
  }
  if (grid_.keyOf(self) == ChainIndex::noKey) return;
  near(groupOf_[self], Point{points_[self].x, points_[self].y}, [&](std::uint32_t slot, double) {
    if (slot != self) out.push_back(outfalls_[slot]);
  });
}

void SurveyIndex::outfallsOfUnit(Fid unit, std::vector<Fid>& out) const {
  if (!unit.isSet()) return;
  unitOf_.each(fidKey(unit), [&](std::uint32_t slot) {
    out.push_back(outfalls_[slot]);
    return true;
  });
}

void SurveyIndex::unitsTouching(Fid unit, std::vector<Fid>& out) const {
  const std::uint32_t self = units_.of(unit);
  if (self == none) return;
  unitCodes_.each(unitCodes_.keyOf(self), [&](std::uint32_t slot) {
    if (slot != self) out.push_back(units_[slot]);
    return out.size() < 1000;
  });
}

void SurveyIndex::photosTouching(Fid photo, std::vector<Fid>& out) const {
  const std::uint32_t self = photos_.of(photo);
  if (self == none) return;
  photoFiles_.each(photoFiles_.keyOf(self), [&](std::uint32_t slot) {
    if (slot != self) out.push_back(photos_[slot]);
    return out.size() < 1000;
  });
}

} // namespace suyuan::rules
