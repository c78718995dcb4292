// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gis/layers/feature_table.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace suyuan::layers {

/// The newest edits of a large table: a small one that is shown in place of the rows it replaces, until a worker has put
/// it into the large one (patched). An edit then costs what it changes, not what there is.
struct TableEdits {
  std::shared_ptr<const FeatureTable> fresh; ///< the edited records as they are now, without those that are gone; null for no edits
  std::vector<std::int64_t> fids;            ///< of all edited records, ascending

  [[nodiscard]] bool isEmpty() const noexcept { return fids.empty(); }
};

/// `before` with the records of `fids` (ascending) as `now` has them. All in one CRS.
[[nodiscard]] TableEdits withEdits(const TableEdits& before, FeatureTable now, std::span<const std::int64_t> fids);

/// Of `edits` those of `fids` (ascending): what came after the rest was put into the table.
[[nodiscard]] TableEdits onlyEditsOf(const TableEdits& edits, std::span<const std::int64_t> fids);

/// The base's rows, ascending, that the edits stand for.
[[nodiscard]] std::vector<std::uint32_t> replacedRows(const FeatureTable& base, const TableEdits& edits);

/// True when the map would look the same with `now`.
[[nodiscard]] bool looksTheSame(const FeatureTable& base, const TableEdits& edits, const FeatureTable& now, std::span<const std::int64_t> fids);

} // namespace suyuan::layers
