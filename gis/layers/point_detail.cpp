// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"

#include "gis/layers/parallel.h"

#include <algorithm>
#include <cmath>

namespace suyuan::layers {

namespace {

constexpr int coarsest = 14; ///< cells of some kilometres in a province; farther out it is a stamp

/// Spreads the low 32 bits to the even places.
std::uint64_t spread(std::uint64_t v) noexcept {
  v &= 0xFFFFFFFFULL;
  v = (v | (v << 16)) & 0x0000FFFF0000FFFFULL;
  v = (v | (v << 8)) & 0x00FF00FF00FF00FFULL;
  v = (v | (v << 4)) & 0x0F0F0F0F0F0F0F0FULL;
  v = (v | (v << 2)) & 0x3333333333333333ULL;
  return (v | (v << 1)) & 0x5555555555555555ULL;
}

struct Placed {
  std::uint64_t cell; ///< of the finest level, along a Z curve: four cells of a level lie together
  std::uint32_t row;
  std::uint8_t severity;
};

/// By cell; eleven bits at a time, as many as the cells have.
void sortByCell(std::vector<Placed>& points, int bits) {
  std::vector<Placed> other(points.size());
  for (int shift = 0; shift < bits; shift += 11) {
    std::vector<std::size_t> counts(2049);
    for (const Placed& p : points) ++counts[((p.cell >> shift) & 2047U) + 1];
    for (std::size_t i = 0; i < 2048; ++i) counts[i + 1] += counts[i];
    for (const Placed& p : points) other[counts[(p.cell >> shift) & 2047U]++] = p;
    points.swap(other);
  }
}

} // namespace

void markPointLevels(FeatureTable& t, std::span<const std::uint8_t> severity) {
  t.pointLevel.clear();
  const Box& all = t.extent();
  if (!t.isPoints() || t.size() < 2 || all.isEmpty()) return;
  constexpr int gridBits = 20;
  t.pointStep = std::max({all.maxX - all.minX, all.maxY - all.minY, 1e-9}) / ((1 << gridBits) - 1);
  t.pointLevel.assign(t.size(), 0);
  std::vector<Placed> points(t.size());
  inShares(t.size(), 2000, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t row = from; row < to; ++row) {
      const auto column = static_cast<std::uint64_t>((t.x[row] - all.minX) / t.pointStep);
      const auto line = static_cast<std::uint64_t>((t.y[row] - all.minY) / t.pointStep);
      const std::uint8_t word = t.status.at(row);
      points[row] = {spread(column) | (spread(line) << 1), static_cast<std::uint32_t>(row),
                     word < severity.size() ? severity[word] : std::uint8_t{255}};
    }
  });
  sortByCell(points, 2 * gridBits);
  // From each level only those that stayed go on to the next.
  for (int level = 1; level <= coarsest; ++level) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points.size();) {
      const std::uint64_t cell = points[i].cell >> (2 * level);
      Placed best = points[i];
      for (++i; i < points.size() && points[i].cell >> (2 * level) == cell; ++i) {
        const Placed& p = points[i];
        if (p.severity < best.severity || (p.severity == best.severity && p.row > best.row)) best = p;
      }
      t.pointLevel[best.row] = static_cast<std::uint8_t>(level);
      points[kept++] = best;
    }
    points.resize(kept);
  }
}

int pointLevelFor(const FeatureTable& table, double cell) noexcept {
  if (table.pointLevel.empty() || !(cell >= table.pointStep * 2)) return 0;
  return std::min(coarsest, std::ilogb(cell / table.pointStep));
}

} // namespace suyuan::layers
