// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace suyuan::search {

/// 拼音: how Chinese characters are read, without tones, ü as v and as u. A character that is read in several ways (多音字)
/// has all of them. Read-only once made, so that any number of threads may ask it.
class PinyinTable {
public:
  /// Reads lines of a syllable and its characters (resources/pinyin/readings.txt). Errors FileNotFound; RuleFileInvalid
  /// with file and line.
  [[nodiscard]] static Result<PinyinTable> load(const std::filesystem::path& file);

  /// The readings of a character; none for what is no Chinese character.
  [[nodiscard]] std::span<const std::string> readings(char32_t c) const;
  [[nodiscard]] bool isSyllable(std::string_view letters) const { return syllables_.contains(std::string(letters)); }
  /// Some syllable begins with these letters.
  [[nodiscard]] bool beginsSyllable(std::string_view letters) const { return beginnings_.contains(std::string(letters)); }
  [[nodiscard]] std::uint64_t version() const noexcept { return version_; } ///< a number that other readings would change

  /// How many characters of `name` from `at` on the letters stand for: each by a whole reading, by its first letter, or
  /// by zh, ch, sh; the last one by any beginning of a reading. Letters and digits of the name stand for themselves.
  /// 0 when they do not stand there. \pre letters: a-z, 0-9, at most 63; longer ones stand nowhere
  [[nodiscard]] std::size_t lengthAt(std::u32string_view name, std::size_t at, std::string_view letters) const;

  /// The rows of first letters that the letters may stand for, "yitong" → yt; "xian" → x, xa, xan. When there
  /// were more than `most`, only their first three letters.
  [[nodiscard]] std::vector<std::string> initials(std::string_view letters, std::size_t most = 16) const;

private:
  std::unordered_map<char32_t, std::vector<std::string>> readings_;
  std::unordered_set<std::string> syllables_, beginnings_;
  std::uint64_t version_ = 0;
};

} // namespace suyuan::search
