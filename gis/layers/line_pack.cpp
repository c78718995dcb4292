// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/line_pack.h"

#include "gis/layers/feature_table.h"
#include "gis/layers/parallel.h"

#include <algorithm>
#include <memory>
#include <span>

namespace suyuan::layers {

namespace {

constexpr int firstLevel = 4; ///< the first whose tolerance is many times the error of a 32-bit float
constexpr double worthwhile = 0.7; ///< a pack has at most this share of the vertices of the one before
constexpr std::size_t aloneBelow = 2000; ///< parts

/// How many vertices of each part belong to the level.
std::vector<std::uint32_t> countsAt(const FeatureTable& t, int level) {
  std::vector<std::uint32_t> counts(t.partStart.size() - 1);
  inShares(counts.size(), aloneBelow, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t part = from; part < to; ++part)
      counts[part] = static_cast<std::uint32_t>(std::count_if(t.vertexLevel.begin() + t.partStart[part], t.vertexLevel.begin() + t.partStart[part + 1],
                                                              [level](std::uint8_t mark) { return mark >= level; }));
  });
  return counts;
}

LinePack packOf(const FeatureTable& t, int level, std::span<const std::uint32_t> counts, std::size_t total) {
  LinePack pack{.level = level, .originX = t.extent().minX, .originY = t.extent().minY, .partStart = {}, .vertices = {}};
  pack.partStart.reserve(counts.size() + 1);
  pack.partStart.push_back(0);
  for (const std::uint32_t count : counts) pack.partStart.push_back(pack.partStart.back() + count);
  pack.vertices.resize(total);
  inShares(counts.size(), aloneBelow, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t part = from; part < to; ++part) {
      std::size_t next = pack.partStart[part];
      for (std::size_t i = t.partStart[part]; i < t.partStart[part + 1]; ++i)
        if (t.vertexLevel[i] >= level) pack.vertices[next++] = {static_cast<float>(t.x[i] - pack.originX), static_cast<float>(t.y[i] - pack.originY)};
    }
  });
  return pack;
}

} // namespace

void packLines(FeatureTable& t) {
  t.linePacks.reset();
  if (t.vertexLevel.empty() || t.partStart.size() < 2) return;
  if (t.kinds.empty() ? t.kind != GeometryKind::Line : std::ranges::find(t.kinds, GeometryKind::Line) == t.kinds.end()) return;
  std::vector<std::size_t> having(256); // vertices of each mark, then of it and those above
  for (const std::uint8_t mark : t.vertexLevel) ++having[mark];
  for (std::size_t level = 255; level > 0; --level) having[level - 1] += having[level];
  std::vector<LinePack> packs;
  double before = static_cast<double>(t.vertexLevel.size());
  for (int level = firstLevel; level < 255; ++level) {
    const std::size_t total = having[static_cast<std::size_t>(level)];
    if (static_cast<double>(total) > worthwhile * before) continue;
    packs.push_back(packOf(t, level, countsAt(t, level), total));
    before = static_cast<double>(total);
  }
  if (!packs.empty()) t.linePacks = std::make_shared<const std::vector<LinePack>>(std::move(packs));
}

const LinePack* linePackFor(const FeatureTable& table, int level) noexcept {
  const LinePack* coarsest = nullptr;
  if (table.linePacks)
    for (const LinePack& pack : *table.linePacks)
      if (pack.level <= level) coarsest = &pack;
  return coarsest;
}

} // namespace suyuan::layers
