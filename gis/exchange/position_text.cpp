// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/position_text.h"

#include "gis/exchange/coordinate_text.h"
#include "gis/projection/gauss_kruger.h"
#include "gis/projection/transformer.h"

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace suyuan::exchange {

namespace {

using Axis = CoordinateText::Axis;
using Pair = std::pair<CoordinateText, CoordinateText>;

constexpr Box chinaBox{73, 3, 136, 54}; ///< degrees, islands and all

/// The CRS that a remark names, "EPSG:4547"; empty when it names none.
std::string namedCrs(std::string_view text) {
  constexpr std::string_view word = "EPSG:";
  const auto at = text.find(word);
  if (at == std::string_view::npos) return {};
  std::size_t end = at + word.size();
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return std::string(text.substr(at, end - at));
}

/// X and Y only name the axes (an easting tells itself apart by its size); a remark in brackets is no part of the numbers.
std::string bare(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 6> wide{{{"，", ','}, {"；", ';'}, {"、", ','}, {"（", '('}, {"）", ')'}, {"　", ' '}}};
  std::string out;
  int depth = 0;
  for (std::size_t i = 0; i < text.size();) {
    char c = text[i];
    std::size_t length = 1;
    for (const auto& [from, to] : wide)
      if (text.substr(i).starts_with(from)) {
        c = to;
        length = from.size();
      }
    i += length;
    if (c == '(') ++depth;
    else if (c == ')') depth -= depth > 0 ? 1 : 0;
    else if (depth == 0) {
      const bool blank = c == 'X' || c == 'x' || c == 'Y' || c == 'y' || c == '=' || c == '\t' || c == '\n' || c == '\r';
      out += blank ? ' ' : c;
    }
  }
  return out;
}

std::optional<Pair> bothOf(std::string_view first, std::string_view second) {
  const auto a = parseCoordinate(first), b = parseCoordinate(second);
  if (!a || !b || (a->axis != Axis::Unknown && a->axis == b->axis)) return std::nullopt;
  return Pair{*a, *b};
}

std::optional<Pair> pairIn(std::string_view text) {
  if (const auto at = text.find_first_of(",;"); at != std::string_view::npos) return bothOf(text.substr(0, at), text.substr(at + 1));
  std::vector<std::size_t> starts; // of the words
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) starts.push_back(i);
  // Both are mostly written alike, in as many words; where they are not, only one place may do.
  if (!starts.empty() && starts.size() % 2 == 0)
    if (auto halves = bothOf(text.substr(0, starts[starts.size() / 2]), text.substr(starts[starts.size() / 2]))) return halves;
  std::optional<Pair> only;
  for (std::size_t i = 1; i < starts.size(); ++i)
    if (auto found = bothOf(text.substr(0, starts[i]), text.substr(starts[i]))) {
      if (only) return std::nullopt;
      only = found;
    }
  return only;
}

std::optional<Point> fromMetres(double first, double second, const std::optional<projection::Crs>& map) {
  const auto guess = projection::guessEasting(first, second);
  if (!guess) return std::nullopt;
  std::optional<projection::Crs> from;
  if (!guess->zone) {
    if (map && map->isProjected()) from = map;
  } else if (const auto epsg = projection::zoneEpsg(*guess->zone, guess->width, true)) {
    if (auto crs = projection::Crs::parse("EPSG:" + std::to_string(*epsg))) from = *crs;
  }
  if (!from) return std::nullopt;
  auto way = projection::Transformer::make(*from, projection::surveyCrs());
  if (!way) return std::nullopt;
  std::array x{guess->swapped ? second : first}, y{guess->swapped ? first : second};
  if (way->transform(x, y) > 0) return std::nullopt;
  return Point{x[0], y[0]};
}

} // namespace

std::optional<Point> parsePosition(std::string_view text, const std::optional<projection::Crs>& map) {
  if (text.size() > 200) return std::nullopt;
  const auto pair = pairIn(bare(text));
  if (!pair) return std::nullopt;
  const auto& [a, b] = *pair;
  if (std::abs(a.value) > 360 || std::abs(b.value) > 360) {
    const std::string named = namedCrs(text);
    if (named.empty()) return fromMetres(a.value, b.value, map);
    auto crs = projection::Crs::parse(named);
    return crs ? fromMetres(a.value, b.value, *crs) : std::nullopt;
  }
  const Point inOrder{a.value, b.value}, exchanged{b.value, a.value};
  const auto onGlobe = [](const Point& p) { return std::abs(p.x) <= 180 && std::abs(p.y) <= 90; };
  const auto inChina = [](const Point& p) { return chinaBox.contains(p.x, p.y); };
  bool swap = a.axis == Axis::Latitude || b.axis == Axis::Longitude;
  if (a.axis == Axis::Unknown && b.axis == Axis::Unknown)
    swap = !onGlobe(inOrder) || (inChina(exchanged) && !inChina(inOrder));
  const Point found = swap ? exchanged : inOrder;
  return onGlobe(found) ? std::optional(found) : std::nullopt;
}

} // namespace suyuan::exchange
