// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/feature_table.h"

#include <algorithm>

namespace suyuan::layers {

void CategoryColumn::add(std::string_view word) {
  // Neighbouring features are often alike; then no search is needed.
  if (!index.empty() && words[index.back()] == word) {
    index.push_back(index.back());
    return;
  }
  auto found = std::ranges::find(words, word);
  if (found == words.end()) {
    if (words.size() > 255) found = words.begin();
    else found = words.insert(words.end(), std::string(word));
  }
  index.push_back(static_cast<std::uint8_t>(found - words.begin()));
}

std::string_view TextColumn::at(std::size_t row) const noexcept {
  if (row >= ends.size()) return {};
  const std::size_t start = row == 0 ? 0 : ends[row - 1];
  return std::string_view(bytes).substr(start, ends[row] - start);
}

void TextColumn::add(std::string_view text) {
  bytes.append(text);
  ends.push_back(static_cast<std::uint32_t>(bytes.size()));
}

Box FeatureTable::boxOf(std::size_t row) const noexcept {
  if (!boxes.empty()) return boxes[row];
  const std::size_t vertex = partStart.size() > 1 ? partStart[featureStart[row]] : row;
  return {x[vertex], y[vertex], x[vertex], y[vertex]};
}

std::optional<std::size_t> FeatureTable::rowOf(std::int64_t fid) const noexcept {
  if (byFid.empty()) {
    const auto found = std::ranges::lower_bound(fids, fid);
    if (found == fids.end() || *found != fid) return std::nullopt;
    return static_cast<std::size_t>(found - fids.begin());
  }
  const auto found = std::ranges::lower_bound(byFid, fid, {}, [&](std::uint32_t row) { return fids[row]; });
  if (found == byFid.end() || fids[*found] != fid) return std::nullopt;
  return *found;
}

std::size_t FeatureTable::bytes() const noexcept {
  const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
  std::size_t grids = 0;
  if (countGrids)
    for (const CountGrid& grid : *countGrids) grids += of(grid.cells) + of(grid.counts);
  std::size_t packs = 0;
  if (linePacks)
    for (const LinePack& pack : *linePacks) packs += of(pack.partStart) + of(pack.vertices);
  return grids + packs + of(fids) + of(x) + of(y) + of(partStart) + of(featureStart) + of(boxes) + of(category.index) +
         of(status.index) + of(grade.index) + label.bytes.capacity() + of(label.ends) + detail.bytes.capacity() +
         of(detail.ends) + of(byFid) + of(kinds) + of(vertexLevel) + of(pointLevel) + index.size() * 20;
}

} // namespace suyuan::layers
