// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/pick_list.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace suyuan::forms {

namespace {

/// Small letters, full-width letters and digits as plain ones; blanks and hyphens left out, so that codes are found with and without them.
void appendSought(std::string& out, std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char c = byte(i);
    if (c == 0xEF && i + 2 < text.size()) {
      const unsigned code = (byte(i) & 0x0FU) << 12 | (byte(i + 1) & 0x3FU) << 6 | (byte(i + 2) & 0x3FU);
      if (code >= 0xFF01 && code <= 0xFF5E) {
        c = static_cast<unsigned char>(code - 0xFF01 + 0x21);
        i += 2;
      }
    } else if (c == 0xE3 && i + 2 < text.size() && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
      i += 2; // ideographic space
      continue;
    }
    if (c == ' ' || c == '\t' || c == '-' || c == '\n' || c == '\r') continue;
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
}

char32_t nextCharacter(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t c = more == 0 ? lead : lead & (0x3FU >> more);
  for (int i = 0; i < more && at < text.size(); ++i) c = c << 6 | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return c;
}

/// The rows of first letters of a name; a character that is read in several ways doubles them, up to four.
void appendInitials(std::string& out, std::string_view name, const search::PinyinTable& pinyin) {
  std::array<std::string, 4> rows;
  std::size_t count = 1;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = nextCharacter(name, at);
    std::array<char, 4> letters{};
    std::size_t n = 0;
    if (c < 128) {
      const char plain = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      if ((plain >= 'a' && plain <= 'z') || (plain >= '0' && plain <= '9')) letters[n++] = plain;
    } else {
      for (const std::string& reading : pinyin.readings(c))
        if (n < letters.size() && std::find(letters.begin(), letters.begin() + static_cast<std::ptrdiff_t>(n), reading.front()) == letters.begin() + static_cast<std::ptrdiff_t>(n))
          letters[n++] = reading.front();
    }
    if (n == 0) continue;
    if (n > 1 && count * 2 <= rows.size()) {
      for (std::size_t i = 0; i < count; ++i) rows[count + i] = rows[i] + letters[1];
      for (std::size_t i = 0; i < count; ++i) rows[i] += letters[0];
      count *= 2;
    } else {
      for (std::size_t i = 0; i < count; ++i) rows[i] += letters[0];
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ' ';
    out += rows[i];
  }
}

std::uint16_t length16(std::string_view text) { return static_cast<std::uint16_t>(std::min<std::size_t>(text.size(), std::numeric_limits<std::uint16_t>::max())); }

std::vector<std::string> soughtWords(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = text.find_first_of(" \t");
    std::string word;
    appendSought(word, text.substr(0, end));
    if (!word.empty()) words.push_back(std::move(word));
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
  return words;
}

bool isLetters(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

} // namespace

void PickList::reserve(std::size_t entries, std::size_t bytesEach) {
  starts_.reserve(entries);
  texts_.reserve(entries * bytesEach);
  sought_.reserve(entries * bytesEach);
  initials_.reserve(entries * bytesEach / 3);
}

void PickList::add(std::string_view name, std::string_view detail, std::string_view key, const search::PinyinTable* pinyin) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max() - 300'000;
  if (texts_.size() > most || sought_.size() > most) return;
  Start start;
  start.text = static_cast<std::uint32_t>(texts_.size());
  start.sought = static_cast<std::uint32_t>(sought_.size());
  start.initials = static_cast<std::uint32_t>(initials_.size());
  start.name = length16(name);
  start.detail = length16(detail);
  start.key = length16(key);
  texts_.append(name.substr(0, start.name)).append(detail.substr(0, start.detail)).append(key.substr(0, start.key));
  appendSought(sought_, name);
  sought_ += '\t';
  appendSought(sought_, detail);
  sought_ += '\n';
  if (pinyin != nullptr) appendInitials(initials_, name, *pinyin);
  initials_ += '\n';
  starts_.push_back(start);
}

std::string_view PickList::name(std::size_t entry) const noexcept { return std::string_view(texts_).substr(starts_[entry].text, starts_[entry].name); }
std::string_view PickList::detail(std::size_t entry) const noexcept {
  return std::string_view(texts_).substr(starts_[entry].text + starts_[entry].name, starts_[entry].detail);
}
std::string_view PickList::key(std::size_t entry) const noexcept {
  return std::string_view(texts_).substr(starts_[entry].text + starts_[entry].name + starts_[entry].detail, starts_[entry].key);
}

std::vector<std::uint32_t> PickList::find(std::string_view text) const {
  const auto words = soughtWords(text);
  std::vector<std::uint32_t> found;
  if (words.empty()) {
    found.resize(size());
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = static_cast<std::uint32_t>(i);
    return found;
  }
  const auto lineOf = [&](const std::string& block, std::uint32_t Start::* at, std::size_t entry) {
    const std::size_t from = starts_[entry].*at, to = entry + 1 < size() ? starts_[entry + 1].*at : block.size();
    return std::string_view(block).substr(from, to - from);
  };
  // One pass over the block for the first word; its line tells the entry.
  const auto scan = [&](const std::string& block, std::uint32_t Start::* at, const std::string& word) {
    std::vector<std::uint32_t> hits;
    std::size_t entry = 0, from = 0;
    while (from < block.size()) {
      const void* hit = ::memmem(block.data() + from, block.size() - from, word.data(), word.size());
      if (hit == nullptr) break;
      const auto place = static_cast<std::size_t>(static_cast<const char*>(hit) - block.data());
      entry = static_cast<std::size_t>(std::upper_bound(starts_.begin() + static_cast<std::ptrdiff_t>(entry), starts_.end(), place,
                                                        [&](std::size_t p, const Start& s) { return p < s.*at; }) - starts_.begin()) - 1;
      hits.push_back(static_cast<std::uint32_t>(entry));
      from = entry + 1 < size() ? starts_[entry + 1].*at : block.size();
    }
    return hits;
  };
  found = scan(sought_, &Start::sought, words.front());
  if (isLetters(words.front())) {
    const auto byInitials = scan(initials_, &Start::initials, words.front());
    std::vector<std::uint32_t> both;
    both.reserve(found.size() + byInitials.size());
    std::ranges::set_union(found, byInitials, std::back_inserter(both));
    found = std::move(both);
  }
  for (std::size_t w = 1; w < words.size(); ++w)
    std::erase_if(found, [&](std::uint32_t entry) {
      return lineOf(sought_, &Start::sought, entry).find(words[w]) == std::string_view::npos &&
             !(isLetters(words[w]) && lineOf(initials_, &Start::initials, entry).find(words[w]) != std::string_view::npos);
    });
  std::stable_partition(found.begin(), found.end(), [&](std::uint32_t entry) {
    return lineOf(sought_, &Start::sought, entry).starts_with(words.front()) || lineOf(initials_, &Start::initials, entry).starts_with(words.front());
  });
  return found;
}

} // namespace suyuan::forms
