// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_key.h"

#include "core/coding/code_points.h"

namespace suyuan::search {

namespace {

/// The character as it counts; 0 for what does not count.
char32_t folded(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; // full-width forms
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c < 0x80) return isAsciiLetter(c) || isAsciiDigit(c) ? c : 0;
  const bool punctuation = c < 0xC0 || c == 0xD7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x2190 && c <= 0x2BFF) ||
                           (c >= 0x3000 && c <= 0x303F && c != 0x3007) || c == 0x30FB || c == 0xFEFF || c == 0xFFFD;
  return punctuation ? 0 : c;
}

bool separates(char32_t c) { return c == U' ' || c == U'\t' || c == U'-' || c == U',' || c == U';' || c == 0x3000 || c == 0xFF0C || c == 0x3001; }

} // namespace

std::u32string searchKey(std::string_view utf8) {
  std::u32string key;
  for (const char32_t c : coding::toCodePoints(utf8))
    if (const char32_t kept = folded(c)) key.push_back(kept);
  return key;
}

std::vector<std::u32string> searchWords(std::string_view utf8) {
  std::vector<std::u32string> words(1);
  for (const char32_t c : coding::toCodePoints(utf8)) {
    if (separates(c)) words.emplace_back();
    else if (const char32_t kept = folded(c)) words.back().push_back(kept);
  }
  std::erase_if(words, [](const std::u32string& word) { return word.empty(); });
  return words;
}

} // namespace suyuan::search
