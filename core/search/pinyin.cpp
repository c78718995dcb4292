// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/pinyin.h"

#include "core/coding/code_points.h"
#include "core/search/search_key.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace suyuan::search {

namespace {

/// zh, ch and sh are one sound, and are typed as one letter or as two.
bool hasLongInitial(std::string_view syllable) {
  return syllable.size() > 1 && syllable[1] == 'h' && (syllable[0] == 'z' || syllable[0] == 'c' || syllable[0] == 's');
}

} // namespace

Result<PinyinTable> PinyinTable::load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(ErrorCode::FileNotFound, {.file = file.string()});
  PinyinTable table;
  table.version_ = 14695981039346656037ULL; // FNV-1a
  std::int64_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    for (const char c : line) table.version_ = (table.version_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    if (line.empty() || line.front() == '#') continue;
    const auto blank = line.find(' ');
    const std::string syllable = line.substr(0, blank);
    if (blank == std::string::npos || syllable.empty() || !std::ranges::all_of(syllable, [](char c) { return c >= 'a' && c <= 'z'; }))
      return failure(ErrorCode::RuleFileInvalid, {.file = file.string(), .row = number}, "a syllable, a blank and its characters");
    std::vector<std::string> ways{syllable}; // 吕 is typed lv, and lu by those who do not know better
    if (const auto v = syllable.find('v'); v != std::string::npos) ways.push_back(std::string(syllable).replace(v, 1, "u"));
    for (const std::string& way : ways) {
      table.syllables_.insert(way);
      for (std::size_t n = 1; n <= way.size(); ++n) table.beginnings_.insert(way.substr(0, n));
      for (const char32_t c : coding::toCodePoints(std::string_view(line).substr(blank + 1)))
        if (c > 0x7F && c != 0xFFFD)
          if (auto& known = table.readings_[c]; std::ranges::find(known, way) == known.end()) known.push_back(way);
    }
  }
  return table;
}

std::span<const std::string> PinyinTable::readings(char32_t c) const {
  const auto found = readings_.find(c);
  return found == readings_.end() ? std::span<const std::string>() : std::span<const std::string>(found->second);
}

std::size_t PinyinTable::lengthAt(std::u32string_view name, std::size_t at, std::string_view letters) const {
  const std::size_t n = letters.size();
  if (n == 0 || n > 63) return 0;
  std::uint64_t reached = 1; // bit j: the characters so far may stand for the first j letters
  const std::uint64_t end = std::uint64_t{1} << n;
  for (std::size_t i = at; i < name.size() && reached != 0; ++i) {
    std::uint64_t next = 0;
    const auto known = readings(name[i]);
    for (std::size_t j = 0; j < n; ++j) {
      if ((reached >> j & 1) == 0) continue;
      const std::string_view rest = letters.substr(j);
      if (known.empty() && name[i] == static_cast<unsigned char>(rest.front())) next |= std::uint64_t{1} << (j + 1);
      for (const std::string& reading : known) {
        if (reading.front() != rest.front()) continue;
        next |= std::uint64_t{1} << (j + 1);
        if (hasLongInitial(reading) && rest.size() > 1 && rest[1] == 'h') next |= std::uint64_t{1} << (j + 2);
        if (rest.starts_with(reading)) next |= std::uint64_t{1} << (j + reading.size());
        else if (std::string_view(reading).starts_with(rest)) next |= end;
      }
    }
    if ((next & end) != 0) return i - at + 1;
    reached = next;
  }
  return 0;
}

std::vector<std::string> PinyinTable::initials(std::string_view letters, std::size_t most) const {
  if (letters.empty() || letters.size() > 63) return {};
  // Rows by the number of letters they take, so that each is carried on once; when there are too many of them only their
  // beginnings are kept, and many rows become one.
  const auto rowsOf = [&](std::size_t longest) {
    std::vector<std::set<std::string>> at(letters.size() + 1);
    at[0].insert(std::string());
    for (std::size_t j = 0; j < letters.size(); ++j)
      for (std::size_t n = 1; j + n <= letters.size() && n <= 6; ++n) {
        const std::string_view part = letters.substr(j, n);
        if (!beginsSyllable(part)) break;
        const bool last = j + n == letters.size();
        if (!(n == 1 || last || isSyllable(part) || (n == 2 && hasLongInitial(part)))) continue;
        for (const std::string& row : at[j]) at[j + n].insert(row.size() < longest ? row + part.front() : row);
        if (at[j + n].size() > 4096) return std::set<std::string>(); // only when rows may be long
      }
    return at.back();
  };
  auto rows = letters.size() <= 24 ? rowsOf(letters.size()) : std::set<std::string>();
  if (rows.empty() || rows.size() > most) rows = rowsOf(3);
  return {rows.begin(), rows.end()};
}

} // namespace suyuan::search
