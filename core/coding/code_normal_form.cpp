// SPDX-License-Identifier: GPL-3.0-or-later
// What people type and paste, in one form.
#include "core/coding/code_points.h"
#include "core/coding/outfall_code.h"

#include <algorithm>
#include <array>

namespace suyuan::coding {

namespace {

bool isDash(char32_t c) {
  return c == U'-' || c == U'_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0x2212 || c == 0x30FC ||
         c == 0xFE58 || c == 0xFE63 || c == 0xFF70 || c == 0x2500 || c == 0x2501 || c == 0x00AD || c == 0x4E00;
}

/// Put between parts in place of a hyphen, never within one.
bool isSeparator(char32_t c) { return c == U'.' || c == U'/' || c == U'\\' || c == U'~' || c == U'|' || c == 0xB7 || c == 0x2022 || c == 0x3002; }

bool isInvisible(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x3000 || c == 0xFEFF || (c >= 0x2000 && c <= 0x200F) ||
         c == 0x202F || c == 0x205F || (c >= 0x2060 && c <= 0x2064) || (c >= 0x2028 && c <= 0x202E) || c == 0x1680 || c == 0x180E;
}

/// Quotes, brackets and the ends of sentences that come along when a code is copied out of a text.
bool isWrapping(char32_t c) {
  constexpr std::u32string_view marks = U".,;:!?()[]{}<>\"'`、。，；：（）【】〔〕［］《》〈〉「」『』“”‘’";
  return marks.find(c) != marks.npos;
}

/// Cyrillic and Greek capitals that nobody can tell from Latin ones.
char32_t latin(char32_t c) {
  constexpr std::u32string_view foreign = U"АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
  constexpr std::u32string_view same = U"ABEKMHOPCTYXABEZHIKMNOPTYX";
  static_assert(foreign.size() == same.size());
  const std::size_t at = foreign.find(c);
  return at == foreign.npos ? c : same[at];
}

/// Typed as it is stored: the common case by far, told without decoding.
bool isPlain(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = c == '-' && (i == 0 || text[i - 1] != '-');
    if (!dash && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) return false;
  }
  return true;
}

} // namespace

std::string normaliseCode(std::string_view typed) {
  if (isPlain(typed)) return std::string(typed);
  std::u32string kept;
  for (char32_t c : toCodePoints(typed)) {
    if (isInvisible(c)) continue;
    if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + 0x21;
    if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
    kept.push_back(isDash(c) ? U'-' : latin(c));
  }
  std::u32string_view text = kept;
  const auto unwrap = [&text] {
    while (!text.empty() && isWrapping(text.front())) text.remove_prefix(1);
    while (!text.empty() && isWrapping(text.back())) text.remove_suffix(1);
  };
  unwrap();
  // A label before it: 排污口编码：FA-…
  if (const std::size_t colon = text.rfind(U':'); colon != text.npos) {
    const auto label = text.substr(0, colon);
    const auto ascii = [](char32_t c) { return c < 0x80; };
    if (std::ranges::none_of(label, ascii)) text.remove_prefix(colon + 1);
    unwrap();
  }
  std::u32string out;
  for (char32_t c : text) {
    if (isSeparator(c)) c = U'-';
    // "——", the dash of Chinese input methods, is two characters.
    if (c == U'-' && !out.empty() && out.back() == U'-') continue;
    out.push_back(c);
  }
  return toUtf8(out);
}

} // namespace suyuan::coding
