// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/outfall.h"
#include "core/model/river.h"
#include "core/store/reader.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace suyuan::survey {

/// How the two banks of a river are walked.
enum class BankOrder : std::uint8_t {
  LeftThenRight, ///< the whole left bank from source to mouth, then the right bank from source to mouth
  Together,      ///< by chainage, whichever the bank; left before right at the same place
};

/// What the order could not rest on.
struct WalkingNotes {
  std::vector<std::string> flowUnknown; ///< rivers whose drawn direction nobody vouched for, names, sorted
  std::vector<Fid> notPlaced;           ///< outfalls without a river, a position or a chainage: last in their county
};

/// Puts outfalls in walking order: by county; in it the greater rivers first, then by name; along each from source to
/// mouth. A river whose outfalls all carry a chainage goes by that; else by the place on the river's line, and by the
/// chainage where there is no line. The bank is the record's, else the side of the line. Outfalls that nothing places
/// come last in their county, by fid.
[[nodiscard]] WalkingNotes sortInWalkingOrder(std::vector<Outfall>& outfalls, std::span<const River> rivers, BankOrder banks);

/// The rivers that the outfalls name, by name or record.
[[nodiscard]] Result<std::vector<River>> riversOf(store::Reader& reader, std::span<const Outfall> outfalls);

} // namespace suyuan::survey
