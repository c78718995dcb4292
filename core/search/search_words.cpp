// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/search_words.h"

#include "core/coding/code_points.h"
#include "core/search/search_key.h"

#include <algorithm>
#include <set>

namespace suyuan::search {

namespace {

// Marks of the kinds of words; none of them is ever part of a key.
constexpr std::string_view nameBegins = "»", readingBegins = "¦", readingHolds = "¶", codePart = "§";

void append(std::string& words, std::string_view mark, std::string_view word) {
  words += mark;
  words += word;
  words += ' ';
}

void append(std::string& words, std::string_view mark, std::u32string_view word) { append(words, mark, coding::toUtf8(word)); }

/// First letters that a character may be read by.
std::string firstLetters(char32_t c, const PinyinTable& pinyin) {
  if (isAsciiLetter(c)) return std::string(1, static_cast<char>(c));
  std::string letters;
  for (const std::string& reading : pinyin.readings(c))
    if (letters.find(reading.front()) == std::string::npos) letters += reading.front();
  return letters;
}

void appendName(std::string& words, std::u32string_view name, const PinyinTable& pinyin) {
  if (name.empty()) return;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] > 0x7F && name.find(name[i]) == i) append(words, {}, name.substr(i, 1));
    if (i + 1 < name.size()) append(words, {}, name.substr(i, 2));
  }
  append(words, nameBegins, name.substr(0, 1));
  if (name.size() > 1) append(words, nameBegins, name.substr(0, 2));

  std::vector<std::string> letters;
  for (const char32_t c : name) letters.push_back(firstLetters(c, pinyin));
  const auto at = [&](std::size_t i) -> const std::string& {
    static const std::string none;
    return i < letters.size() ? letters[i] : none;
  };
  for (const std::string& reading : pinyin.readings(name[0]))
    if (reading.size() > 1) append(words, readingBegins, reading);
  for (const char a : at(0)) {
    append(words, readingBegins, std::string{a});
    for (const char b : at(1)) {
      append(words, readingBegins, std::string{a, b});
      for (const char c : at(2)) append(words, readingBegins, std::string{a, b, c});
    }
  }
  for (std::size_t i = 0; i + 2 < name.size(); ++i)
    for (const char a : at(i))
      for (const char b : at(i + 1))
        for (const char c : at(i + 2)) append(words, readingHolds, std::string{a, b, c});
}

std::string wordOf(std::string_view mark, std::string_view word) { return '"' + std::string(mark) + std::string(word) + '"'; }

void both(std::string& condition, const std::string& more) { condition += condition.empty() ? more : " AND " + more; }

void either(std::string& condition, const std::string& other) {
  if (other.empty()) return;
  condition += condition.empty() ? "(" + other + ")" : " OR (" + other + ")";
}

} // namespace

std::string wordsOf(std::span<const std::u32string> names, std::span<const std::string> codes, const PinyinTable& pinyin) {
  std::string words;
  for (const std::u32string& name : names) appendName(words, name, pinyin);
  for (const std::string& code : codes)
    if (const auto parts = searchWords(code); parts.size() > 1)
      for (const std::u32string& part : parts)
        if (part.size() > 1) append(words, codePart, part);
  return words;
}

std::string whereNameBegins(std::u32string_view key) {
  if (key.empty()) return {};
  std::string condition = wordOf(nameBegins, coding::toUtf8(key.substr(0, 2)));
  for (std::size_t i = 1; i + 1 < key.size(); ++i) both(condition, wordOf({}, coding::toUtf8(key.substr(i, 2))));
  return condition;
}

std::string whereNameHolds(std::u32string_view key) {
  if (key.size() == 1) return key[0] > 0x7F ? wordOf({}, coding::toUtf8(key)) : std::string();
  std::string condition;
  std::set<std::u32string_view> pairs;
  for (std::size_t i = 0; i + 1 < key.size(); ++i)
    if (pairs.insert(key.substr(i, 2)).second) both(condition, wordOf({}, coding::toUtf8(key.substr(i, 2))));
  return condition;
}

std::string whereReadingBegins(std::string_view letters, const PinyinTable& pinyin) {
  std::string condition;
  for (const std::string& row : pinyin.initials(letters)) {
    std::string all = wordOf(readingBegins, row.size() == 1 && pinyin.isSyllable(letters) ? letters : std::string_view(row).substr(0, 3));
    for (std::size_t i = 1; i + 2 < row.size(); ++i) both(all, wordOf(readingHolds, std::string_view(row).substr(i, 3)));
    either(condition, all);
  }
  return condition;
}

std::string whereReadingHolds(std::string_view letters, const PinyinTable& pinyin) {
  std::string condition;
  for (const std::string& row : pinyin.initials(letters)) {
    std::string all;
    for (std::size_t i = 0; i + 2 < row.size(); ++i) both(all, wordOf(readingHolds, std::string_view(row).substr(i, 3)));
    either(condition, all);
  }
  return condition;
}

std::string whereCodePart(std::u32string_view key) {
  if (key.size() < 2 || !std::ranges::all_of(key, [](char32_t c) { return isAsciiLetter(c) || isAsciiDigit(c); })) return {};
  return wordOf(codePart, coding::toUtf8(key));
}

std::string pinyinLetters(std::u32string_view key) {
  if (!std::ranges::all_of(key, isAsciiLetter)) return {};
  return {key.begin(), key.end()};
}

} // namespace suyuan::search
