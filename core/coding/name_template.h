// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

// The rule of a class for its names, as data: {prefecture}{county}{township}{unit|address|river+bank}{number}{suffix}
//   {a}      the fact a
//   {a|b}    the first of them that is known
//   {a+b}    both, one after the other; known when both are
//   the rest stands as it is written

namespace suyuan::coding {

/// What a name can be made of.
enum class NameFact : std::uint8_t {
  Prefecture, ///< 地级市
  County,     ///< 县区
  Township,   ///< 乡镇街道
  Unit,       ///< 排污单位
  Address,    ///< 地址、地物
  River,      ///< 受纳水体
  Bank,       ///< 岸别
  Direction,  ///< 方位
  Distance,   ///< 距离
  Number,     ///< N#
  Suffix,     ///< 类别后缀
};

[[nodiscard]] std::string_view nameOf(NameFact fact) noexcept; ///< "prefecture"

/// One piece of a pattern: fixed words, or the first choice whose facts are all known.
struct NameElement {
  std::string words;
  std::vector<std::vector<NameFact>> choices;
  friend bool operator==(const NameElement&, const NameElement&) = default;
};

struct NameTemplate {
  std::string class1, class2, class3; ///< class that it is for; empty = any
  std::string pattern;
  std::vector<NameElement> elements;
  Confidence confidence = Confidence::Memory;
};

struct PatternFault {
  std::size_t at = 0; ///< byte of the pattern
  std::string why;
};
/// A pattern's elements. It must hold {suffix}, and no fact twice in one choice.
[[nodiscard]] std::expected<std::vector<NameElement>, PatternFault> parseNamePattern(std::string_view pattern);

} // namespace suyuan::coding
