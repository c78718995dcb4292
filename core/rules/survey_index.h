// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/rules/chain_index.h"
#include "core/rules/fid_slots.h"
#include "core/rules/record_check.h"

#include <unordered_map>

namespace suyuan::rules {

/// What the rules over several records must know of all of them, in columns: some 110 bytes an outfall. Filled, then
/// asked by any number of threads; changed again by one (an edit).
class SurveyIndex {
public:
  explicit SurveyIndex(const RuleBook& book);

  /// A whole survey is put in while this stands; nothing is found before it is gone. One thread may put in outfalls and
  /// another units and photos at the same time.
  class Filling {
  public:
    explicit Filling(SurveyIndex& index) : index_(index) {}
    Filling(const Filling&) = delete;
    Filling& operator=(const Filling&) = delete;
    ~Filling() { index_.linkAll(); }

  private:
    SurveyIndex& index_;
  };
  [[nodiscard]] Filling fill(std::size_t outfalls, std::size_t units, std::size_t photos);
  /// Puts in a record, or puts its new state in place of the old.
  void setOutfall(const Outfall& outfall);
  void removeOutfall(Fid fid);
  void setUnit(Fid fid, std::string_view uscc);
  void removeUnit(Fid fid);
  void setPhoto(Fid fid, std::string_view sha256);
  void removePhoto(Fid fid);

  [[nodiscard]] std::size_t outfalls() const noexcept { return outfalls_.size(); }
  [[nodiscard]] bool hasOutfall(Fid fid) const noexcept { return outfalls_.of(fid) != none; }
  [[nodiscard]] bool hasUnit(Fid fid) const noexcept { return units_.of(fid) != none; }

  /// Fills in what is equal and what is near. Of a thousand equal ones the first twenty are told.
  /// \pre the index knows the outfall as it is
  void pairs(const Outfall& outfall, RecordContext& context) const;
  /// Another unit with the same credit code; unset when there is none.
  /// \pre the index knows the unit (the photo) as it is
  [[nodiscard]] Fid unitWithSameCode(Fid self, std::string_view uscc) const;
  /// Another photo of the same file.
  [[nodiscard]] Fid photoOfSameFile(Fid self, std::string_view sha256) const;
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
    for (std::uint32_t slot = 0; slot < outfalls_.size(); ++slot)
      if (outfalls_.has(slot) && grid_.keyOf(slot) != ChainIndex::noKey) use(outfalls_[slot], points_[slot]);
  }

private:
  static constexpr std::uint32_t none = FidSlots::none;
  struct Place {
    double x = 0, y = 0;
  };
  void linkAll();
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
  FidSlots outfalls_, units_, photos_;
  std::vector<Place> points_;
  std::vector<std::uint32_t> groupOf_; ///< class of each, as it is in the grid
  ChainIndex national_, provincial_, names_, grid_, unitOf_, unitCodes_, photoFiles_;
};

} // namespace suyuan::rules
