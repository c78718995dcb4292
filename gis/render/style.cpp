// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/render/style.h"

#include <algorithm>
#include <array>

namespace suyuan::render {

namespace {

template <class Classes>
int indexOfWord(const Classes& classes, std::string_view word) noexcept {
  for (std::size_t i = 0; i < classes.size(); ++i)
    if (std::ranges::find(classes[i].match, word) != classes[i].match.end()) return static_cast<int>(i);
  return -1;
}

/// Words in the names of other people's layers that tell what they hold.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> hints{{
    {"outfall", "outfalls"}, {"river", "rivers"}, {"flowline", "rivers"},   {"lake", "lakes"},        {"water", "lakes"},
    {"count", "divisions"},  {"prefecture", "divisions"}, {"provinc", "divisions"}, {"division", "divisions"},
    {"conduit", "channels"}, {"channel", "channels"}, {"pipe", "channels"}, {"junction", "wells"},
    {"zone", "zones"},       {"track", "tracks"},
}};

bool fits(std::string_view style, std::string_view geometry) {
  if (style == "rivers" || style == "channels" || style == "tracks" || style == "inspections" || style == "reaches") return geometry == "line";
  if (style == "lakes" || style == "divisions" || style == "zones") return geometry == "polygon";
  return geometry == "point";
}

} // namespace

int LayerStyle::classOf(std::string_view word) const noexcept { return indexOfWord(classes, word); }
int LayerStyle::statusOf(std::string_view word) const noexcept { return indexOfWord(statuses, word); }

std::shared_ptr<const LayerStyle> StyleSheet::styleFor(std::string_view layer, std::string_view geometry) const {
  const auto named = [&](std::string_view key) {
    const auto found = layers.find(key);
    return found == layers.end() ? nullptr : found->second;
  };
  if (auto exact = named(layer)) return exact;
  std::string lower(layer);
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const auto& [word, style] : hints)
    if (lower.find(word) != std::string::npos && fits(style, geometry))
      if (auto found = named(style)) return found;
  return named(geometry);
}

std::vector<std::string> themes() { return {"day", "dark", "contrast", "print"}; }

} // namespace suyuan::render
