// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/visible_rows.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace suyuan::render {

namespace {

/// Ascending. Many are not compared but ticked off in a list of all.
void sortRows(std::vector<std::uint32_t>& rows, std::size_t all) {
  if (rows.size() < all / 256) {
    std::ranges::sort(rows);
    return;
  }
  std::vector<std::uint64_t> ticks(all / 64 + 1);
  for (const std::uint32_t row : rows) ticks[row / 64] |= std::uint64_t{1} << row % 64;
  std::size_t next = 0;
  for (std::size_t word = 0; word < ticks.size(); ++word)
    for (std::uint64_t left = ticks[word]; left != 0; left &= left - 1)
      rows[next++] = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(left)));
  rows.resize(next);
}

std::vector<std::uint32_t> rowsIn(const layers::FeatureTable& table, const Box& box) {
  std::vector<std::uint32_t> rows;
  const Box& all = table.extent();
  if (all.isEmpty() || !all.intersects(box)) return rows;
  if (box.minX <= all.minX && box.maxX >= all.maxX && box.minY <= all.minY && box.maxY >= all.maxY) {
    rows.resize(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
  }
  table.index.query(box, [&](std::uint32_t row) {
    rows.push_back(row);
    return true;
  });
  sortRows(rows, table.size());
  return rows;
}

} // namespace

std::vector<std::uint32_t> visibleRows(const SceneLayer& layer, const Box& box) {
  std::vector<std::uint32_t> rows = rowsIn(*layer.table, box);
  if (!layer.hidden.empty()) std::erase_if(rows, [&](std::uint32_t row) { return isHidden(layer, row); });
  return rows;
}

bool isHidden(const SceneLayer& layer, std::size_t row) noexcept {
  if (layer.hidden.empty() || row < layer.hidden.front() || row > layer.hidden.back()) return false;
  return std::ranges::binary_search(layer.hidden, row);
}

bool scaleShows(double maxScale, double denominator) noexcept {
  return maxScale <= 0 || denominator <= maxScale * 1.000001;
}

bool isShown(const SceneLayer& layer, const MapView& view) noexcept {
  return layer.visible && layer.table && layer.style && layer.table->size() > 0 &&
         scaleShows(layer.style->maxScale, view.scaleDenominator()) && view.scaleDenominator() * 1.000001 >= layer.style->minScale;
}

std::vector<std::uint8_t> severityOf(const layers::FeatureTable& table, const LayerStyle& style) {
  std::vector<std::uint8_t> severity;
  for (const std::string& word : table.status.words) {
    const int place = style.statusOf(word);
    severity.push_back(static_cast<std::uint8_t>(place < 0 ? 255 : std::min(place, 254)));
  }
  return severity;
}

ClassMap::ClassMap(const layers::FeatureTable& table, const LayerStyle& style) {
  if (style.by == ClassifyBy::Category) column_ = &layers::FeatureTable::category;
  if (style.by == ClassifyBy::Grade) column_ = &layers::FeatureTable::grade;
  if (column_)
    for (const std::string& word : (table.*column_).words) classes_.push_back(style.classOf(word));
  for (const std::string& word : table.status.words) statuses_.push_back(style.statusOf(word));
}

std::vector<ClassRows> rowsByClass(const SceneLayer& layer, const MapView& view, std::span<const std::uint32_t> rows, GeometryKind kind) {
  const ClassMap classes(*layer.table, *layer.style);
  const std::size_t count = layer.style->classes.size();
  std::vector<ClassRows> all(count + 1); // the base, the last class … the first
  for (const std::uint32_t row : rows) {
    if (layer.table->kindOf(row) != kind) continue;
    const int classIndex = classes.classAt(*layer.table, row);
    all[classIndex < 0 ? 0 : count - static_cast<std::size_t>(classIndex)].rows.push_back(row);
  }
  for (std::size_t n = 0; n < all.size(); ++n) all[n].symbol = &symbolOf(*layer.style, n == 0 ? -1 : static_cast<int>(count - n));
  std::erase_if(all, [&](const ClassRows& one) { return one.rows.empty() || !scaleShows(one.symbol->maxScale, view.scaleDenominator()); });
  return all;
}

} // namespace suyuan::render
