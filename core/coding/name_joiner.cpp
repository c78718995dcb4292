// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/name_joiner.h"

#include "core/coding/code_points.h"

#include <algorithm>

namespace suyuan::coding {

namespace {

/// The part of the suffix that is still to be written after `body`.
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

std::size_t NameJoiner::add(std::string_view utf8) {
  const std::u32string part = toCodePoints(utf8);
  if (part.empty() || (part.size() > 1 && text_.ends_with(part))) return 0;
  std::u32string_view rest = part;
  for (std::size_t overlap = std::min(part.size(), text_.size()); overlap >= 2; --overlap)
    if (text_.ends_with(std::u32string_view(part).substr(0, overlap))) {
      rest.remove_prefix(overlap);
      break;
    }
  text_ += rest;
  return rest.size();
}

std::size_t NameJoiner::addAsIs(std::string_view utf8) {
  const std::u32string part = toCodePoints(utf8);
  text_ += part;
  return part.size();
}

std::size_t NameJoiner::addSuffix(std::string_view utf8) {
  const std::u32string suffix = toCodePoints(utf8);
  const std::u32string_view rest = restOfSuffix(text_, suffix);
  text_ += rest;
  return rest.size();
}

} // namespace suyuan::coding
