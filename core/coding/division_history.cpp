// SPDX-License-Identifier: GPL-3.0-or-later
// What divisions were before, and when.
#include "core/coding/division_table.h"

#include <algorithm>

namespace suyuan::coding {

namespace {

enum class Order : std::uint8_t { Before, Unsure, After };

/// Where a date lies against a change's date, which may be a year or a month only. On the day itself the change holds.
Order against(std::string_view date, std::string_view change) {
  date = date.substr(0, 10);
  const std::size_t common = std::min(date.size(), change.size());
  const int compared = date.substr(0, common).compare(change.substr(0, common));
  if (compared < 0) return Order::Before;
  if (compared > 0) return Order::After;
  return common == 10 ? Order::After : Order::Unsure;
}

} // namespace

std::vector<DivisionChange> DivisionTable::history(DivisionCode code) const {
  std::vector<DivisionChange> all;
  for (const auto& [from, changes] : changes_)
    for (const DivisionChange& change : changes)
      if (from == code || change.to == code) all.push_back(change);
  std::ranges::stable_sort(all, {}, &DivisionChange::date);
  return all;
}

std::vector<DivisionCode> DivisionTable::became(DivisionCode code) const {
  std::vector<DivisionCode> open{code}, ends;
  // Every code is opened once at most: a circle in a hand-written file ends.
  std::vector<DivisionCode> seen;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const DivisionCode now = open[i];
    if (std::ranges::contains(seen, now)) continue;
    seen.push_back(now);
    if (!change(now)) {
      ends.push_back(now);
      continue;
    }
    for (const DivisionChange& next : changes_.at(now))
      if (next.endsFrom() && next.to.value != 0) open.push_back(next.to);
  }
  return ends;
}

DivisionValidity DivisionTable::validity(DivisionCode code, std::string_view date) const {
  if (!known(code)) return DivisionValidity::Unknown;
  DivisionValidity answer = DivisionValidity::InForce;
  for (const auto& [from, changes] : changes_)
    for (const DivisionChange& change : changes) {
      const bool ends = from == code && change.endsFrom();
      const bool begins = change.to == code && change.beginsTo();
      if (!ends && !begins) continue;
      switch (against(date, change.date)) {
      case Order::Before:
        if (begins) return DivisionValidity::NotYet;
        break;
      case Order::After:
        if (ends) return DivisionValidity::Ended;
        break;
      case Order::Unsure: answer = DivisionValidity::Unsure; break;
      }
    }
  return answer;
}

std::string DivisionTable::nameOn(DivisionCode code, std::string_view date) const {
  const auto found = changes_.find(code);
  if (found != changes_.end())
    for (const DivisionChange& change : found->second)
      if (change.kind == DivisionChangeKind::Renamed && against(date, change.date) == Order::Before) return change.fromName;
  return name(code);
}

} // namespace suyuan::coding
