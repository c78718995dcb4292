// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace suyuan::coding {

/// UTF-8 to code points; a byte that is no UTF-8 becomes U+FFFD, so that places can still be counted.
[[nodiscard]] std::u32string toCodePoints(std::string_view utf8);
[[nodiscard]] std::string toUtf8(std::u32string_view points);

/// Plain or full-width digit.
[[nodiscard]] constexpr bool isAnyDigit(char32_t c) noexcept { return (c >= U'0' && c <= U'9') || (c >= 0xFF10 && c <= 0xFF19); }
[[nodiscard]] constexpr bool isBracketOpen(char32_t c) noexcept { return c == U'(' || c == 0xFF08 || c == 0x3010 || c == U'['; }
[[nodiscard]] constexpr bool isBracketClose(char32_t c) noexcept { return c == U')' || c == 0xFF09 || c == 0x3011 || c == U']'; }

} // namespace suyuan::coding
