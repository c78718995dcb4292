// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

namespace suyuan::gnss {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// A number as NMEA writes it: an optional sign, digits, an optional point with digits. No exponent, no "nan", no blanks, at most
/// 15 digits before the point; digits that a double cannot hold any more are dropped. False leaves the target alone.
[[nodiscard]] inline bool parseDecimal(std::string_view text, double& target) noexcept {
  static constexpr std::array<double, 19> powers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
  const bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  std::uint64_t mantissa = 0;
  std::size_t digits = 0, places = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      ++digits;
      if (point && (mantissa >= 1'000'000'000'000'000 || places == 17)) continue;
      if (mantissa >= 1'000'000'000'000'000) return false;
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
      if (point) ++places;
    } else {
      return false;
    }
  }
  if (digits == 0) return false;
  const double value = static_cast<double>(mantissa) / powers[places];
  target = negative ? -value : value;
  return true;
}

/// A whole number of at most six digits, without a sign.
[[nodiscard]] inline bool parseWhole(std::string_view text, int& target) noexcept {
  if (text.empty() || text.size() > 6) return false;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  target = value;
  return true;
}

} // namespace suyuan::gnss
