// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/rules/survey_moves.h"
#include "core/sampling/lab_sheet.h"

#include <map>
#include <optional>
#include <string>

namespace suyuan::sampling {

/// Rain of each day, mm, by county; under county 0 what holds everywhere.
class RainTable {
public:
  /// Reads a table with the headings 日期 / date and 降雨量 / rain (mm), and 行政区划代码 / division where it differs by county. Amounts such as "微量" count
  /// as nothing. Errors: SourceColumnUnknown without the two, ValueInvalid with the row for a date or an amount that is none.
  [[nodiscard]] static Result<RainTable> read(const TextRows& rows, const std::string& file);

  /// Rain of a day: the county's, else what holds everywhere. Nothing when it is not known. `day`: YYYY-MM-DD.
  [[nodiscard]] std::optional<double> on(const std::string& day, DivisionCode county) const;
  [[nodiscard]] std::size_t days() const noexcept { return days_.size(); }

private:
  std::map<std::pair<std::uint32_t, std::string>, double> days_;
};

enum class Weather : unsigned char { Unknown, Dry, Wet };

/// 旱天: no more rain than the rule book's dry_most_mm on the day and on those before it, dry_days in all. One day with more makes it wet; Unknown when a day's rain is
/// not known and none was wet. `at`: UTC; the day is Beijing's.
[[nodiscard]] Weather weatherAt(const RainTable& rain, const std::string& at, DivisionCode county, const rules::FieldworkLimits& limits);

} // namespace suyuan::sampling
