// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/rain.h"

#include "core/model/field.h"
#include "core/model/utc_time.h"
#include "core/sampling/lab_cell.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <format>

namespace suyuan::sampling {

namespace {

bool isOneOf(const std::string& word, std::initializer_list<std::string_view> words) { return std::ranges::find(words, word) != words.end(); }

struct Columns {
  std::optional<std::size_t> date, rain, division;
};

Columns columnsOf(const std::vector<std::string>& heading) {
  Columns found;
  for (std::size_t c = 0; c < heading.size(); ++c) {
    const std::string word = readLabHeading(heading[c]).name;
    if (isOneOf(word, {"日期", "date", "day"})) found.date = c;
    else if (isOneOf(word, {"降雨量", "雨量", "降水量", "日降雨量", "日降水量", "降雨量mm", "降水量mm", "rain", "rainfall", "precipitation", "mm", "rainmm", "rainfallmm"})) found.rain = c;
    else if (isOneOf(word, {"行政区划代码", "行政区代码", "区划代码", "区县代码", "division", "divisioncode", "county", "adcode"})) found.division = c;
  }
  return found;
}

} // namespace

Result<RainTable> RainTable::read(const TextRows& rows, const std::string& file) {
  const Columns columns = rows.empty() ? Columns{} : columnsOf(rows.front());
  if (!columns.date || !columns.rain) return failure(ErrorCode::SourceColumnUnknown, {.file = file, .field = !columns.date ? "日期" : "降雨量"});
  RainTable table;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const auto cell = [&](std::size_t c) { return c < rows[r].size() ? rows[r][c] : std::string(); };
    if (cell(*columns.date).empty() && cell(*columns.rain).empty()) continue;
    const auto wrong = [&](const char* field, const std::string& text) {
      return failure(ErrorCode::ValueInvalid, {.file = file, .row = static_cast<std::int64_t>(r) + 1, .field = field}, {}, {text});
    };
    const auto date = parseValue(FieldType::Date, cell(*columns.date).substr(0, 10));
    if (!date || !std::holds_alternative<std::string>(*date)) return wrong("日期", cell(*columns.date));
    double mm = 0;
    if (const std::string word = foldedWord(cell(*columns.rain)); !isOneOf(word, {"微量", "无雨", "无", "t", "trace"})) {
      const auto amount = readLabResult(cell(*columns.rain));
      if (!amount || !amount->value || *amount->value < 0 || *amount->value > 2000) return wrong("降雨量", cell(*columns.rain));
      mm = *amount->value;
    }
    DivisionCode county;
    if (columns.division && !cell(*columns.division).empty()) {
      const auto code = DivisionCode::parse(cell(*columns.division));
      if (!code) return wrong("行政区划代码", cell(*columns.division));
      county = *code;
    }
    double& kept = table.days_[{county.value, std::get<std::string>(*date)}];
    kept = std::max(kept, mm); // two stations of a county: the wetter one
  }
  return table;
}

std::optional<double> RainTable::on(const std::string& day, DivisionCode county) const {
  for (const std::uint32_t place : {county.value, std::uint32_t{0}})
    if (const auto found = days_.find({place, day}); found != days_.end()) return found->second;
  return std::nullopt;
}

Weather weatherAt(const RainTable& rain, const std::string& at, DivisionCode county, const rules::FieldworkLimits& limits) {
  const auto time = parseUtc(at);
  if (!time) return Weather::Unknown;
  const auto day = beijingDay(*time);
  bool known = true;
  for (int back = 0; back < static_cast<int>(std::lround(limits.dryDays)); ++back) {
    const auto mm = rain.on(std::format("{:%F}", day - std::chrono::days(back)), county);
    if (mm && *mm > limits.dryMostMm) return Weather::Wet;
    known = known && mm;
  }
  return known ? Weather::Dry : Weather::Unknown;
}

} // namespace suyuan::sampling
