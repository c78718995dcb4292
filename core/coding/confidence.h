// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace suyuan::coding {

/// How sure an entry of the rule book is. Never a reason to refuse data; findings that rest on S or M say so.
enum class Confidence : std::uint8_t {
  Verified,   ///< V: the standard's or regulation's own text was read
  Practice,   ///< P: seen in rows, forms or dictionaries of working government platforms
  SecondHand, ///< S: quoted by others
  Memory,     ///< M: nothing confirms it
};

[[nodiscard]] constexpr bool isVerified(Confidence c) noexcept {
  return c == Confidence::Verified || c == Confidence::Practice;
}

} // namespace suyuan::coding
