// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/place_photo.h"

#include <algorithm>
#include <array>

namespace suyuan::media {

namespace {

constexpr std::array<std::string_view, 3> placingWords{"自动归位", "待核", "人工归位"};

// What separates reasons and arguments may not stand in a value.
std::string plain(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == ';' || c == ' ' || c == '='; }, '_');
  return text;
}

} // namespace

std::string_view placingWord(PlacingState state) noexcept { return placingWords[static_cast<std::size_t>(state)]; }

std::optional<PlacingState> parsePlacing(std::string_view word) noexcept {
  const auto found = std::ranges::find(placingWords, word);
  return found == placingWords.end() ? std::nullopt : std::optional(static_cast<PlacingState>(found - placingWords.begin()));
}

std::string reasonsText(const std::vector<PlacingReason>& reasons) {
  std::string text;
  for (const PlacingReason& reason : reasons) {
    if (!text.empty()) text += "; ";
    text += reason.key;
    for (const auto& [name, value] : reason.args) text += " " + name + "=" + plain(value);
  }
  return text;
}

std::vector<PlacingReason> parseReasons(std::string_view text) {
  std::vector<PlacingReason> reasons;
  while (!text.empty()) {
    const auto end = std::min(text.find("; "), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 2, text.size()));
    PlacingReason reason{std::string(one.substr(0, one.find(' '))), {}};
    one.remove_prefix(std::min(reason.key.size() + 1, one.size()));
    while (!one.empty()) {
      const auto last = std::min(one.find(' '), one.size());
      const std::string_view pair = one.substr(0, last);
      if (const auto equals = pair.find('='); equals != std::string_view::npos) reason.args.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
      one.remove_prefix(std::min(last + 1, one.size()));
    }
    if (!reason.key.empty()) reasons.push_back(std::move(reason));
  }
  return reasons;
}

} // namespace suyuan::media
