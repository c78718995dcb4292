// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

namespace suyuan::rules {

/// Numbers records 0, 1, 2 … in the order they come. A survey is read in the order of its fids, so that nearly all are found
/// by bisection and cost nothing but their fid; what comes out of order later (an edit) is kept aside.
class FidSlots {
public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  void reserve(std::size_t count) {
    fids_.reserve(count);
    gone_.reserve(count);
  }
  /// The record's slot, a new one when it had none; one that was taken out gets its old one back.
  std::uint32_t put(Fid fid) {
    std::uint32_t slot = find(fid);
    if (slot != none) {
      gone_[slot] = 0;
      return slot;
    }
    slot = static_cast<std::uint32_t>(fids_.size());
    if (sorted_ == slot && (slot == 0 || fids_.back() < fid)) ++sorted_;
    else late_.emplace(fid, slot);
    fids_.push_back(fid);
    gone_.push_back(0);
    return slot;
  }
  void takeOut(std::uint32_t slot) noexcept { gone_[slot] = 1; }

  /// Slot of a record that is there, else none.
  [[nodiscard]] std::uint32_t of(Fid fid) const noexcept {
    const std::uint32_t slot = find(fid);
    return slot == none || gone_[slot] ? none : slot;
  }
  [[nodiscard]] Fid operator[](std::uint32_t slot) const noexcept { return fids_[slot]; }
  [[nodiscard]] bool has(std::uint32_t slot) const noexcept { return !gone_[slot]; }
  [[nodiscard]] std::size_t size() const noexcept { return fids_.size(); } ///< with those taken out

private:
  [[nodiscard]] std::uint32_t find(Fid fid) const noexcept {
    if (sorted_ > 0 && !(fids_[sorted_ - 1] < fid)) {
      const auto end = fids_.begin() + static_cast<std::ptrdiff_t>(sorted_), at = std::lower_bound(fids_.begin(), end, fid);
      if (*at == fid) return static_cast<std::uint32_t>(at - fids_.begin());
    }
    if (late_.empty()) return none;
    const auto late = late_.find(fid);
    return late == late_.end() ? none : late->second;
  }

  std::vector<Fid> fids_;
  std::vector<std::uint8_t> gone_;
  std::size_t sorted_ = 0; ///< fids in front that ascend
  std::unordered_map<Fid, std::uint32_t> late_;
};

} // namespace suyuan::rules
