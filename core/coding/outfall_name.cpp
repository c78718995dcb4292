// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/outfall_name.h"

#include "core/coding/code_points.h"

#include <algorithm>
#include <cmath>

namespace suyuan::coding {

namespace {

/// Words of a place at the end of `body` that the suffix begins with or holds: 红花套污水处理厂 + 城镇污水处理厂排污口.
/// Returns the part of the suffix that is still to be written.
std::u32string_view restOfSuffix(std::u32string_view body, std::u32string_view suffix) {
  constexpr std::size_t shortest = 3; // two characters agree by chance
  std::u32string_view best = suffix;
  std::size_t bestLength = 0;
  for (std::size_t end = 1; end <= suffix.size(); ++end) {
    std::size_t length = 0;
    while (length < end && length < body.size() && body[body.size() - 1 - length] == suffix[end - 1 - length]) ++length;
    if (length >= shortest && length > bestLength) {
      bestLength = length;
      best = suffix.substr(end);
    }
  }
  return best;
}

} // namespace

std::string NameTemplates::suffixFor(std::string_view class1, std::string_view class2, std::string_view class3) const {
  const NameSuffix* best = nullptr;
  int bestScore = -1;
  for (const NameSuffix& suffix : suffixes) {
    if (!suffix.proposed) continue;
    int score = 0;
    bool fits = true;
    const auto compare = [&](const std::string& wanted, std::string_view given, int worth) {
      if (wanted.empty()) return;
      if (wanted == given) score += worth;
      else fits = false;
    };
    compare(suffix.class1, class1, 1);
    compare(suffix.class2, class2, 2);
    compare(suffix.class3, class3, 4);
    if (fits && score > bestScore) {
      best = &suffix;
      bestScore = score;
    }
  }
  return best ? best->text : "排污口";
}

std::string proposeName(const NameParts& parts, const NameTemplates& templates) {
  std::u32string name;
  const auto add = [&name](std::string_view utf8) {
    const std::u32string part = toCodePoints(utf8);
    // A place is often given with its division before it: 长春市南关区 + 南关区某街.
    if (part.empty() || (part.size() > 1 && name.ends_with(part))) return;
    std::u32string_view rest = part;
    for (std::size_t overlap = std::min(part.size(), name.size()); overlap >= 2; --overlap)
      if (name.ends_with(std::u32string_view(part).substr(0, overlap))) {
        rest.remove_prefix(overlap);
        break;
      }
    name += rest;
  };
  add(parts.prefecture);
  if (parts.county != parts.prefecture) add(parts.county);
  add(parts.township);
  add(parts.place);
  name += toCodePoints(parts.direction);
  if (parts.distanceM && std::isfinite(*parts.distanceM) && *parts.distanceM >= 0.5 && *parts.distanceM < 1e7)
    name += toCodePoints(std::to_string(std::llround(*parts.distanceM)) +
                         (parts.unit.empty() ? templates.distanceUnit : parts.unit));
  if (!parts.number.empty()) {
    name += toCodePoints(parts.number);
    const char last = parts.number.back();
    if (last >= '0' && last <= '9') name += toCodePoints(templates.numberMark);
  }
  const std::u32string suffix = toCodePoints(parts.suffix);
  name += restOfSuffix(name, suffix);
  return toUtf8(name);
}

std::string mendName(std::string_view name, const std::vector<NameDeviation>& deviations) {
  std::u32string text = toCodePoints(name);
  std::vector<const NameDeviation*> order;
  for (const NameDeviation& d : deviations)
    if (d.fixable) order.push_back(&d);
  std::ranges::stable_sort(order, [](const NameDeviation* a, const NameDeviation* b) { return a->at > b->at; });
  std::size_t untouched = text.size(); // what lies before this has not been changed yet
  for (const NameDeviation* d : order) {
    if (d->at + d->length > untouched) continue;
    text.replace(d->at, d->length, toCodePoints(d->expected));
    untouched = d->at;
  }
  return toUtf8(text);
}

} // namespace suyuan::coding
