// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/pinyin.h"

#include <span>
#include <string>
#include <string_view>

// The words of the full-text index. Chinese names have no blanks, so a name is kept by its characters, by each two that
// follow each other, by its beginning, and by the first letters of its reading. A row of characters is looked for by its
// pairs; what has all the pairs need not have the row, so that the caller looks at the name itself.

namespace suyuan::search {

/// The words of a record, with blanks between them. Names are keys; codes are as written: their parts between hyphens are
/// words of their own.
[[nodiscard]] std::string wordsOf(std::span<const std::u32string> names, std::span<const std::string> codes, const PinyinTable& pinyin);

// Conditions for FTS5's MATCH; empty when nothing can be found so.
[[nodiscard]] std::string whereNameBegins(std::u32string_view key);
[[nodiscard]] std::string whereNameHolds(std::u32string_view key);
[[nodiscard]] std::string whereReadingBegins(std::string_view letters, const PinyinTable& pinyin);
[[nodiscard]] std::string whereReadingHolds(std::string_view letters, const PinyinTable& pinyin); ///< three characters or more
[[nodiscard]] std::string whereCodePart(std::u32string_view key);

/// The letters of a key that may be pinyin: all of it is a-z; else "".
[[nodiscard]] std::string pinyinLetters(std::u32string_view key);

} // namespace suyuan::search
