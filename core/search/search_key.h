// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace suyuan::search {

/// What of a text counts when names and codes are compared: full-width letters and digits as plain ones, capital letters
/// as small ones, no blanks, no punctuation. "AB-220102-0012-QT-00" and "ab2201020012qt00" have one key.
[[nodiscard]] std::u32string searchKey(std::string_view utf8);

/// The keys of the words of a text, which stand between blanks, hyphens and commas; those without a key are left out.
[[nodiscard]] std::vector<std::u32string> searchWords(std::string_view utf8);

[[nodiscard]] constexpr bool isAsciiLetter(char32_t c) noexcept { return c >= U'a' && c <= U'z'; } ///< of a key
[[nodiscard]] constexpr bool isAsciiDigit(char32_t c) noexcept { return c >= U'0' && c <= U'9'; }

} // namespace suyuan::search
