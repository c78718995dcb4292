// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coding/code_points.h"

namespace suyuan::coding {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// Length of the sequence that a lead byte opens; 0 when it opens none.
std::size_t sequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

} // namespace

std::u32string toCodePoints(std::string_view utf8) {
  std::u32string points;
  points.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = sequenceLength(lead);
    if (length == 0 || i + length > utf8.size()) {
      points.push_back(replacement);
      ++i;
      continue;
    }
    char32_t point = length == 1 ? lead : static_cast<char32_t>(lead & (0xFFu >> (length + 1)));
    bool good = true;
    for (std::size_t k = 1; k < length && good; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      good = (next & 0xC0u) == 0x80u;
      point = (point << 6) | (next & 0x3Fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (!good || overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
      points.push_back(replacement);
      ++i;
      continue;
    }
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string toUtf8(std::u32string_view points) {
  std::string out;
  out.reserve(points.size() * 3);
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  for (const char32_t p : points) {
    if (p < 0x80) {
      put(p);
    } else if (p < 0x800) {
      put(0xC0 | (p >> 6));
      put(0x80 | (p & 0x3F));
    } else if (p < 0x10000) {
      put(0xE0 | (p >> 12));
      put(0x80 | ((p >> 6) & 0x3F));
      put(0x80 | (p & 0x3F));
    } else {
      put(0xF0 | (p >> 18));
      put(0x80 | ((p >> 12) & 0x3F));
      put(0x80 | ((p >> 6) & 0x3F));
      put(0x80 | (p & 0x3F));
    }
  }
  return out;
}

} // namespace suyuan::coding
