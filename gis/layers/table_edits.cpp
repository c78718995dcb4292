// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/table_edits.h"

#include "gis/layers/patch_table.h"

#include <algorithm>
#include <iterator>

namespace suyuan::layers {

TableEdits withEdits(const TableEdits& before, FeatureTable now, std::span<const std::int64_t> fids) {
  TableEdits after;
  std::ranges::set_union(before.fids, fids, std::back_inserter(after.fids));
  after.fresh = std::make_shared<const FeatureTable>(before.fresh ? patched(*before.fresh, now, fids) : std::move(now));
  return after;
}

TableEdits onlyEditsOf(const TableEdits& edits, std::span<const std::int64_t> fids) {
  TableEdits only;
  std::ranges::set_intersection(edits.fids, fids, std::back_inserter(only.fids));
  if (only.isEmpty()) return only;
  std::vector<std::int64_t> others;
  std::ranges::set_difference(edits.fids, only.fids, std::back_inserter(others));
  only.fresh = std::make_shared<const FeatureTable>(patched(*edits.fresh, FeatureTable{}, others));
  return only;
}

std::vector<std::uint32_t> replacedRows(const FeatureTable& base, const TableEdits& edits) {
  std::vector<std::uint32_t> rows;
  for (const std::int64_t fid : edits.fids)
    if (const auto row = base.rowOf(fid)) rows.push_back(static_cast<std::uint32_t>(*row));
  std::ranges::sort(rows);
  return rows;
}

bool looksTheSame(const FeatureTable& base, const TableEdits& edits, const FeatureTable& now, std::span<const std::int64_t> fids) {
  std::vector<std::int64_t> again, first;
  std::ranges::set_intersection(fids, edits.fids, std::back_inserter(again));
  std::ranges::set_difference(fids, edits.fids, std::back_inserter(first));
  return looksTheSame(base, now, first) && (again.empty() || looksTheSame(*edits.fresh, now, again));
}

} // namespace suyuan::layers
