// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/ids.h"
#include "core/model/rain_day.h"
#include "core/rules/survey_moves.h"
#include "core/sampling/lab_sheet.h"
#include "core/store/survey_file.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace suyuan::sampling {

/// Reads a table with the headings 日期 / date and 降雨量 / rain (mm), and 行政区划代码 / division and 雨量站 / station where it has them. Amounts such
/// as "微量" count as nothing. Errors: SourceColumnUnknown without the two, ValueInvalid with the row for a date or an amount that is none.
[[nodiscard]] Result<std::vector<RainDay>> readRainDays(const TextRows& rows, const std::string& file);

struct RainIntake {
  std::int64_t read = 0, added = 0, changed = 0, same = 0;
};
/// Takes days into the survey, one journal entry. A day that is there already (county, station, date) gets the new amount. Errors: the store's, ValueInvalid
/// for a date or an amount that is none.
[[nodiscard]] Result<RainIntake> takeRain(store::SurveyFile& survey, std::span<const RainDay> days);

/// Rain of each day, mm, by county; under county 0 what holds everywhere.
class RainTable {
public:
  RainTable() = default;
  explicit RainTable(std::span<const RainDay> days) { add(days); }
  /// What the survey has.
  [[nodiscard]] static Result<RainTable> of(store::Reader& reader);
  /// Of two stations of a county the wetter one counts.
  void add(std::span<const RainDay> days);

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
