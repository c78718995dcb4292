// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/network/snap.h"

#include "core/network/box_index.h"
#include "core/network/radix_sort.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace suyuan::network {

DegreeLength safeDegreeLength(double latitude) noexcept {
  DegreeLength length = degreeLength(latitude);
  length.lon = std::max(length.lon, 1.0);
  length.lat = std::max(length.lat, 1.0);
  return length;
}

Box boxAround(const Point& p, double metres) noexcept {
  const DegreeLength length = safeDegreeLength(p.y);
  Box box;
  box.add(p.x, p.y);
  // One per mille more: the degree's length changes a little within the box.
  return box.grown(metres * 1.001 / length.lon, metres * 1.001 / length.lat);
}

std::pair<std::int64_t, std::int64_t> gridCell(const SnapPoint& p, double metres) noexcept {
  constexpr double diagonal = 1.5; // of a square of side 1, and a margin
  metres = std::max(metres, 1e-6);
  const double high = metres / diagonal / 111'800.0; // no degree of latitude is longer
  const double row = std::floor(p.y / high);
  const double wide = metres / diagonal / safeDegreeLength(row * high).lon;
  return {static_cast<std::int64_t>(row), static_cast<std::int64_t>(std::floor(p.x / wide * 0.999))};
}

namespace {

using Index = std::uint32_t;

double metresBetween(const SnapPoint& a, const SnapPoint& b) noexcept { return distanceMetres({a.x, a.y}, {b.x, b.y}); }

/// Total order of positions; not known levels first.
bool isBefore(const SnapPoint& a, const SnapPoint& b) noexcept {
  const auto key = [](const SnapPoint& p) {
    return std::tuple(p.x, p.y, std::isnan(p.level) ? -std::numeric_limits<double>::infinity() : p.level, p.record);
  };
  return key(a) < key(b);
}

/// The positions' indices in that order; those that are equal keep theirs.
std::vector<Index> sorted(std::span<const SnapPoint> positions) {
  struct Placed {
    std::uint64_t x;
    Index position;
  };
  std::vector<Placed> placed(positions.size());
  for (Index i = 0; i < placed.size(); ++i) placed[i] = {orderedBits(positions[i].x), i};
  radixSort(placed, [](const Placed& p) { return p.x; });
  std::vector<Index> order(placed.size());
  for (Index i = 0; i < order.size(); ++i) order[i] = placed[i].position;
  for (Index from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && placed[to].x == placed[from].x) ++to;
    if (to - from > 1)
      std::sort(order.begin() + from, order.begin() + to, [&](Index a, Index b) {
        return isBefore(positions[a], positions[b]) || (!isBefore(positions[b], positions[a]) && a < b);
      });
  }
  return order;
}

struct Sets { // disjoint sets
  std::vector<Index> parent;
  explicit Sets(std::size_t count) : parent(count) { std::iota(parent.begin(), parent.end(), Index{0}); }
  Index root(Index i) noexcept {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  }
  void join(Index a, Index b) noexcept { parent[root(a)] = root(b); }
};

/// Joins what lies within tolerance of one another; gives up, false, when too many must be looked at because they are crowded.
/// The places lie in rows as high as the tolerance, from west to east in each: only the same row and the next can hold a neighbour.
bool joinNeighbours(const std::vector<SnapPoint>& places, double tolerance, Sets& sets) {
  struct Placed {
    std::uint64_t row;
    Index place;
  };
  const double high = std::max(tolerance, 1e-6) * 1.01 / 110'500.0; // no degree of latitude is shorter
  const double south = std::ranges::min_element(places, {}, &SnapPoint::y)->y;
  const double first = std::floor(south / high);
  std::vector<Placed> order(places.size());
  for (Index i = 0; i < order.size(); ++i) order[i] = {static_cast<std::uint64_t>(std::floor(places[i].y / high) - first), i};
  radixSort(order, [](const Placed& p) { return p.row; }); // the places come sorted by x

  std::size_t looked = 0;
  const std::size_t allowed = 32 * places.size() + 1000;
  const auto look = [&](Index a, Index b) {
    const SnapPoint &p = places[std::min(a, b)], &q = places[std::max(a, b)];
    if (metresBetween(p, q) <= tolerance && boxAround({p.x, p.y}, tolerance).contains(q.x, q.y)) sets.join(a, b);
    return ++looked <= allowed;
  };
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    const std::uint64_t row = order[from].row;
    while (to < order.size() && order[to].row == row) ++to;
    const bool next = to < order.size() && order[to].row == row + 1;
    if (to - from < 2 && !next) continue;
    const double bottom = (static_cast<double>(row) + first) * high;
    const double wide = tolerance * 1.01 / safeDegreeLength(std::max(std::abs(bottom), std::abs(bottom + 2 * high))).lon;
    std::size_t above = to;
    for (std::size_t i = from; i < to; ++i) {
      const double x = places[order[i].place].x;
      for (std::size_t j = i + 1; j < to && places[order[j].place].x <= x + wide; ++j)
        if (!look(order[i].place, order[j].place)) return false;
      if (!next) continue;
      while (above < order.size() && order[above].row == row + 1 && places[order[above].place].x < x - wide) ++above;
      for (std::size_t j = above; j < order.size() && order[j].row == row + 1 && places[order[j].place].x <= x + wide; ++j)
        if (!look(order[i].place, order[j].place)) return false;
    }
  }
  return true;
}

/// What a row of steps within tolerance leads to is one set. Levels play no part yet. \pre sorted by x
Sets connected(const std::vector<SnapPoint>& places, double tolerance) {
  Sets sets{places.size()};
  if (places.size() < 2 || joinNeighbours(places, tolerance, sets)) return sets;

  // Crowded: all within a cell are near one another without looking, and two cells are joined by the first pair that is.
  std::vector<std::pair<std::pair<std::int64_t, std::int64_t>, Index>> order(places.size());
  for (Index i = 0; i < places.size(); ++i) order[i] = {gridCell(places[i], tolerance), i};
  std::ranges::sort(order);
  std::vector<Index> first;
  std::vector<Box> cells;
  for (Index k = 0; k < order.size(); ++k) {
    if (k == 0 || order[k].first != order[k - 1].first) first.push_back(k), cells.emplace_back();
    else sets.join(order[k].second, order[k - 1].second);
    cells.back().add(places[order[k].second].x, places[order[k].second].y);
  }
  first.push_back(static_cast<Index>(order.size()));
  const BoxIndex index{cells};
  for (Index a = 0; a < cells.size(); ++a) {
    const DegreeLength scale = safeDegreeLength(std::max(std::abs(cells[a].minY), std::abs(cells[a].maxY)));
    const Box around = cells[a].grown(tolerance * 1.01 / scale.lon, tolerance * 1.01 / scale.lat);
    index.query(around, [&](Index b) {
      if (b <= a || sets.root(order[first[a]].second) == sets.root(order[first[b]].second)) return;
      for (Index i = first[a]; i < first[a + 1]; ++i) {
        const SnapPoint& p = places[order[i].second];
        if (!boxAround({p.x, p.y}, tolerance).intersects(cells[b])) continue;
        for (Index j = first[b]; j < first[b + 1]; ++j)
          if (metresBetween(p, places[order[j].second]) <= tolerance) return sets.join(order[i].second, order[j].second);
      }
    });
  }
  return sets;
}

/// What a group of positions spans.
struct Span {
  Box box;
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
  bool record = false;

  void add(const SnapPoint& p) noexcept {
    box.add(p.x, p.y);
    if (isLevelKnown(p.level)) low = std::min(low, p.level), high = std::max(high, p.level);
    record = record || p.record;
  }
  void add(const Span& s) noexcept {
    box.add(s.box);
    low = std::min(low, s.low), high = std::max(high, s.high);
    record = record || s.record;
  }
  [[nodiscard]] double levelsApart(const Span& o) const noexcept {
    return low > high || o.low > o.high ? 0 : std::max(low, o.low) - std::min(high, o.high);
  }
  /// No wider than two tolerances, and of one level or with a record to join the levels.
  [[nodiscard]] bool isPlace(const SnapLimits& limits) const noexcept {
    if (!record && high - low > limits.levelMetres) return false;
    if (box.minX == box.maxX && box.minY == box.maxY) return true;
    const DegreeLength scale = safeDegreeLength((box.minY + box.maxY) / 2);
    const double wide = std::hypot((box.maxX - box.minX) * scale.lon, (box.maxY - box.minY) * scale.lat);
    return wide <= limits.toleranceMetres * 2;
  }
};

/// Divides a set that is too wide, or whose levels are too far apart, into places: the nearest are joined first.
void divide(const std::vector<SnapPoint>& places, std::span<const Index> members, const SnapLimits& limits, Sets& sets) {
  // In a crowd, those of a quarter of a tolerance are one before distances are asked for.
  constexpr std::size_t crowd = 256;
  std::vector<std::vector<Index>> seeds;
  if (members.size() <= crowd) {
    for (const Index m : members) seeds.push_back({m});
  } else {
    using Key = std::tuple<std::pair<std::int64_t, std::int64_t>, std::int64_t>;
    std::vector<std::pair<Key, Index>> order;
    for (const Index m : members) {
      const SnapPoint& p = places[m];
      const bool known = isLevelKnown(p.level) && !p.record && limits.levelMetres > 0;
      const double bucket = known ? std::clamp(std::floor(p.level / limits.levelMetres * 4), -1e12, 1e12) : 2e12;
      order.push_back({{gridCell(p, limits.toleranceMetres / 4), static_cast<std::int64_t>(bucket)}, m});
    }
    std::ranges::sort(order);
    for (std::size_t k = 0; k < order.size(); ++k) {
      if (k == 0 || order[k].first != order[k - 1].first) seeds.emplace_back();
      seeds.back().push_back(order[k].second);
    }
  }
  std::vector<Span> spans(seeds.size());
  std::vector<Box> boxes(seeds.size());
  for (std::size_t s = 0; s < seeds.size(); ++s) {
    for (const Index m : seeds[s]) spans[s].add(places[m]);
    boxes[s].add(places[seeds[s].front()].x, places[seeds[s].front()].y);
  }
  struct Pair {
    double metres;
    Index a, b;
  };
  std::vector<Pair> pairs;
  const BoxIndex index{boxes};
  for (Index a = 0; a < seeds.size(); ++a) {
    const SnapPoint& p = places[seeds[a].front()];
    index.query(boxAround({p.x, p.y}, limits.toleranceMetres), [&](Index b) {
      if (b <= a) return;
      if (!spans[a].record && !spans[b].record && spans[a].levelsApart(spans[b]) > limits.levelMetres) return;
      const double metres = metresBetween(p, places[seeds[b].front()]);
      if (metres <= limits.toleranceMetres) pairs.push_back({metres, a, b});
    });
  }
  std::ranges::sort(pairs, {}, [](const Pair& p) { return std::tuple(p.metres, p.a, p.b); });
  Sets own{seeds.size()};
  // Twice: what levels kept apart may meet in a record that came to one of them later.
  for (int round = 0; round < 2; ++round)
    for (const Pair& pair : pairs) {
      const Index a = own.root(pair.a), b = own.root(pair.b);
      if (a == b) continue;
      Span both = spans[a];
      both.add(spans[b]);
      if (!both.isPlace(limits)) continue;
      own.join(a, b);
      spans[own.root(a)] = both;
    }
  for (const auto& seed : seeds)
    for (const Index m : seed) sets.parent[m] = m;
  for (Index s = 0; s < seeds.size(); ++s)
    for (const Index m : seeds[s]) sets.join(m, seeds[own.root(s)].front());
}

} // namespace

std::vector<std::uint32_t> groupPositions(std::span<const SnapPoint> positions, const SnapLimits& limits) {
  const auto count = static_cast<Index>(positions.size());
  const std::vector<Index> order = sorted(positions);
  // Most ends coincide exactly; only one of each goes through the index.
  std::vector<Index> place(count);
  std::vector<SnapPoint> places;
  for (const Index i : order) {
    if (places.empty() || !(places.back() == positions[i])) places.push_back(positions[i]);
    place[i] = static_cast<Index>(places.size() - 1);
  }
  Sets sets = connected(places, limits.toleranceMetres);
  std::vector<Span> spans(places.size());
  for (Index p = 0; p < places.size(); ++p) spans[sets.root(p)].add(places[p]);
  std::vector<std::pair<Index, Index>> wide; // set, member
  for (Index p = 0; p < places.size(); ++p)
    if (const Index r = sets.root(p); !spans[r].isPlace(limits)) wide.emplace_back(r, p);
  std::ranges::sort(wide);
  std::vector<Index> members;
  for (std::size_t i = 0; i < wide.size(); ++i) {
    members.push_back(wide[i].second);
    if (i + 1 < wide.size() && wide[i + 1].first == wide[i].first) continue;
    divide(places, members, limits, sets);
    members.clear();
  }

  constexpr Index unset = std::numeric_limits<Index>::max();
  std::vector<Index> number(places.size(), unset), groups(count);
  Index next = 0;
  for (Index i = 0; i < count; ++i) {
    Index& group = number[sets.root(place[i])];
    if (group == unset) group = next++;
    groups[i] = group;
  }
  return groups;
}

} // namespace suyuan::network
