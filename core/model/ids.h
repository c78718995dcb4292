// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace suyuan {

/// Row id of any record in a survey. 63 bits, positive: 41 bits of milliseconds since 2020-01-01T00:00:00Z,
/// then 22 random bits, so that devices that never met do not clash. Zero means "not set".
/// Written as text in JSON, spreadsheets and shapefiles, since many readers lose digits above 2^53.
struct Fid {
  std::int64_t value = 0;
  [[nodiscard]] constexpr bool isSet() const noexcept { return value > 0; }
  friend constexpr auto operator<=>(Fid, Fid) noexcept = default;
};

/// Decimal text of a fid, as it stands in JSON, spreadsheets and shapefiles.
[[nodiscard]] inline std::string toText(Fid fid) { return std::to_string(fid.value); }

/// Reads a fid from decimal text; nothing when it is not a positive 63-bit number.
[[nodiscard]] std::optional<Fid> parseFid(std::string_view text) noexcept;

/// Position of an entry in this copy's journal; grows by one with every entry.
struct EntryId {
  std::int64_t value = 0;
  friend constexpr auto operator<=>(EntryId, EntryId) noexcept = default;
};

/// Six digits of 行政区划代码 (GB/T 2260): province 2, prefecture 2, county 2.
struct DivisionCode {
  std::uint32_t value = 0; ///< 110000 … 829999

  [[nodiscard]] static std::optional<DivisionCode> parse(std::string_view digits) noexcept;
  [[nodiscard]] std::string text() const; ///< always six digits
  [[nodiscard]] constexpr DivisionCode province() const noexcept { return {value / 10000 * 10000}; }
  [[nodiscard]] constexpr DivisionCode prefecture() const noexcept { return {value / 100 * 100}; }
  [[nodiscard]] constexpr bool isCounty() const noexcept { return value % 100 != 0; }
  /// True when `other` is this division or lies below it by its digits.
  [[nodiscard]] constexpr bool covers(DivisionCode other) const noexcept {
    if (value % 10000 == 0) return other.value / 10000 == value / 10000;
    if (value % 100 == 0) return other.value / 100 == value / 100;
    return other.value == value;
  }
  friend constexpr auto operator<=>(DivisionCode, DivisionCode) noexcept = default;
};

} // namespace suyuan

template <>
struct std::hash<suyuan::Fid> {
  std::size_t operator()(suyuan::Fid fid) const noexcept {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(fid.value) * 0x9E3779B97F4A7C15ULL >> 8);
  }
};
