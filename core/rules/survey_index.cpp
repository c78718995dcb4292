// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/survey_index.h"

#include "core/coding/outfall_code.h"
#include "core/model/geometry_functions.h"
#include "core/rules/record_checker.h"

#include <algorithm>
#include <array>
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

void SurveyIndex::reserveOutfalls(std::size_t count) {
  fids_.reserve(count);
  points_.reserve(count);
  groupOf_.reserve(count);
  present_.reserve(count);
  for (ChainIndex* index : {&byFid_, &national_, &provincial_, &names_, &grid_, &unitOf_}) index->reserve(count);
}

void SurveyIndex::reserveUnits(std::size_t count) {
  unitFids_.reserve(count);
  unitByFid_.reserve(count);
  unitCodes_.reserve(count);
}

void SurveyIndex::reservePhotos(std::size_t count) {
  photoFids_.reserve(count);
  photoByFid_.reserve(count);
  photoFiles_.reserve(count);
}

std::uint32_t SurveyIndex::slotOf(const ChainIndex& byFid, Fid fid) noexcept {
  std::uint32_t slot = none;
  byFid.each(fidKey(fid), [&](std::uint32_t s) {
    slot = s;
    return false;
  });
  return slot;
}

bool SurveyIndex::hasOutfall(Fid fid) const noexcept { return slotOf(fid) != none; }
bool SurveyIndex::hasUnit(Fid fid) const noexcept { return slotOf(unitByFid_, fid) != none; }

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
  std::uint32_t slot = slotOf(o.fid);
  if (slot == none) {
    slot = static_cast<std::uint32_t>(fids_.size());
    fids_.push_back(o.fid);
    points_.emplace_back();
    groupOf_.push_back(none);
    present_.push_back(1);
    byFid_.set(slot, fidKey(o.fid));
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
  const std::uint32_t slot = slotOf(fid);
  if (slot == none) return;
  for (ChainIndex* index : {&byFid_, &national_, &provincial_, &names_, &grid_, &unitOf_}) index->set(slot, ChainIndex::noKey);
  present_[slot] = 0;
}

void SurveyIndex::setUnit(Fid fid, std::string_view uscc) {
  std::uint32_t slot = slotOf(unitByFid_, fid);
  if (slot == none) {
    slot = static_cast<std::uint32_t>(unitFids_.size());
    unitFids_.push_back(fid);
    unitByFid_.set(slot, fidKey(fid));
  }
  unitCodes_.set(slot, textKey(uscc));
}

void SurveyIndex::removeUnit(Fid fid) {
  const std::uint32_t slot = slotOf(unitByFid_, fid);
  if (slot == none) return;
  unitByFid_.set(slot, ChainIndex::noKey);
  unitCodes_.set(slot, ChainIndex::noKey);
}

void SurveyIndex::setPhoto(Fid fid, std::string_view sha256) {
  std::uint32_t slot = slotOf(photoByFid_, fid);
  if (slot == none) {
    slot = static_cast<std::uint32_t>(photoFids_.size());
    photoFids_.push_back(fid);
    photoByFid_.set(slot, fidKey(fid));
  }
  photoFiles_.set(slot, textKey(sha256));
}

void SurveyIndex::removePhoto(Fid fid) {
  const std::uint32_t slot = slotOf(photoByFid_, fid);
  if (slot == none) return;
  photoByFid_.set(slot, ChainIndex::noKey);
  photoFiles_.set(slot, ChainIndex::noKey);
}

template <class Use>
void SurveyIndex::near(std::uint32_t group, const Point& at, Use&& use) const {
  if (group == none) return;
  // Cells are twice as wide as the distance: what is near lies in this cell or in the ones on the nearer side.
  const double inRow = at.y / rowHeight_ - std::floor(at.y / rowHeight_);
  const std::int64_t middle = rowOf(at.y), otherRow = inRow < 0.5 ? middle - 1 : middle + 1;
  std::array<std::uint64_t, 4> cells{};
  std::size_t n = 0;
  for (const std::int64_t row : {middle, otherRow}) {
    const double place = at.x / columnWidth(row), left = std::floor(place);
    const auto column = static_cast<std::int64_t>(left);
    for (const std::int64_t c : {column, place - left < 0.5 ? column - 1 : column + 1}) grid_.prefetch(cells[n++] = cellKey(group, row, c));
  }
  for (const std::uint64_t cell : cells) {
    int looked = 0;
    grid_.each(cell, [&](std::uint32_t slot) {
      const double metres = distanceMetres(at, Point{points_[slot].x, points_[slot].y});
      if (metres <= distance_) use(slot, metres);
      return ++looked < lookedAtPerCell;
    });
  }
}

void SurveyIndex::pairs(const Outfall& o, RecordContext& c) const {
  const auto equal = [&](const ChainIndex& index, std::uint64_t key, std::vector<Fid>& out) {
    index.each(key, [&](std::uint32_t slot) {
      if (fids_[slot] != o.fid) out.push_back(fids_[slot]);
      return out.size() < mostOthers;
    });
    std::ranges::sort(out); // the chain has no order; a batch and an edit tell the same one first
  };
  const std::uint64_t national = codeKey(o.codeNational), provincial = codeKey(o.codeProvincial), name = textKey(o.name);
  national_.prefetch(national);
  provincial_.prefetch(provincial);
  names_.prefetch(name);
  equal(national_, national, c.sameNationalCode);
  equal(provincial_, provincial, c.sameProvincialCode);
  if (isExcluded(o)) return;
  equal(names_, name, c.sameName);
  const auto at = usable(o);
  if (!at || !(distance_ > 0)) return;
  std::optional<RecordContext::Near> best;
  near(knownGroup(o.class1), *at, [&](std::uint32_t slot, double metres) {
    const Fid other = fids_[slot];
    if (other == o.fid) return;
    if (!best || metres < best->distanceM || (metres == best->distanceM && other < best->fid)) best = RecordContext::Near{other, metres};
  });
  if (best) c.nearby.push_back(*best);
}

Fid SurveyIndex::unitWithSameCode(Fid self, std::string_view uscc) const {
  Fid other;
  unitCodes_.each(textKey(uscc), [&](std::uint32_t slot) {
    if (unitFids_[slot] != self && (!other.isSet() || unitFids_[slot] < other)) other = unitFids_[slot];
    return true;
  });
  return other;
}

Fid SurveyIndex::photoOfSameFile(Fid self, std::string_view sha256) const {
  Fid other;
  int looked = 0;
  photoFiles_.each(textKey(sha256), [&](std::uint32_t slot) {
    if (photoFids_[slot] != self && (!other.isSet() || photoFids_[slot] < other)) other = photoFids_[slot];
    return ++looked < lookedAtPerCell;
  });
  return other;
}

void SurveyIndex::touching(Fid outfall, std::vector<Fid>& out) const {
  const std::uint32_t self = slotOf(outfall);
  if (self == none) return;
  for (const ChainIndex* index : {&national_, &provincial_, &names_}) {
    std::size_t count = 0;
    index->each(index->keyOf(self), [&](std::uint32_t slot) {
      if (slot != self) out.push_back(fids_[slot]), ++count;
      return count <= mostOthers;
    });
  }
  if (grid_.keyOf(self) == ChainIndex::noKey) return;
  near(groupOf_[self], Point{points_[self].x, points_[self].y}, [&](std::uint32_t slot, double) {
    if (slot != self) out.push_back(fids_[slot]);
  });
}

void SurveyIndex::outfallsOfUnit(Fid unit, std::vector<Fid>& out) const {
  if (!unit.isSet()) return;
  unitOf_.each(fidKey(unit), [&](std::uint32_t slot) {
    out.push_back(fids_[slot]);
    return true;
  });
}

void SurveyIndex::unitsTouching(Fid unit, std::vector<Fid>& out) const {
  const std::uint32_t self = slotOf(unitByFid_, unit);
  if (self == none) return;
  unitCodes_.each(unitCodes_.keyOf(self), [&](std::uint32_t slot) {
    if (slot != self) out.push_back(unitFids_[slot]);
    return out.size() < 1000;
  });
}

void SurveyIndex::photosTouching(Fid photo, std::vector<Fid>& out) const {
  const std::uint32_t self = slotOf(photoByFid_, photo);
  if (self == none) return;
  photoFiles_.each(photoFiles_.keyOf(self), [&](std::uint32_t slot) {
    if (slot != self) out.push_back(photoFids_[slot]);
    return out.size() < 1000;
  });
}

} // namespace suyuan::rules
