// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace suyuan::layers {

struct FeatureTable;

/// So many points of a cell have these two words (numbers in FeatureTable::category and status).
struct WordCount {
  std::uint8_t category = 0, status = 0;
  std::uint32_t count = 0;
};

struct CountedCell {
  std::int32_t column = 0, line = 0;   ///< map position / width, rounded down
  std::uint32_t first = 0, last = 0;   ///< of CountGrid::counts
  std::uint32_t total = 0;
  double sumX = 0, sumY = 0;           ///< of the points' places, map units
};

/// Points counted in square cells that lie fixed on the map: cell (0, 0) begins at the CRS's own origin, so that neither a view
/// nor an edit moves it.
struct CountGrid {
  double width = 0;                   ///< of a cell, map units; a power of two
  std::vector<CountedCell> cells;     ///< those that hold points; by line, then column
  std::vector<WordCount> counts;

  /// Calls visit(cell) for the cells that meet the box.
  template <class Visit>
  void visit(const Box& box, const Visit& visit) const;
};

[[nodiscard]] std::int32_t cellOf(double position, double width) noexcept;

/// Fills FeatureTable::countGrids, each twice as wide as the one before. Only for tables of many single points, and only such
/// widths as leave several points to a cell: where they are few, the points themselves are counted as fast.
void countPoints(FeatureTable& table);

/// The grid whose cells are so wide; null when there is none.
[[nodiscard]] const CountGrid* countGridFor(const FeatureTable& table, double width) noexcept;

template <class Visit>
void CountGrid::visit(const Box& box, const Visit& visit) const {
  const std::int32_t left = cellOf(box.minX, width), right = cellOf(box.maxX, width), top = cellOf(box.maxY, width);
  std::size_t from = 0;
  for (std::int32_t line = cellOf(box.minY, width); from < cells.size() && line <= top; ++line) {
    // The first cell from here on that is not before this line's left end.
    std::size_t to = cells.size();
    while (from < to) {
      const std::size_t middle = from + (to - from) / 2;
      const CountedCell& cell = cells[middle];
      if (cell.line < line || (cell.line == line && cell.column < left)) from = middle + 1;
      else to = middle;
    }
    for (; from < cells.size() && cells[from].line == line && cells[from].column <= right; ++from) visit(cells[from]);
    if (from < cells.size() && cells[from].line > line) line = cells[from].line - 1; // nothing in between
  }
}

} // namespace suyuan::layers
