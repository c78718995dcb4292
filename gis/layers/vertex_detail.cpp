// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/layers/level_of_detail.h"

#include "gis/layers/line_pack.h"
#include "gis/layers/parallel.h"
#include "gis/layers/place_key.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace suyuan::layers {

namespace {

constexpr std::uint8_t always = 255;
constexpr std::size_t aloneBelow = 2000; ///< lines

/// Places by key, open addressing: for the vertices in which lines meet. A key that two places share by chance only keeps a
/// vertex that could have been left out.
class PlaceSet {
public:
  explicit PlaceSet(std::size_t expected) : slots_(std::bit_ceil(expected * 2 + 16)) {}
  void add(std::uint64_t key) { slots_[find(key)] = key; }
  [[nodiscard]] bool has(std::uint64_t key) const noexcept { return slots_[find(key)] == key; }

private:
  [[nodiscard]] std::size_t find(std::uint64_t key) const noexcept {
    std::size_t at = key & (slots_.size() - 1);
    while (slots_[at] != 0 && slots_[at] != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  std::vector<std::uint64_t> slots_;
};

struct Part {
  std::uint32_t first, end; ///< vertices
};

/// Marks one line after another; one for each thread, for its scratch memory.
class Marker {
public:
  Marker(FeatureTable& table, double step) : t_(table), step_(step) {}

  /// Vertices that are marked `always` already divide the part; the stretches between them are thinned alone.
  void mark(const Part& part) {
    std::uint32_t first = part.first;
    const std::uint32_t last = part.end - 1;
    t_.vertexLevel[first] = t_.vertexLevel[last] = always;
    for (std::uint32_t i = first + 1; i <= last; ++i)
      if (t_.vertexLevel[i] == always) {
        markStretch(first, i);
        first = i;
      }
  }

private:
  [[nodiscard]] std::uint8_t levelOf(double distance) const noexcept {
    if (!(distance > step_)) return 0;
    return static_cast<std::uint8_t>(std::min(254, std::ilogb(distance / step_) + 1));
  }

  void markStretch(std::uint32_t first, std::uint32_t last) {
    open_.clear();
    open_.push_back({first, last, std::numeric_limits<double>::infinity()});
    while (!open_.empty()) {
      const Stretch s = open_.back();
      open_.pop_back();
      if (s.last - s.first < 2) continue;
      const double ax = t_.x[s.first], ay = t_.y[s.first];
      const double dx = t_.x[s.last] - ax, dy = t_.y[s.last] - ay;
      const double length2 = dx * dx + dy * dy;
      double most = -1;
      std::uint32_t at = s.first + 1;
      for (std::uint32_t i = s.first + 1; i < s.last; ++i) {
        const double px = t_.x[i] - ax, py = t_.y[i] - ay;
        // To the chord and no farther: a line that turns back past its ends must not lose the turn.
        const double along = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;
        const double ex = px - along * dx, ey = py - along * dy;
        const double d2 = ex * ex + ey * ey;
        if (d2 > most) {
          most = d2;
          at = i;
        }
      }
      const double needed = std::min(s.needed, std::sqrt(most));
      t_.vertexLevel[at] = levelOf(needed);
      // What is not needed at level 1 needs no more looking at: nothing below it is needed either.
      if (t_.vertexLevel[at] == 0) continue;
      open_.push_back({s.first, at, needed});
      open_.push_back({at, s.last, needed});
    }
  }

  struct Stretch {
    std::uint32_t first, last;
    double needed; ///< no vertex inside is needed longer than the one that divided it
  };
  FeatureTable& t_;
  double step_;
  std::vector<Stretch> open_;
};

/// The vertices on which another line ends.
void markMeetings(FeatureTable& t, const std::vector<Part>& parts) {
  PlaceSet ends(parts.size() * 2);
  for (const Part& p : parts) {
    ends.add(placeKey(t.x[p.first], t.y[p.first]));
    ends.add(placeKey(t.x[p.end - 1], t.y[p.end - 1]));
  }
  inShares(parts.size(), aloneBelow, [&](std::size_t, std::size_t from, std::size_t to) {
    for (std::size_t n = from; n < to; ++n)
      for (std::uint32_t i = parts[n].first + 1; i + 1 < parts[n].end; ++i)
        if (ends.has(placeKey(t.x[i], t.y[i]))) t.vertexLevel[i] = always;
  });
}

} // namespace

void markVertexLevels(FeatureTable& t) {
  t.vertexLevel.clear();
  t.linePacks.reset();
  const Box& all = t.extent();
  if (t.isPoints() || t.x.empty() || all.isEmpty()) return;
  // The finest level's tolerance: some decimetres for a province.
  t.vertexStep = std::max({all.maxX - all.minX, all.maxY - all.minY, 1e-9}) / (1 << 22);
  t.vertexLevel.assign(t.x.size(), 0);
  std::vector<Part> parts;
  for (std::size_t row = 0; row < t.size(); ++row)
    for (std::size_t part = t.featureStart[row]; part < t.featureStart[row + 1]; ++part) {
      const std::uint32_t first = t.partStart[part], end = t.partStart[part + 1];
      if (t.kindOf(row) != GeometryKind::Line || end - first < 2) {
        std::fill(t.vertexLevel.begin() + first, t.vertexLevel.begin() + end, always);
        continue;
      }
      parts.push_back({first, end});
    }
  markMeetings(t, parts);
  inShares(parts.size(), aloneBelow, [&](std::size_t, std::size_t from, std::size_t to) {
    Marker marker(t, t.vertexStep);
    for (std::size_t n = from; n < to; ++n) marker.mark(parts[n]);
  });
  packLines(t);
}

int vertexLevelFor(const FeatureTable& table, double tolerance) noexcept {
  if (table.vertexLevel.empty() || !(tolerance > table.vertexStep)) return 0;
  return std::min(254, std::ilogb(tolerance / table.vertexStep) + 1);
}

} // namespace suyuan::layers
