// SPDX-License-Identifier: GPL-3.0-or-later
#include "gis/exchange/coordinate_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <utility>

namespace suyuan::exchange {

namespace {

constexpr std::pair<std::string_view, std::string_view> marks[] = {
    // Longest first; what follows is one sign of our own: d m s, E W N S, blank.
    {"东经", "E"}, {"西经", "W"}, {"北纬", "N"}, {"南纬", "S"}, {"″", "s"}, {"”", "s"}, {"“", "s"}, {"＂", "s"}, {"′′", "s"},
    {"''", "s"},  {"’’", "s"},  {"\"", "s"},  {"秒", "s"},   {"′", "m"}, {"’", "m"}, {"‘", "m"}, {"＇", "m"}, {"'", "m"},
    {"分", "m"},   {"°", "d"},   {"º", "d"},   {"˚", "d"},   {"度", "d"}, {"　", " "}, {"\xC2\xA0", " "}, {"：", ":"}, {"．", "."},
    {"－", "-"},   {"−", "-"},   {"–", "-"},   {"，", ","}};

std::string plain(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    bool found = false;
    for (const auto& [mark, sign] : marks) {
      if (!text.starts_with(mark)) continue;
      out += sign;
      text.remove_prefix(mark.size());
      found = true;
      break;
    }
    if (found) continue;
    const auto b0 = static_cast<unsigned char>(text[0]);
    if (b0 == 0xEF && text.size() >= 3) { // full-width ASCII U+FF01 … U+FF5E
      const int code = ((b0 & 0x0F) << 12) | ((static_cast<unsigned char>(text[1]) & 0x3F) << 6) | (static_cast<unsigned char>(text[2]) & 0x3F);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        out += static_cast<char>(code - 0xFF01 + 0x21);
        text.remove_prefix(3);
        continue;
      }
    }
    const char c = text[0];
    // Lower-case letters of ours are signs, so a hemisphere letter is raised and other letters become a fault.
    if (c == 'e' || c == 'w' || c == 'n') out += static_cast<char>(c - 32);
    else if (c == 's' || c == 'd' || c == 'm') out += c == 's' ? 'S' : c;
    else out += c;
    text.remove_prefix(1);
  }
  return out;
}

} // namespace

bool isNoValue(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  for (const std::string_view word : {"", "-", "--", "—", "——", "/", "\\", "NA", "N/A", "n/a", "na", "null", "NULL", "none", "None", "nan", "NaN", "无", "#N/A"})
    if (text == word) return true;
  return false;
}

std::optional<CoordinateText> parseCoordinate(std::string_view raw) {
  if (raw.size() > 100 || isNoValue(raw)) return std::nullopt;
  const std::string text = plain(raw);
  std::array<double, 3> parts{};
  std::array<bool, 3> fractional{};
  std::size_t count = 0;
  char letter = 0;
  bool negative = false, sign = false, closed = false; // closed: a letter behind the number ends it
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char c = *at;
    if (c >= '0' && c <= '9') {
      if (closed || count == 3 || (count > 0 && fractional[count - 1])) return std::nullopt;
      const auto [next, error] = std::from_chars(at, end, parts[count], std::chars_format::fixed);
      if (error != std::errc{}) return std::nullopt;
      fractional[count] = std::string_view(at, static_cast<std::size_t>(next - at)).contains('.');
      ++count;
      at = next;
      continue;
    }
    ++at;
    if (c == ' ' || c == ':') continue;
    if (c == 'E' || c == 'W' || c == 'N' || c == 'S') {
      if (letter) return std::nullopt;
      letter = c;
      closed = count > 0;
    } else if (c == '-' && count == 0 && !sign) {
      negative = sign = true;
    } else if (c == '+' && count == 0 && !sign) {
      sign = true;
    } else if (c == '-' && count > 0 && at < end && *at >= '0' && *at <= '9') {
      continue; // 43-52-12.5
    } else if ((c == 'd' && count == 1) || (c == 'm' && count == 2) || (c == 's' && count == 3)) {
      continue;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0) return std::nullopt;
  if ((count > 1 && parts[1] >= 60) || (count > 2 && parts[2] >= 60)) return std::nullopt;
  if (count > 1 && parts[0] > 360) return std::nullopt;
  CoordinateText result;
  result.value = parts[0] + parts[1] / 60 + parts[2] / 3600;
  result.sexagesimal = count > 1;
  if (letter == 'E' || letter == 'W') result.axis = CoordinateText::Axis::Longitude;
  if (letter == 'N' || letter == 'S') result.axis = CoordinateText::Axis::Latitude;
  if (letter && negative) return std::nullopt; // -43.5S: which of the two is meant?
  if (negative || letter == 'W' || letter == 'S') result.value = -result.value;
  return result;
}

} // namespace suyuan::exchange
