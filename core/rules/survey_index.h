// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/chain_index.h"
#include "core/rules/record_check.h"

#include <unordered_map>

namespace suyuan::rules {

/// What the rules over several records must know of all of them, in columns: some 130 bytes an outfall. Filled by one
/// thread, then asked by any number; changed again by one (an edit).
class SurveyIndex {
public:
  explicit SurveyIndex(const RuleBook& book);

  void reserveOutfalls(std::size_t count);
  void reserveUnits(std::size_t count);
  void reservePhotos(std::size_t count);
  /// Puts in a record, or puts its new state in place of the old.
  void setOutfall(const Outfall& outfall);
  void removeOutfall(Fid fid);
  void setUnit(Fid fid, std::string_view uscc);
  void removeUnit(Fid fid);
  void setPhoto(Fid fid, std::string_view sha256);
  void removePhoto(Fid fid);

  [[nodiscard]] std::size_t outfalls() const noexcept { return fids_.size(); }
  [[nodiscard]] bool hasOutfall(Fid fid) const noexcept;
  [[nodiscard]] bool hasUnit(Fid fid) const noexcept;

  /// Fills in what is equal and what is near. Of a thousand equal ones the first twenty are told.
  void pairs(const Outfall& outfall, RecordContext& context) const;
  /// Another unit with the same credit code; unset when there is none.
  [[nodiscard]] Fid unitWithSameCode(Fid self, std::string_view uscc) const;
  /// Another photo of the same file.
  [[nodiscard]] Fid photoOfSameFile(Fid self, std::string_view sha256) const;
  /// Has the memory fetched that photoOfSameFile will look at.
  void prefetchPhoto(std::string_view sha256) const noexcept { photoFiles_.prefetch(textKey(sha256)); }
  /// Outfalls whose findings may change when this one, as the index knows it, changes or goes: equal codes, equal names,
  /// near ones. To be asked before and after a change.
  void touching(Fid outfall, std::vector<Fid>& out) const;
  void outfallsOfUnit(Fid unit, std::vector<Fid>& out) const;
  /// Units with the credit code of this one, photos of the same file, as the index knows them.
  void unitsTouching(Fid unit, std::vector<Fid>& out) const;
  void photosTouching(Fid photo, std::vector<Fid>& out) const;

  /// Calls use(fid, point) for each outfall with a position.
  template <class Use>
  void eachPosition(Use&& use) const {
    for (std::size_t i = 0; i < fids_.size(); ++i)
      if (present_[i] && grid_.keyOf(static_cast<std::uint32_t>(i)) != ChainIndex::noKey) use(fids_[i], points_[i]);
  }

private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  struct Place {
    double x = 0, y = 0;
  };
  [[nodiscard]] static std::uint32_t slotOf(const ChainIndex& byFid, Fid fid) noexcept;
  [[nodiscard]] std::uint32_t slotOf(Fid fid) const noexcept { return slotOf(byFid_, fid); }
  [[nodiscard]] std::uint64_t cellKey(std::uint32_t group, std::int64_t row, std::int64_t column) const noexcept;
  [[nodiscard]] std::int64_t rowOf(double y) const noexcept;
  [[nodiscard]] double columnWidth(std::int64_t row) const noexcept;
  [[nodiscard]] std::int64_t columnOf(double x, std::int64_t row) const noexcept;
  /// Calls use(slot, metres) for outfalls of the group within the duplicate distance; what is looked at is bounded.
  template <class Use>
  void near(std::uint32_t group, const Point& at, Use&& use) const;
  std::uint32_t groupNamed(const std::string& class1);
  [[nodiscard]] std::uint32_t knownGroup(const std::string& class1) const;

  double distance_ = 5, rowHeight_ = 1; ///< metres; degrees
  std::unordered_map<std::string, std::uint32_t> groups_; ///< first-level classes
  std::vector<Fid> fids_;
  std::vector<Place> points_;
  std::vector<std::uint32_t> groupOf_; ///< class of each, as it is in the grid
  std::vector<std::uint8_t> present_;
  ChainIndex byFid_, national_, provincial_, names_, grid_, unitOf_;
  std::vector<Fid> unitFids_, photoFids_;
  ChainIndex unitByFid_, unitCodes_, photoByFid_, photoFiles_;
};

} // namespace suyuan::rules
