// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/count_grid.h"

#include "gis/layers/feature_table.h"

#include <algorithm>
#include <cmath>

namespace suyuan::layers {

namespace {

constexpr double pointsToACell = 8; ///< on the average of the finest grid, were they spread evenly
constexpr std::size_t fewPoints = 20'000;

/// The finest grid: the points' words put together by cell, and counted there.
CountGrid finest(const FeatureTable& t, double width) {
  CountGrid grid{width, {}, {}};
  const Box& all = t.extent();
  const std::int32_t left = cellOf(all.minX, width), bottom = cellOf(all.minY, width);
  const auto across = static_cast<std::size_t>(cellOf(all.maxX, width) - left + 1);
  const std::size_t cells = across * static_cast<std::size_t>(cellOf(all.maxY, width) - bottom + 1);
  std::vector<std::uint32_t> cellAt(t.size()), next(cells + 1);
  std::vector<double> sumX(cells), sumY(cells);
  for (std::size_t row = 0; row < t.size(); ++row) {
    const std::size_t at = static_cast<std::size_t>(cellOf(t.y[row], width) - bottom) * across + static_cast<std::size_t>(cellOf(t.x[row], width) - left);
    cellAt[row] = static_cast<std::uint32_t>(at);
    ++next[at + 1];
    sumX[at] += t.x[row];
    sumY[at] += t.y[row];
  }
  for (std::size_t i = 0; i < cells; ++i) next[i + 1] += next[i];
  std::vector<std::uint16_t> words(t.size());
  for (std::size_t row = 0; row < t.size(); ++row)
    words[next[cellAt[row]]++] = static_cast<std::uint16_t>((t.category.at(row) << 8) | t.status.at(row));
  // By now next[i] is the end of cell i.
  for (std::size_t at = 0, i = 0; at < cells; ++at) {
    const std::size_t end = next[at];
    if (i == end) continue;
    std::sort(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(end));
    CountedCell made{static_cast<std::int32_t>(at % across) + left, static_cast<std::int32_t>(at / across) + bottom,
                     static_cast<std::uint32_t>(grid.counts.size()), 0, static_cast<std::uint32_t>(end - i), sumX[at], sumY[at]};
    while (i < end) {
      const std::uint16_t word = words[i];
      WordCount count{static_cast<std::uint8_t>(word >> 8), static_cast<std::uint8_t>(word), 0};
      for (; i < end && words[i] == word; ++i) ++count.count;
      grid.counts.push_back(count);
    }
    made.last = static_cast<std::uint32_t>(grid.counts.size());
    grid.cells.push_back(made);
  }
  return grid;
}

std::int32_t half(std::int32_t cell) noexcept { return cell >> 1; } // rounds down, below zero too

/// Four cells into one.
CountGrid coarser(const CountGrid& fine) {
  CountGrid grid{fine.width * 2, {}, {}};
  std::vector<std::uint32_t> order(fine.cells.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto parent = [&](std::uint32_t i) { return std::pair(half(fine.cells[i].line), half(fine.cells[i].column)); };
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair(parent(i), i); });
  std::vector<WordCount> words;
  for (std::size_t i = 0; i < order.size();) {
    const auto place = parent(order[i]);
    CountedCell made{place.second, place.first, static_cast<std::uint32_t>(grid.counts.size()), 0, 0, 0, 0};
    words.clear();
    for (; i < order.size() && parent(order[i]) == place; ++i) {
      const CountedCell& cell = fine.cells[order[i]];
      made.total += cell.total;
      made.sumX += cell.sumX;
      made.sumY += cell.sumY;
      words.insert(words.end(), fine.counts.begin() + cell.first, fine.counts.begin() + cell.last);
    }
    std::ranges::sort(words, {}, [](const WordCount& w) { return (w.category << 8) | w.status; });
    for (const WordCount& word : words) {
      const bool same = grid.counts.size() > made.first && grid.counts.back().category == word.category && grid.counts.back().status == word.status;
      if (same) grid.counts.back().count += word.count;
      else grid.counts.push_back(word);
    }
    made.last = static_cast<std::uint32_t>(grid.counts.size());
    grid.cells.push_back(made);
  }
  return grid;
}

} // namespace

std::int32_t cellOf(double position, double width) noexcept {
  return static_cast<std::int32_t>(std::clamp(std::floor(position / width), -2147483648.0, 2147483647.0));
}

void countPoints(FeatureTable& table) {
  table.countGrids.reset();
  const Box& all = table.extent();
  if (!table.isPoints() || table.size() < fewPoints || all.isEmpty()) return;
  const double area = (all.maxX - all.minX) * (all.maxY - all.minY), longer = std::max(all.maxX - all.minX, all.maxY - all.minY);
  // By the area; by the longer side as well, for points that lie along a line.
  const double count = static_cast<double>(table.size());
  const double width = std::max({std::sqrt(area * pointsToACell / count), longer * pointsToACell / count, 1e-9});
  std::vector<CountGrid> grids{finest(table, std::exp2(std::ceil(std::log2(width))))};
  while (grids.back().width < longer) grids.push_back(coarser(grids.back()));
  table.countGrids = std::make_shared<const std::vector<CountGrid>>(std::move(grids));
}

const CountGrid* countGridFor(const FeatureTable& table, double width) noexcept {
  if (!table.countGrids) return nullptr;
  for (const CountGrid& grid : *table.countGrids)
    if (grid.width == width) return &grid;
  return nullptr;
}

} // namespace suyuan::layers
