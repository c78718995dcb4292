// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coding/confidence.h"
#include "core/model/sample.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace suyuan::rules {

/// What one item of a standard allows in each of its grades.
struct LimitRow {
  std::string item;  ///< 化学需氧量
  std::string field; ///< column of a sample; empty when samples have none
  std::string unit;
  std::vector<std::optional<double>> most;  ///< by grade; nothing: not limited
  std::vector<std::optional<double>> least; ///< by grade; empty: none (pH, dissolved oxygen)
  std::vector<std::optional<double>> mostCold; ///< by grade, water of 12 °C and colder (GB 18918 table 1, note); empty: as `most`
  std::string citation;
  coding::Confidence confidence = coding::Confidence::Memory;
};

/// A discharge standard (污染物排放标准) or a water quality standard with its tables.
struct Standard {
  std::string number; ///< "GB 18918"
  std::string year;   ///< "2002"
  std::string name;   ///< 城镇污水处理厂污染物排放标准
  bool discharge = true; ///< false: quality of a water body, an aid only
  std::vector<std::string> grades;                    ///< "一级A"; empty: not graded or not known here
  std::vector<std::vector<std::string>> gradeAliases; ///< spellings of each
  std::vector<LimitRow> rows;
  std::string citation;
  coding::Confidence confidence = coding::Confidence::Memory;

  [[nodiscard]] std::string title() const { return number + "-" + year; } ///< "GB 18918-2002"
};

/// What a free text says of a standard.
struct StandardReading {
  const Standard* standard = nullptr;
  std::optional<std::size_t> grade; ///< index into Standard::grades
  std::string year;                 ///< as written; empty when none
  [[nodiscard]] bool rightYear() const noexcept { return standard && year == standard->year; }
};

/// A value beyond its limit.
struct Exceedance {
  const LimitRow* row = nullptr;
  double value = 0, limit = 0;
  bool below = false; ///< a least value (pH, dissolved oxygen) is not reached
};

struct StandardTable {
  std::vector<Standard> standards;

  /// Finds the standard that a text names, however it is spaced, and its year and grade: "GB18918-2002一级A标准".
  [[nodiscard]] StandardReading read(std::string_view text) const;
  [[nodiscard]] bool known(std::string_view text) const { return read(text).rightYear(); }
  /// The usual writing with the right year: "GB 18918-2002 一级A".
  [[nodiscard]] static std::string written(const StandardReading& reading);
  /// Items of the sample beyond the limits of a grade. Unknown temperature: the laxer limit.
  [[nodiscard]] static std::vector<Exceedance> exceedances(const Sample& sample, const Standard& standard, std::size_t grade);
};

} // namespace suyuan::rules
