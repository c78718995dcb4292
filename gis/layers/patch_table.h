// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/feature_table.h"

#include <cstdint>
#include <span>

namespace suyuan::layers {

/// `old` with the records of `fids` (ascending) replaced by what `now` has of them: rows that are in both keep their
/// place, rows that `now` lacks go, rows that `old` lacks come last. Both in the same CRS. Copies column by column in
/// long runs: 10^6 points take some tens of milliseconds; the index is made anew only when a place or the number of
/// rows changed; then the levels of detail are gone (those of points when a status changed, too) and must be marked anew, else
/// they are the old ones. Any thread.
[[nodiscard]] FeatureTable patched(const FeatureTable& old, const FeatureTable& now, std::span<const std::int64_t> fids);

/// True when the map would look the same: every record of `now` stands in `old` with the same place and words, and
/// `old` has no other of `fids`. Most fields of a record are not on the map.
[[nodiscard]] bool looksTheSame(const FeatureTable& old, const FeatureTable& now, std::span<const std::int64_t> fids);

} // namespace suyuan::layers
