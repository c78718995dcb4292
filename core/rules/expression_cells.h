// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/record.h"

#include <array>
#include <string_view>
#include <type_traits>

namespace suyuan::rules {

/// One value during evaluation; text is not owned.
struct Cell {
  bool empty = true;
  double number = 0;      ///< numbers; 0 or 1 for true and false
  std::int64_t whole = 0; ///< fids, and whole numbers as they are stored
  std::string_view text;  ///< texts and dates
};

[[nodiscard]] inline Cell cellOf(std::string_view text) noexcept { return {text.empty(), 0, 0, text}; }
[[nodiscard]] inline Cell cellOf(const std::string& text) noexcept { return cellOf(std::string_view(text)); }
[[nodiscard]] inline Cell cellOf(double number) noexcept { return {false, number, 0, {}}; }
[[nodiscard]] inline Cell cellOf(bool truth) noexcept { return {false, truth ? 1.0 : 0.0, truth ? 1 : 0, {}}; }
[[nodiscard]] inline Cell cellOf(const std::optional<double>& v) noexcept { return v ? cellOf(*v) : Cell{}; }
[[nodiscard]] inline Cell cellOf(const std::optional<bool>& v) noexcept { return v ? cellOf(*v) : Cell{}; }
[[nodiscard]] inline Cell cellOf(const std::optional<std::int64_t>& v) noexcept {
  return v ? Cell{false, static_cast<double>(*v), *v, {}} : Cell{};
}
[[nodiscard]] inline Cell cellOf(Fid fid) noexcept { return {!fid.isSet(), 0, fid.value, {}}; }

inline constexpr std::size_t mostColumns = 64; ///< of a layer; outfalls have 46

/// Memory for cells that are written before they are read: an evaluation must not clear what it does not use.
template <std::size_t count>
union CellArray {
  CellArray() noexcept {} // NOLINT: left as it is on purpose
  CellArray(const CellArray& other) noexcept { cells = other.cells; }
  CellArray& operator=(const CellArray& other) noexcept {
    cells = other.cells;
    return *this;
  }
  [[nodiscard]] Cell& operator[](std::size_t i) noexcept { return cells[i]; }
  [[nodiscard]] const Cell& operator[](std::size_t i) const noexcept { return cells[i]; }
  std::array<Cell, count> cells;
};
static_assert(std::is_trivially_copyable_v<Cell> && std::is_trivially_destructible_v<Cell>);

/// The columns of one record, laid out for expressions. Refers to the record, which must outlive it. Columns beyond the
/// record's are never read.
struct Cells {
  CellArray<mostColumns> columns;

  template <class Record>
  void fill(const Record& record) noexcept {
    std::size_t i = 0;
    Record::fields(record, [&](const FieldDef&, const auto& member) {
      if (i < mostColumns) columns[i++] = cellOf(member);
    });
  }
};

} // namespace suyuan::rules
