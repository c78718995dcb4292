// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/geometry.h"
#include "core/model/geometry_functions.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <queue>
#include <span>
#include <vector>

namespace suyuan::network {

/// The boxes' indices in an order in which those that follow one another lie near one another.
[[nodiscard]] std::vector<std::uint32_t> hilbertOrder(std::span<const Box> boxes);

/// Static packed R-tree over boxes in lon/lat: built once, then read by any number of threads. An item is known by
/// its index in the span given to build.
class BoxIndex {
public:
  BoxIndex() = default;
  explicit BoxIndex(std::span<const Box> boxes);

  /// Calls visit(index) for each item whose box meets `box`.
  template <class Visit>
  void query(const Box& box, Visit&& visit) const {
    if (boxes_.empty()) return;
    std::uint32_t stack[256];
    std::size_t depth = 0;
    stack[depth++] = static_cast<std::uint32_t>(boxes_.size() - 1);
    while (depth > 0) {
      const std::uint32_t at = stack[--depth];
      if (!boxes_[at].intersects(box)) continue;
      if (at < items_) {
        visit(refs_[at]);
        continue;
      }
      for (std::uint32_t child = refs_[at]; child < childEnd(at); ++child) stack[depth++] = child;
    }
  }

  struct Hit {
    std::uint32_t item = 0;
    double metres = 0;
  };
  /// Nearest item: `exact(index)` gives its true distance in metres, never less than its box's (infinity: pass over).
  /// `scale` turns degrees into metres around the position.
  template <class Exact>
  [[nodiscard]] std::optional<Hit> nearest(const Point& p, const DegreeLength& scale, double maxMetres,
                                           Exact&& exact) const {
    if (boxes_.empty()) return {};
    struct Entry {
      double metres;
      std::uint32_t at;
      bool operator<(const Entry& o) const noexcept { return metres > o.metres; }
    };
    const auto boxDistance = [&](const Box& b) {
      const double dx = std::max({b.minX - p.x, p.x - b.maxX, 0.0}) * scale.lon;
      const double dy = std::max({b.minY - p.y, p.y - b.maxY, 0.0}) * scale.lat;
      return std::hypot(dx, dy);
    };
    std::priority_queue<Entry> queue;
    const auto root = static_cast<std::uint32_t>(boxes_.size() - 1);
    queue.push({boxDistance(boxes_[root]), root});
    std::optional<Hit> best;
    double limit = maxMetres;
    while (!queue.empty()) {
      const Entry entry = queue.top();
      queue.pop();
      // The box distance is a shade off the exact one (one scale for the whole box): leave a margin of 1 %.
      if (entry.metres * 0.99 > limit) break;
      if (entry.at < items_) {
        const double metres = exact(refs_[entry.at]);
        if (metres <= limit && (!best || metres < best->metres)) {
          best = Hit{refs_[entry.at], metres};
          limit = metres;
        }
        continue;
      }
      for (std::uint32_t child = refs_[entry.at]; child < childEnd(entry.at); ++child)
        queue.push({boxDistance(boxes_[child]), child});
    }
    return best;
  }

private:
  static constexpr std::uint32_t fanOut = 16;
  [[nodiscard]] std::uint32_t childEnd(std::uint32_t at) const noexcept { return ends_[at - items_]; }

  std::uint32_t items_ = 0;
  std::vector<Box> boxes_;          // items in Hilbert order, then each level above, the root last
  std::vector<std::uint32_t> refs_; // item: caller's index; inner: first child
  std::vector<std::uint32_t> ends_; // inner: one past the last child
};

} // namespace suyuan::network
