// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

namespace suyuan::fieldwork {

struct Interval {
  double from = 0, to = 0;
  [[nodiscard]] double length() const noexcept { return to - from; }
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A set of points of a line as disjoint intervals in ascending order.
class Intervals {
public:
  /// Returns whether the set grew.
  bool add(Interval one) {
    if (!(one.from <= one.to)) return false;
    const auto first = std::ranges::lower_bound(parts_, one.from, {}, &Interval::to);
    if (first != parts_.end() && first->from <= one.from && first->to >= one.to) return false;
    auto last = first;
    for (; last != parts_.end() && last->from <= one.to; ++last) {
      one.from = std::min(one.from, last->from);
      one.to = std::max(one.to, last->to);
    }
    if (first == last) {
      parts_.insert(first, one);
    } else {
      *first = one;
      parts_.erase(first + 1, last);
    }
    return true;
  }
  [[nodiscard]] const std::vector<Interval>& parts() const noexcept { return parts_; }
  [[nodiscard]] double total() const noexcept {
    double sum = 0;
    for (const Interval& part : parts_) sum += part.length();
    return sum;
  }
  [[nodiscard]] Intervals joined(const Intervals& other) const {
    Intervals all = *this;
    for (const Interval& part : other.parts_) all.add(part);
    return all;
  }
  /// What of 0 … length is not in the set.
  [[nodiscard]] std::vector<Interval> complement(double length) const {
    std::vector<Interval> gaps;
    double at = 0;
    for (const Interval& part : parts_) {
      if (part.from > at) gaps.push_back({at, std::min(part.from, length)});
      at = std::max(at, part.to);
    }
    if (at < length) gaps.push_back({at, length});
    return gaps;
  }

private:
  std::vector<Interval> parts_;
};

} // namespace suyuan::fieldwork
